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

  /// The reports of which the independent count covers every number.
  static let whole = [
    "wallonia:cartographie", "wallonia:financements", "wallonia:indicateurs", "wallonia:competences", "paca:poles",
  ]

  @Test("The independent count covers every table, chart and text with a number", arguments: whole)
  func wholly(report: String) throws {
    let run = try DemoWorkspace.shared.get().grappe("report", report, "--format", "json", language: "fr")
    let blocks = try #require(try (json(run.output) as? [String: Any])?["blocks"] as? [[String: Any]])
    let expected = try Self.counted(report)
    for table in Self.tables(in: blocks) where table.contains(where: { !$0.isEmpty }) {
      #expect(expected.tables.contains(table), "nobody counted the table \(table)")
    }
    let charts = try #require(expected.charts)
    #expect(Self.sorted(Self.charts(in: blocks)) == Self.sorted(charts))
    #expect(Self.said(in: blocks) == expected.said)
  }

  /// Returns the values of each series of the charts, and those of each map, sorted.
  private static func charts(in blocks: [[String: Any]]) -> [[Double]] {
    blocks.flatMap { block -> [[Double]] in
      let series = (block["series"] as? [[String: Any]] ?? []).map { values($0["values"]) }
      guard let regions = block["regions"] as? [[String: Any]] else { return series }
      return [regions.compactMap { ($0["value"] as? NSNumber)?.doubleValue }.sorted()]
    }
  }

  private static func sorted(_ lists: [[Double]]) -> [[Double]] { lists.sorted { $0.lexicographicallyPrecedes($1) } }

  private static func values(_ list: Any?) -> [Double] { (list as? [NSNumber] ?? []).map(\.doubleValue) }

  /// Returns the whole numbers in each text, note and source that has one, without those of names of files.
  private static func said(in blocks: [[String: Any]]) -> [[Int]] {
    blocks.filter { ["text", "note", "source"].contains($0["type"] as? String) }.compactMap { block in
      let text = (block["text"] as? String ?? "").replacing(/\([^ ]*\.txt\)/, with: "")
      let found = text.matches(of: /\b[0-9]+/.wordBoundaryKind(.simple)).compactMap { Int($0.output) }
      return found.isEmpty ? nil : found
    }
  }

  /// The oracle's answer.
  private struct Counted {
    var figures: [Double]
    /// Per table the sorted rows of numbers.
    var tables: [[[Double]]]
    /// Words that it finds in the data.
    var words: [String]
    /// Of a report of which it counts every number: those of its charts and those of its texts.
    var charts: [[Double]]?
    var said: [[Int]]?
  }

  private static func counted(_ report: String) throws -> Counted {
    let oracle = GrappeBinary.root.appending(path: "Tests/Oracle/report_figures.py").path
    let run = try GrappeBinary.run(URL(filePath: "/usr/bin/env"), ["python3", oracle, report], in: GrappeBinary.root)
    try #require(run.status == 0, "\(run.errors)")
    let all = try #require(try json(run.output) as? [String: [String: Any]])
    let one = try #require(all[report])
    let figures = try #require(one["figures"] as? [NSNumber]).map(\.doubleValue)
    let tables = try #require(one["tables"] as? [[[Any]]]).map(numbers)
    return Counted(
      figures: figures, tables: tables, words: try #require(one["words"] as? [String]),
      charts: (one["charts"] as? [[NSNumber]])?.map { $0.map(\.doubleValue) }, said: one["said"] as? [[Int]])
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
