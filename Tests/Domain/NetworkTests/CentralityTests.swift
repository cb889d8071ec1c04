import Testing

@testable import Network

@Suite("Centralities of small networks, worked out by hand")
struct CentralityTests {
  private func values(_ graph: Graph, _ measure: Centrality, isWeighted: Bool = false) throws -> [Double?] {
    try withIgraphLock { lock in
      let all = try graph.centralities([measure], isWeighted: isWeighted, holding: lock)
      return try #require(all.values[measure]).map { $0.map { ($0 * 1e9).rounded() / 1e9 } }
    }
  }

  /// 0 in the middle, 1 to 3 around it, 4 alone.
  private static func star() throws -> Graph { try Graph.of(5, [(0, 1), (0, 2), (0, 3)]) }

  @Test("the middle of a star is between all who are tied to it, and nobody else is between anybody")
  func betweenness() throws {
    // 3 of the 6 pairs among the other four are pairs of the rim.
    #expect(try values(Self.star(), .betweenness) == [0.5, 0, 0, 0, 0])
  }

  @Test("closeness looks at those that can be reached, harmonic closeness at all")
  func closeness() throws {
    #expect(try values(Self.star(), .closeness) == [1, 0.6, 0.6, 0.6, nil])
    #expect(try values(Self.star(), .harmonic) == [0.75, 0.5, 0.5, 0.5, 0])
  }

  @Test("a strong tie is short where weights count")
  func weighted() throws {
    // The way 0–1–2 over two ties of weight 4 is half as long as the tie 0–2 of weight 1.
    let graph = try Graph.of(3, [(0, 1), (1, 2), (0, 2)], weights: [4, 4, 1])
    #expect(try values(graph, .betweenness) == [0, 0, 0])
    #expect(try values(graph, .betweenness, isWeighted: true) == [0, 1, 0])
    #expect(try values(graph, .closeness, isWeighted: true) == [2.666666667, 4, 2.666666667])
    #expect(try values(graph, .strength) == [5, 8, 5])
  }

  @Test("degrees count neighbours; a directed network tells ins and outs apart")
  func degree() throws {
    let graph = try Graph.of(3, [(0, 1), (1, 0), (2, 0)], isDirected: true)
    let all = try withIgraphLock { try graph.centralities([.degree], holding: $0) }
    #expect(all.values[.degree] == [2, 1, 1])
    #expect(all.inDegree == [2, 1, 0])
    #expect(all.outDegree == [1, 1, 1])
  }

  @Test("a core is a part where everybody has that many neighbours")
  func core() throws {
    #expect(try values(Graph.twoCircles(), .core) == [3, 3, 3, 3, 3, 3, 3, 3, 0])
    #expect(try values(Self.star(), .core) == [1, 1, 1, 1, 0])
  }

  @Test("who is tied to separate contacts is less constrained than who is tied to one; who has none has no value")
  func constraint() throws {
    #expect(try values(Self.star(), .constraint) == [0.333333333, 1, 1, 1, nil])
  }

  @Test("PageRank sums to one, and who is pointed to has more of it")
  func pagerank() throws {
    let graph = try Graph.of(3, [(1, 0), (2, 0)], isDirected: true)
    let ranks = try values(graph, .pagerank).compactMap { $0 }
    #expect(abs(ranks.reduce(0, +) - 1) < 1e-6)
    #expect(ranks[0] > 2 * ranks[1] && ranks[1] == ranks[2])
  }

  @Test("an empty network and one of a single node have every measure", arguments: Centrality.allCases)
  func tiny(measure: Centrality) throws {
    #expect(try values(Graph.of(0, []), measure).isEmpty)
    #expect(try values(Graph.of(1, []), measure).count == 1)
  }
}
