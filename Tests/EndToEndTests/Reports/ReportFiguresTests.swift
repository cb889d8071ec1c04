import Foundation
import Testing

/// The figures of these reports, compared with an independent count over the data files by python3's csv module.
@Suite struct ReportFiguresTests {
  static let reports = [
    "europe:programmes", "europe:territoires", "europe:transfrontalier",
    "wallonia:cartographie", "wallonia:agenda", "wallonia:financements", "wallonia:indicateurs", "wallonia:competences",
    "wallonia:equipements", "luxembourg:reseau", "luxembourg:hubs", "paca:ecosysteme", "paca:poles",
  ]

  @Test("A report shows the figures that an independent count confirms", arguments: reports)
  func figures(report: String) throws {
    let workspace = try DemoWorkspace.shared.get()
    let run = try workspace.grappe("report", report, "--format", "json", language: "fr")
    try #require(run.status == 0, "\(run.errors)")
    let blocks = try #require(try (json(run.output) as? [String: Any])?["blocks"] as? [[String: Any]])
    let expected = try Self.counted(report)
    #expect(Self.figures(in: blocks) == expected.figures)
    let tables = Self.tables(in: blocks)
    for (index, counted) in expected.tables.enumerated() {
      #expect(tables.contains(counted), "no table holds the numbers of counted table \(index + 1): \(counted)")
    }
    for word in expected.words { #expect(Self.texts(in: blocks).contains(word), "\(word)") }
  }

  /// Returns the oracle's figures, per table the sorted rows of numbers, and the words that it finds in the data.
  private static func counted(_ report: String) throws -> (figures: [Double], tables: [[[Double]]], words: [String]) {
    let oracle = GrappeBinary.root.appending(path: "Tests/Oracle/report_figures.py").path
    let run = try GrappeBinary.run(URL(filePath: "/usr/bin/env"), ["python3", oracle, report], in: GrappeBinary.root)
    try #require(run.status == 0, "\(run.errors)")
    let all = try #require(try json(run.output) as? [String: [String: Any]])
    let one = try #require(all[report])
    let figures = try #require(one["figures"] as? [NSNumber]).map(\.doubleValue)
    let tables = try #require(one["tables"] as? [[[Any]]]).map(numbers)
    return (figures, tables, try #require(one["words"] as? [String]))
  }

  /// Returns every text of the document.
  private static func texts(in value: Any) -> Set<String> {
    switch value {
    case let text as String: [text]
    case let list as [Any]: list.reduce(into: []) { $0.formUnion(texts(in: $1)) }
    case let members as [String: Any]: members.values.reduce(into: []) { $0.formUnion(texts(in: $1)) }
    default: []
    }
  }

  private static func figures(in blocks: [[String: Any]]) -> [Double] {
    let block = blocks.first { $0["type"] as? String == "figures" }
    let figures = block?["figures"] as? [[String: Any]] ?? []
    return figures.compactMap { ($0["value"] as? NSNumber)?.doubleValue }
  }

  private static func tables(in blocks: [[String: Any]]) -> [[[Double]]] {
    blocks.filter { $0["type"] as? String == "table" }.map { numbers($0["rows"] as? [[Any]] ?? []) }
  }

  /// Returns the numbers of each row, with the rows sorted: labels and order are not compared.
  private static func numbers(_ rows: [[Any]]) -> [[Double]] {
    rows.map { $0.compactMap { ($0 as? NSNumber)?.doubleValue } }.sorted { $0.lexicographicallyPrecedes($1) }
  }
}
