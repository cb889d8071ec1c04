import Ecosystem
import Foundation
import Reports
import Testing
import TextTestSupport

@Suite("JSON")
struct JSONTests {
  @Test("cells keep their types")
  func types() throws {
    let table = Table(
      columns: [Column("a", unit: "m²"), Column("b"), Column("c"), Column("d"), Column("e"), Column("f"), Column("g")],
      rows: [
        [
          .integer(.max), .number(0.5), .money(cents: 1234, currency: "EUR"), .date("2024-05"), .boolean(true), .empty,
          .link("x", url: "https://example.org"),
        ]
      ], totals: .sums, groupColumn: 3)
    let text = try Renderer.render(Document(title: "t", blocks: [.table(table)]), as: .json)
    #expect(
      text.contains(
        """
        "rows":[[9223372036854775807,0.5,{"amount":1234,"currency":"EUR"},"2024-05",true,null,{"text":"x","url":"https://example.org"}]]
        """))
    #expect(text.contains(#""totals":[9223372036854775807,0.5,{"amount":1234,"currency":"EUR"},null,null,null,null]"#))
    #expect(text.contains(#"{"title":"a","kind":"integer","unit":"m²"}"#) && text.contains(#""group_column":3"#))
  }

  @Test("the document reads back with its title, blocks and series")
  func shape() throws {
    let text = try Renderer.render(SampleReport.document(.en), as: .json, options: RenderOptions(language: .en))
    let document = try #require(try JSON.parse(text) as? [String: Any])
    #expect(document["format"] as? String == "grappe.report" && document["version"] as? Int == 1)
    #expect(document["language"] as? String == "en")
    let blocks = try #require(document["blocks"] as? [[String: Any]])
    #expect(
      Set(blocks.compactMap { $0["type"] as? String })
        == ["heading", "text", "figures", "table", "chart", "source", "note", "list", "page_break"])
    let line = try #require(blocks.first { $0["kind"] as? String == "line" })
    let series = try #require(line["series"] as? [[String: Any]])
    #expect((series[0]["values"] as? [Any])?[4] is NSNull)
    #expect((series[0]["values"] as? [Any])?[8] as? Double == 35_500)
  }

  @Test("Python's json module reads any report", .enabled(if: Tool.python(module: "json") != nil, "no python3"))
  func oracle() throws {
    let python = try #require(Tool.python(module: "json"))
    let texts = try (0..<40).map { try Renderer.render(RandomReport.document($0), as: .json) }
    let script =
      "import json,sys\nfor line in sys.stdin.buffer.read().decode().splitlines(): print(json.loads(line)['title'].encode().hex())"
    let titles = try Tool.run(python, ["-c", script], input: texts.joined())
      .split(separator: "\n", omittingEmptySubsequences: false).dropLast()
    let expected = (0..<40).map {
      RandomReport.document($0).title.utf8.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }
    #expect(Array(titles.map(String.init)) == expected)
  }
}
