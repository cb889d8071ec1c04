import Foundation
import Testing
import TextTestSupport

@testable import Network

/// networkx as an independent computation on the same random networks (`Tests/Oracle/networks.py`).
private enum Networkx {
  static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()
  static let isThere = (try? run(["-c", "import networkx, scipy"], input: Data())) != nil

  static func opinions(on questions: [Question]) throws -> [Opinion] {
    let script = root.appending(path: "Tests/Oracle/networks.py").path
    return try JSONDecoder().decode([Opinion].self, from: try run([script], input: try JSONEncoder().encode(questions)))
  }

  private static func run(_ arguments: [String], input: Data) throws -> Data {
    Data(try Tool.run("/usr/bin/env", ["python3"] + arguments, input: String(decoding: input, as: UTF8.self)).utf8)
  }

  struct Question: Encodable {
    var count: Int
    var directed: Bool
    var ties: [[Double]]
    var partition: [Int]

    init(_ graph: Graph, partition: [Int]) {
      (count, directed, self.partition) = (graph.nodes.count, graph.isDirected, partition)
      ties = graph.ties.map { [Double($0.from), Double($0.to), $0.weight] }
    }
  }

  struct Opinion: Decodable {
    /// Values by measure, once without and once with weights; null where there is none.
    var plain: [String: [Double?]]
    var weighted: [String: [Double?]]
    var components: [Int]
    var density: Double
    var bridges: [[Int]]
    var articulations: [Int]
    /// Lengths of shortest paths from node 0, without and with weights; null where no path leads.
    var distances: [Double?]
    var lengths: [Double?]
    var modularity: Double?
  }
}

@Suite(
  "Networks agree with networkx",
  .enabled(if: Networkx.isThere, "SKIPPED: networkx is not installed (pip install networkx scipy)"))
struct NetworkxOracleTests {
  /// Sparse to dense, connected or not, with and without directions.
  private static func random(_ seed: Int) throws -> Graph {
    var random = SeededNumbers(state: UInt64(seed))
    let count = Int.random(in: 2...60, using: &random)
    let ties = (0..<Int.random(in: 0...3 * count, using: &random)).map { _ in
      (Int.random(in: 0..<count, using: &random), Int.random(in: 0..<count, using: &random))
    }
    // No two paths are equally long: networkx compares sums of 1/weight bit by bit, igraph with a tolerance.
    let weights = ties.map { _ in Double.random(in: 0.25...4, using: &random) }
    return try Graph.of(count, ties, weights: weights, isDirected: seed % 2 == 1)
  }

  @Test("every measure of forty random networks is the same")
  func agrees() throws {
    let graphs = try (0..<40).map(Self.random)
    let communities = try graphs.map { graph in try withIgraphLock { try graph.communities(holding: $0) } }
    let questions = zip(graphs, communities).map { Networkx.Question($0, partition: $1.membership) }
    let opinions = try Networkx.opinions(on: questions)
    try #require(opinions.count == graphs.count)
    for (index, graph) in graphs.enumerated() {
      try compareCentralities(graph, opinions[index])
      try compareStructure(graph, opinions[index])
      try comparePaths(graph, opinions[index])
      try compare([communities[index].modularity], [opinions[index].modularity], "modularity")
    }
  }

  private func compareCentralities(_ graph: Graph, _ opinion: Networkx.Opinion) throws {
    for isWeighted in [false, true] {
      let own = try withIgraphLock { try graph.centralities(Set(Centrality.allCases), isWeighted: isWeighted, holding: $0) }
      for measure in Centrality.allCases {
        let other = try #require((isWeighted ? opinion.weighted : opinion.plain)[measure.rawValue])
        try compare(try #require(own.values[measure]), other, "\(measure.rawValue), weighted: \(isWeighted)")
      }
    }
  }

  private func compareStructure(_ graph: Graph, _ opinion: Networkx.Opinion) throws {
    #expect(try withIgraphLock { try graph.components(holding: $0) }.sizes == opinion.components)
    try compare([graph.density], [opinion.density], "density")
    let cuts = try withIgraphLock { try graph.cutPoints(holding: $0) }
    #expect(Set(cuts.bridges.map { [$0.from, $0.to] }) == Set(opinion.bridges))
    #expect(cuts.articulations.map(\.node).sorted() == opinion.articulations)
  }

  private func comparePaths(_ graph: Graph, _ opinion: Networkx.Opinion) throws {
    for (isWeighted, lengths) in [(false, opinion.distances), (true, opinion.lengths)] {
      let own = try graph.nodes.indices.map { end in
        try withIgraphLock { try graph.shortestPath(from: 0, to: end, isWeighted: isWeighted, holding: $0) }
      }
      try compare(own.map { $0?.length }, lengths, "lengths of paths, weighted: \(isWeighted)")
      for case let path? in own { #expect(path.ties.count == path.nodes.count - 1) }
    }
  }

  private func compare(_ own: [Double?], _ other: [Double?], _ what: String) throws {
    try #require(own.count == other.count, "\(what)")
    for (node, (mine, theirs)) in zip(own, other).enumerated() {
      #expect(
        (mine == nil) == (theirs == nil),
        "\(what), node \(node): \(String(describing: mine)) \(String(describing: theirs))")
      guard let mine, let theirs else { continue }
      #expect(abs(mine - theirs) <= 1e-6, "\(what), node \(node): \(mine) is \(theirs) to networkx")
    }
  }
}
