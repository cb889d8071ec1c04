import Foundation
import Testing

@testable import Network

@Suite("Introductions across groups, with reasons")
struct IntroductionTests {
  private func search(_ graph: Graph, _ search: IntroductionSearch) throws -> [Introduction] {
    try withIgraphLock { try graph.introductions(search, holding: $0) }
  }

  @Test("a common neighbour and a shared sector speak for an introduction, the rarer the more")
  func reasons() throws {
    // 0 and 3 are both tied to 2, which has 2 neighbours; 1 and 3 share only the sector xr, which three have.
    let graph = try Graph.of(5, [(0, 2), (2, 3), (0, 1)])
    let found = try search(
      graph,
      IntroductionSearch(
        groups: ["south", "south", "south", "north", "north"], features: [[], ["xr"], ["xr", "son"], ["xr"], ["son"]]))
    #expect(found.map { [$0.first, $0.second] } == [[0, 3], [2, 4], [1, 3]])
    #expect(found.map(\.commonNeighbours) == [[2], [], []])
    #expect(found.map(\.commonFeatures) == [[], ["son"], ["xr"]])
    #expect(found.map(\.distance) == [2, nil, 3])
    let scores = [1 / log(2.0), 1 / log(3.0), 1 / log(4.0)]
    #expect(zip(found.map(\.score), scores).allSatisfy { abs($0 - $1) < 1e-12 })
  }

  @Test("who is tied already, of the same group, or without one is not introduced")
  func leftOut() throws {
    let graph = try Graph.of(4, [(0, 1)])
    let features: [Set<String>] = Array(repeating: ["xr"], count: 4)
    let found = try search(graph, IntroductionSearch(groups: ["a", "b", "a", nil], features: features))
    #expect(found.map { [$0.first, $0.second] } == [[1, 2]])
  }

  @Test("among equals the introduction that joins two components comes first")
  func joining() throws {
    let graph = try Graph.of(4, [(0, 1), (1, 2)])
    let features: [Set<String>] = [["x"], [], ["x"], ["x"]]
    let found = try search(graph, IntroductionSearch(groups: ["a", nil, "b", "c"], features: features))
    #expect(found.map { [$0.first, $0.second] } == [[0, 2], [0, 3], [2, 3]])
    let without = try search(
      Graph.of(4, [(0, 3), (3, 2)]),
      IntroductionSearch(groups: ["a", "b", "a", nil], features: [["x"], ["x"], [], []]))
    #expect(without.map { [$0.first, $0.second] } == [[0, 1]])
  }

  /// Every pair, scored one by one, must give the same result as the search over neighbours and owners that keeps the best only.
  @Test("the search finds what looking at every pair finds", arguments: 0..<12)
  func bruteForce(seed: Int) throws {
    var random = SeededNumbers(state: UInt64(seed))
    let count = 40
    let ties = (0..<70).map { _ in
      (Int.random(in: 0..<count, using: &random), Int.random(in: 0..<count, using: &random))
    }
    let graph = try Graph.of(count, ties)
    let groups = (0..<count).map { _ in ["a", "b", "c", nil].randomElement(using: &random)! }
    let features = (0..<count).map { _ in
      Set(["x", "y", "z"].filter { _ in Int.random(in: 0..<4, using: &random) == 0 })
    }
    let limit = Int.random(in: 1...60, using: &random)
    let found = try search(graph, IntroductionSearch(groups: groups, features: features, limit: limit))
    let scores = Self.everyPair(graph, groups, features).sorted(by: >).prefix(limit)
    #expect(found.count == scores.count)
    for (introduction, score) in zip(found, scores) { #expect(abs(introduction.score - score) < 1e-9) }
  }

  private static func everyPair(_ graph: Graph, _ groups: [String?], _ features: [Set<String>]) -> [Double] {
    let neighbours = graph.neighbours.map(Set.init)
    var scores: [Double] = []
    for a in graph.nodes.indices {
      for b in graph.nodes.indices where a < b && !neighbours[a].contains(b) {
        guard let first = groups[a], let second = groups[b], first != second else { continue }
        let common = neighbours[a].intersection(neighbours[b]).reduce(0.0) {
          $0 + 1 / log(Double(neighbours[$1].count))
        }
        let shared = features[a].intersection(features[b]).reduce(0.0) { sum, feature in
          sum + 1 / log(Double(1 + features.count { $0.contains(feature) }))
        }
        if common + shared > 0 { scores.append(common + shared) }
      }
    }
    return scores
  }

  @Test("a limit out of range is refused", arguments: [0, 1_001])
  func limit(limit: Int) throws {
    #expect(throws: NetworkError.badOption("limit", found: "\(limit)", wanted: "1…1000")) {
      try search(Graph.of(1, []), IntroductionSearch(groups: [nil], features: [[]], limit: limit))
    }
  }
}
