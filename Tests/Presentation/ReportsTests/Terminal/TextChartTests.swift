import Reports
import Testing
import TextLayout
import TextTestSupport

@Suite("Charts in block characters")
struct TextChartTests {
  @Test("bars are as long as their values, to an eighth of a column")
  func lengths() throws {
    let chart = Chart(kind: .bar, title: "t", labels: ["a", "b", "c", "d"], values: [30, 15, 1, 0])
    #expect(try drawn(chart, width: 20) == ["a ███████████████ 30", "b ███████▌ 15", "c ▌ 1", "d 0"])
  }

  @Test("values under zero stand left of the axis")
  func negatives() throws {
    let chart = Chart(kind: .bar, title: "t", labels: ["a", "b"], values: [-10, 10])
    #expect(try drawn(chart, width: 20) == ["a ███████ \u{2212}10", "b        ███████ 10"])
  }

  @Test("bars of several series carry their names, missing values a dash")
  func series() throws {
    let chart = Chart(
      kind: .bar, title: "t", labels: ["a", "b"], series: [.init("Jeux", [2, nil]), .init("Musique", [4, 1])])
    #expect(
      try drawn(chart, width: 30) == [
        "a ████████▌ 2  Jeux", "  █████████████████ 4  Musique", "b –  Jeux", "  ████▎ 1  Musique",
      ])
  }

  @Test("the segments of a stack end where their sums do")
  func stack() throws {
    let chart = Chart(
      kind: .stacked, title: "t", labels: ["a", "b"], series: [.init("x", [1, 2]), .init("y", [3, 6])])
    #expect(try drawn(chart, width: 20) == ["a ██▓▓▓▓▓▓ 4", "b ████▓▓▓▓▓▓▓▓▓▓▓▓ 8", "█ x   ▓ y"])
  }

  @Test("lines break at missing values and single values are dots")
  func line() throws {
    let chart = Chart(kind: .line, title: "t", labels: ["1", "2", "3"], values: [0, nil, 10])
    let lines = try drawn(chart, width: 30)
    #expect(lines.joined().count { $0 == "●" } == 2)
    #expect(lines.first?.hasSuffix("●") == true && lines.last?.hasPrefix("    1") == true)
  }

  @Test("a histogram counts each value once, in ranges of equal width")
  func histogram() throws {
    let chart = Chart.histogram(title: "t", values: [0, 1, 4.9, 5, 10, .nan], bins: 2, language: .fr)
    #expect(chart.labels == ["0–5", "5–10"])
    #expect(chart.series.first?.values == [3, 2])
    #expect(Chart.histogram(title: "t", values: [], language: .fr).labels.isEmpty)
    #expect(
      Chart.histogram(title: "t", values: [7, 7], language: .en).series.first?.values.compactMap(\.self).reduce(0, +)
        == 2)
  }

  @Test("a chart without values says so", arguments: Chart.Kind.allCases)
  func empty(_ kind: Chart.Kind) throws {
    let chart = Chart(kind: kind, title: "t", labels: ["a"], values: [nil])
    for format in [Format.text, .md, .html] {
      let output = try Renderer.render(Document(title: "t", blocks: [.chart(chart)]), as: format)
      #expect(output.contains("Aucune valeur à représenter dans ce graphique."))
    }
  }

  @Test("bars on both sides of zero fit the width", arguments: 0..<200)
  func fits(_ seed: Int) throws {
    var random = SeededRandom(UInt64(seed))
    let values = (0..<6).map { _ in Double.random(in: -9...99, using: &random).rounded() }
    let width = Int.random(in: 20...60, using: &random)
    let chart = Chart(kind: .bar, title: "t", labels: ["a", "b", "c", "d", "e", "f"], values: values)
    #expect(try drawn(chart, width: width).allSatisfy { DisplayWidth.of($0) <= width })
  }

  /// The lines under the title of a chart.
  private func drawn(_ chart: Chart, width: Int) throws -> [String] {
    let text = try Renderer.render(
      Document(title: "T", blocks: [.chart(chart)]), as: .text, options: RenderOptions(width: width))
    return text.split(separator: "\n").dropFirst(3).map(String.init)
  }
}
