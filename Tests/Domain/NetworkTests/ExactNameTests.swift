import Ecosystem
import Testing

@testable import Network

@Suite("Nodes and groups are known by the bytes of their names")
struct ExactNameTests {
  /// Pairs that `String` compares as equal.
  static let twins = [("\u{E9}", "e\u{301}"), ("K", "\u{212A}"), (";", "\u{37E}"), ("\u{C5}", "\u{212B}")]

  @Test("two ids that are canonically equivalent are two nodes", arguments: twins)
  func nodes(_ one: String, _ other: String) throws {
    var builder = try GraphBuilder(actors: [one, other, one, "z"], rules: TieRules())
    try builder.add(["from": .text(other), "to": "z", "type": "t"])
    #expect(builder.graph.nodes.map { Array($0.utf8) } == [one, other, "z"].map { Array($0.utf8) })
    #expect(builder.graph.ties.map { [$0.from, $0.to] } == [[1, 2]])
  }

  @Test("two groups that are canonically equivalent are two groups, in the order of their bytes", arguments: twins)
  func groups(_ one: String, _ other: String) throws {
    let graph = try Graph.of(3, [(0, 1), (1, 2)])
    let mixing = try graph.mixing(of: [one, other, other])
    #expect((mixing.internalTies, mixing.externalTies) == (1, 1))
    #expect(mixing.groups.map { Array($0.name.utf8) } == [one, other].map { Array($0.utf8) }.sorted { $0.lexicographicallyPrecedes($1) })
    #expect(mixing.pairs.count == 3 && mixing.pairs.map(\.possible).reduce(0, +) == 3)
  }
}
