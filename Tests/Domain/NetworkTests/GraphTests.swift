import Ecosystem
import Testing

@testable import Network

@Suite("A network is built from actors and relations")
struct GraphTests {
  private static func graph(_ actors: [String], _ relations: [Record], _ rules: TieRules) throws -> Graph {
    var builder = try GraphBuilder(actors: actors, rules: rules)
    for relation in relations { try builder.add(relation) }
    return builder.graph
  }

  private static func relation(
    _ from: String, _ to: String, _ type: String = "partner-of", _ fields: ExactDictionary<FieldValue> = [:]
  ) -> Record {
    Record(fields.merging(["from": .text(from), "to": .text(to), "type": .text(type)]) { own, _ in own })
  }

  @Test("relations between the same two become one tie with the sum of their weights and all their types")
  func merges() throws {
    let relations = [
      Self.relation("a", "b"), Self.relation("b", "a", "member-of", ["weight": 2.5]), Self.relation("a", "elsewhere"),
    ]
    let graph = try Self.graph(["b", "a", "b", "c"], relations, TieRules())
    #expect(graph.nodes == ["b", "a", "c"])
    #expect(graph.ties == [Graph.Tie(from: 0, to: 1, weight: 3.5, types: ["member-of", "partner-of"])])
    #expect(graph.density == 1.0 / 3)
  }

  @Test("a tie of weight 0 and a tie with itself are none")
  func leavesOut() throws {
    let graph = try Graph.of(2, [(0, 0), (0, 1)], weights: [1, 0])
    #expect(graph.ties.isEmpty)
  }

  @Test("in a directed network ties keep their direction, and mutual types hold both ways")
  func directed() throws {
    let rules = TieRules(isDirected: true, mutualTypes: ["partner-of"])
    let graph = try Self.graph(["a", "b", "c"], [Self.relation("a", "b"), Self.relation("c", "b", "funds")], rules)
    #expect(graph.ties.map { [$0.from, $0.to] } == [[0, 1], [1, 0], [2, 1]])
    #expect(try graph.undirected().ties.map { [$0.from, $0.to] } == [[0, 1], [1, 2]])
    #expect(graph.neighbours == [[1], [0, 2], [1]])
    #expect(graph.density == 0.5)
  }

  @Test(
    "only what holds at the date counts, as far as the dates say",
    arguments: [
      ("2023-12-31", 1), ("2024", 3), ("2024-01-01", 2), ("2024-06-30", 3), ("2025-01-01", 2), ("2026", 1),
    ])
  func asOf(date: String, count: Int) throws {
    let relations = [
      Self.relation("a", "b"), Self.relation("a", "c", "funds", ["start": "2024-01", "end": "2025"]),
      Self.relation("b", "c", "funds", ["start": "2024-03-01", "end": "2024-12-31"]),
    ]
    let graph = try Self.graph(["a", "b", "c"], relations, TieRules(asOf: date))
    #expect(graph.ties.count == count)
  }

  @Test("a network beyond the bounds is refused with what to do")
  func bounds() throws {
    let many = (0...Graph.nodesMax).map(String.init)
    #expect(throws: NetworkError.tooManyNodes(maximum: 20_000)) { try Graph(nodes: many, ties: []) }
    let ties = (0..<Graph.tiesMax + 1).lazy.map { Graph.Tie(from: $0 / 1_000, to: 1_000 + $0 % 1_000) }
    let error = #expect(throws: NetworkError.self) { try Graph(nodes: Array(many.prefix(2_000)), ties: ties) }
    #expect(error?.message(in: .fr).contains("resserrez le filtre") == true)
    #expect(error?.message(in: .en).contains("narrow the filter") == true)
  }
}
