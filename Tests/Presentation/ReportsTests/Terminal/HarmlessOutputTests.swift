import Ecosystem
import Reports
import Testing
import TextLayout
import TextTestSupport

@Suite("Output is harmless whatever the data")
struct HarmlessOutputTests {
  @Test("no format lets a control character through", arguments: 0..<60)
  func controls(_ seed: Int) throws {
    for format in Format.allCases where format.isText {
      let output = try Renderer.render(RandomReport.document(seed), as: format, options: RenderOptions(width: 70))
      // CSV keeps the line breaks and tabs of its fields, and CR LF ends its records.
      let allowed: [Character] = format == .csv ? ["\r", "\r\n", "\t"] : []
      let lines = output.split(separator: "\n", omittingEmptySubsequences: false).map {
        $0.filter { !allowed.contains($0) }
      }
      let isHarmless = format == .csv ? Self.hasNoControls : Harmless.isHarmless
      #expect(lines.allSatisfy { isHarmless(String($0)) }, "\(format)")
    }
  }

  @Test("every line of text fits the terminal", arguments: 0..<200)
  func fits(_ seed: Int) throws {
    let width = 20 + seed % 101
    let options = RenderOptions(language: seed % 2 == 0 ? .fr : .en, width: width)
    let text = try Renderer.render(RandomReport.document(seed), as: .text, options: options)
    let wide = text.split(separator: "\n").filter { DisplayWidth.of($0) > width }
    #expect(wide.isEmpty, "\(width): \(wide)")
  }

  @Test("colours add escapes and nothing else", arguments: 0..<60)
  func colours(_ seed: Int) throws {
    let document = RandomReport.document(seed)
    let plain = try Renderer.render(document, as: .text, options: RenderOptions(width: 60))
    let colored = try Renderer.render(document, as: .text, options: RenderOptions(width: 60, isColored: true))
    // By scalars: an escape and a combining mark behind it are one grapheme cluster.
    let escapes = /\u{1B}\[[0-9;]*m/.matchingSemantics(.unicodeScalar)
    #expect(colored.replacing(escapes, with: "").unicodeScalars.elementsEqual(plain.unicodeScalars))
  }

  @Test("text that looks like markup stays text in HTML")
  func markup() throws {
    let evil = "<script>alert(1)</script> \"'><img src=x onerror=y> &amp;"
    let html = try Renderer.render(
      Document(
        title: evil, subtitle: evil,
        blocks: [
          .heading(evil, level: 1), .text(evil), .list([evil]), .note(evil), .source(evil),
          .figures([KeyFigure(label: evil, value: .text(evil), unit: evil, note: evil)]),
          .table(
            Table(columns: [Column(evil, unit: evil)], rows: [[.text(evil)], [.link(evil, url: evil)]], caption: evil)),
          .chart(
            Chart(kind: .bar, title: evil, labels: [evil], series: [.init(evil, [1]), .init(evil, [2])], unit: evil)),
        ]), as: .html)
    #expect(!html.contains("<script") && !html.contains("<img") && !html.contains("\"'>"))
    #expect(html.contains("&lt;script&gt;alert(1)&lt;/script&gt; &quot;&#39;&gt;&lt;img src=x onerror=y&gt; &amp;amp;"))
  }

  @Test(
    "only web and mail addresses become links",
    arguments: [
      ("https://example.org/a?b=1&c", true), ("HTTP://example.org", true), ("mailto:a@example.org", true),
      ("javascript:alert(1)", false), ("data:text/html,x", false), ("https://", false), ("//example.org", false),
      ("https://example.org/ a", false), ("java\nscript:alert(1)", false), ("", false),
    ])
  func links(_ address: String, _ isLink: Bool) throws {
    let document = Document(
      title: "t", blocks: [.table(Table(columns: [Column("c")], rows: [[.link("texte", url: address)]]))])
    #expect(try Renderer.render(document, as: .html).contains("<a href=") == isLink)
    #expect(try Renderer.render(document, as: .md).contains("](<") == isLink)
  }

  private static func hasNoControls(_ line: String) -> Bool {
    line.unicodeScalars.allSatisfy { $0.properties.generalCategory != .control }
  }
}
