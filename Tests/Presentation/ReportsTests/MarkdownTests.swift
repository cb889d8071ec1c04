import Ecosystem
import Reports
import Testing
import TextTestSupport

@Suite("Markdown")
struct MarkdownTests {
  @Test("every row of a table has as many cells as its heading", arguments: 0..<60)
  func columns(_ seed: Int) throws {
    var random = SeededRandom(UInt64(seed))
    let table = RandomReport.table(&random)
    let text = try Renderer.render(Document(title: "t", blocks: [.table(table)]), as: .md)
    let rows = text.split(separator: "\n").filter { $0.unicodeScalars.starts(with: "| ".unicodeScalars) }
    let counts = Set(rows.map { cells(String($0)) })
    #expect(counts.count <= 1, "\(rows)")
    guard case .all(let given) = table.rows, !given.isEmpty else { return }
    #expect(rows.count >= given.count + 2)
  }

  @Test("text that looks like markup stays text")
  func escapes() throws {
    let document = Document(
      title: "# un",
      blocks: [
        .text("*a* _b_ c_d `e` [f](g) <h> | 1 & 2 &amp; ~~i~~ \\"),
        .text("- pas une liste\n1. ni une autre\n# ni un titre"),
        .list(["- x"]),
      ])
    #expect(
      try Renderer.render(document, as: .md) == """
        # # un

        \\*a\\* \\_b\\_ c_d \\`e\\` \\[f\\](g) \\<h\\> \\| 1 & 2 \\&amp; \\~\\~i\\~\\~ \\\\

        \\- pas une liste
        1\\. ni une autre
        \\# ni un titre

        - \\- x

        """)
  }

  @Test("web addresses in text stay whole and become links")
  func addresses() throws {
    let document = Document(title: "t", blocks: [.source("Carte (https://example.org/a_b_c?x=1&y=2), 2024.")])
    #expect(try Renderer.render(document, as: .md).contains("Carte (<https://example.org/a_b_c?x=1&y=2>), 2024."))
  }

  @Test("alignment of columns is kept")
  func alignment() throws {
    let table = Table(
      columns: [Column("g"), Column("d", align: .right), Column("c", align: .center)],
      rows: [[.text("a"), .text("b"), .text("x|y\nz")]])
    let text = try Renderer.render(Document(title: "t", blocks: [.table(table)]), as: .md)
    #expect(
      text.contains(
        "| --- | --: | :---------: |\n| a   |   b | x\\|y<br>z |".replacing(":---------:", with: ":-------:")))
  }

  /// Counts the bars that no backslash escapes.
  private func cells(_ row: String) -> Int {
    var count = 0
    var isEscaped = false
    for scalar in row.unicodeScalars {
      if scalar == "|", !isEscaped { count += 1 }
      isEscaped = scalar == "\\" && !isEscaped
    }
    return count
  }
}
