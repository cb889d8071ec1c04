import Testing

@testable import Network

@Suite("Ties within and across groups")
struct MixingTests {
  /// Groups of 3 (a: 0–2) and 2 (b: 3–4), node 5 without a group. Ties: 2 within a, 1 within b, 1 across, 1 to the node without group.
  private static func graph() throws -> Graph { try Graph.of(6, [(0, 1), (1, 2), (3, 4), (2, 3), (4, 5)]) }
  private static let groups = ["a", "a", "a", "b", "b", nil]

  @Test("the index is external less internal by all, the expected one the same over all possible pairs")
  func index() throws {
    let mixing = try Self.graph().mixing(of: Self.groups)
    #expect((mixing.externalTies, mixing.internalTies, mixing.ungrouped) == (1, 3, 1))
    #expect(mixing.index == -0.5)
    // Of the 10 pairs, 3 + 1 are internal: (6 − 4) / 10.
    #expect(mixing.expected == 0.2)
    #expect(mixing.groups.map(\.index) == [-1.0 / 3, 0])
  }

  @Test("each pair of groups has its ties, its possible ties and those chance would give")
  func pairs() throws {
    let mixing = try Self.graph().mixing(of: Self.groups)
    #expect(mixing.pairs.map { [$0.first, $0.second] } == [["a", "a"], ["a", "b"], ["b", "b"]])
    #expect(mixing.pairs.map(\.ties) == [2, 1, 1])
    #expect(mixing.pairs.map(\.possible) == [3, 6, 1])
    #expect(zip(mixing.pairs.map(\.expected), [1.2, 2.4, 0.4]).allSatisfy { abs($0 - $1) < 1e-12 })
  }

  /// Checks the claim of the doc comment: labels dealt out at random give the expected index on average.
  @Test("labels dealt out at random give the expected index on average")
  func expectation() throws {
    var random = SeededNumbers(state: 11)
    let graph = try Graph.of(12, (0..<12).map { ($0, ($0 * 5 + 1) % 12) } + [(0, 2), (0, 4), (0, 6), (0, 8)])
    let labels: [String?] = Array(repeating: "a", count: 7) + Array(repeating: "b", count: 5)
    let indices = try (0..<4_000).map { _ in try graph.mixing(of: labels.shuffled(using: &random)).index ?? 0 }
    let expected = try #require(try graph.mixing(of: labels).expected)
    #expect(abs(indices.reduce(0, +) / 4_000 - expected) < 0.01)
  }

  @Test("without ties, without pairs and with too many groups there is no index")
  func none() throws {
    let isolated = try Graph.of(2, []).mixing(of: ["a", nil])
    #expect(isolated.index == nil && isolated.expected == nil)
    #expect(throws: NetworkError.tooManyGroups(201, maximum: 200)) {
      try Graph.of(201, []).mixing(of: (0..<201).map(String.init))
    }
  }
}
