import CSV
import Ecosystem
import Foundation
import Reports
import Testing
import TextLayout

/// Texts longer than the pieces in which renderers work: they read as if they had been rendered whole.
@Suite("Long texts")
struct LongTextTests {
  private static let lines: [String] = {
    var random = SystemRandomNumberGenerator()
    let words = [
      "acteurs", "«", "»", ":", "l’été", "a_b", "https://example.org/a?b=(c)", "*gras*", "1.", "#", "<b>", "&amp;", "漫画", "e\u{301}",
      "\u{7}", "anticonstitutionnellement-anticonstitutionnellement",
    ]
    return (0..<1_500).map { _ in
      (0..<Int.random(in: 1...12, using: &random)).map { _ in words.randomElement(using: &random) ?? "" }.joined(separator: " ")
    }
  }()

  private func body(_ blocks: [Block], _ format: Format, width: Int? = nil) throws -> String {
    let options = RenderOptions(language: .en, width: width)
    let empty = try Renderer.render(Document(title: "t", blocks: [.pageBreak]), as: format, options: options)
    let whole = try Renderer.render(Document(title: "t", blocks: blocks), as: format, options: options)
    return String(whole.dropFirst(empty.commonPrefix(with: whole).count))
  }

  @Test("in HTML every paragraph, line break and link is there")
  func html() throws {
    let one = try body([.text(Self.lines.joined(separator: "\n\n"))], .html)
    #expect(one == (try body(Self.lines.map(Block.text), .html)))
    let broken = try Renderer.render(Document(title: "t", blocks: [.text(Self.lines.joined(separator: "\n"))]), as: .html)
    #expect(broken.components(separatedBy: "<br>").count == Self.lines.count)
  }

  @Test("in Markdown every line is escaped as it is alone")
  func markdown() throws {
    let one = try body([.text(Self.lines.joined(separator: "\n"))], .md)
    #expect(one == (try body(Self.lines.map(Block.text), .md)).replacing("\n\n", with: "\n"))
  }

  @Test("on a terminal it wraps as it does whole", arguments: [24, 80, 300])
  func wrapping(width: Int) throws {
    let text = Self.lines.joined(separator: " ") + "\n" + Self.lines.joined(separator: "\n")
    let wrapped = DisplayWidth.wrap(SafeText.lines(text), to: width).map { line in
      String(line.reversed().drop { $0 == " " }.reversed())
    }
    let shown = try Renderer.render(
      Document(title: "t", blocks: [.text(text)]), as: .text, options: RenderOptions(language: .en, width: width))
    #expect(shown == "t\n═\n\n" + wrapped.joined(separator: "\n") + "\n")
  }

  @Test("in JSON and CSV it is read back as it was")
  func data() throws {
    let text = Self.lines.joined(separator: "\n").replacing("\u{7}", with: "\"")
    let json = try Renderer.render(Document(title: "t", blocks: [.text(text)]), as: .json)
    let read = try FieldValue(json: json).mapValue?["blocks"]?.listValue?.first?.mapValue?["text"]?.textValue
    #expect(read == text)
    let table = Table(columns: [Column("a"), Column("b")], rows: [[.text(text), .text("x")]])
    let csv = try Renderer.render(Document(title: "t", blocks: [.table(table)]), as: .csv)
    #expect(try CSVTable(bytes: Array(csv.utf8)).rows.map(\.fields) == [[text, "x"]])
  }

  @Test("a word longer than a piece is escaped whole, and is no link")
  func words() throws {
    let word = "https://example.org/" + String(repeating: "é&#", count: 20_000) + "."
    let html = try body([.text(word)], .html)
    #expect(!html.contains("<a "))
    #expect(html.contains(String(repeating: "é&amp;#", count: 20_000)))
    #expect(try body([.text(word)], .md).contains(String(repeating: "é\\&#", count: 20_000)))
  }

  @Test("no format hands on more than 192 KiB at a time", arguments: Format.allCases)
  func pieces(format: Format) throws {
    let text = String(repeating: "\"*\u{1}", count: 300_000)
    let table = Table(columns: [Column(text)], rows: [[.text(text)], [.link(text, url: "https://example.org")]], caption: text)
    let chart = Chart(kind: .bar, title: text, labels: [text], series: [.init(text, [1])])
    let document = Document(
      title: text, subtitle: text,
      blocks: [.text(text), .heading(text, level: 1), .list([text]), .note(text), .table(table), .chart(chart)])
    for width in [nil, 80] {
      try Renderer.render(document, as: format, options: RenderOptions(language: .en, width: width)) {
        #expect($0.count <= 192 << 10)
      }
    }
  }
}
