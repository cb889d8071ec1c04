import Testing

@testable import Network

@Suite("What holds a network together")
struct StructureTests {
  @Test("components are numbered by size, and fragmentation is the share of pairs apart")
  func components() throws {
    let graph = try Graph.of(6, [(3, 4), (4, 5), (0, 1)])
    let found = try withIgraphLock { try graph.components(holding: $0) }
    #expect(found.membership == [1, 1, 2, 0, 0, 0])
    #expect(found.sizes == [3, 2, 1])
    #expect(found.isolatedCount == 1)
    // 3 + 1 of the 15 pairs reach each other.
    #expect(abs(found.fragmentation - 11.0 / 15) < 1e-12)
    #expect(try withIgraphLock { try Graph.of(1, []).components(holding: $0) }.fragmentation == 0)
  }

  @Test(
    "the tie between two circles is the bridge, its ends are the articulation points, each with what it would cut off")
  func cutPoints() throws {
    let cuts = try withIgraphLock { try Graph.twoCircles().cutPoints(holding: $0) }
    #expect(cuts.bridges == [CutPoints.Bridge(from: 3, to: 4, cutOff: 4)])
    #expect(
      cuts.articulations == [
        CutPoints.Articulation(node: 3, parts: 2, cutOff: 3), CutPoints.Articulation(node: 4, parts: 2, cutOff: 3),
      ])
  }

  @Test("a tie that leads both ways is still one bridge, and a circle has none")
  func directedBridge() throws {
    let both = try Graph.of(2, [(0, 1), (1, 0)], isDirected: true)
    #expect(try withIgraphLock { try both.cutPoints(holding: $0) }.bridges.count == 1)
    let circle = try Graph.of(3, [(0, 1), (1, 2), (2, 0)], isDirected: true)
    #expect(try withIgraphLock { try circle.cutPoints(holding: $0) } == CutPoints(bridges: [], articulations: []))
  }

  @Test("a path follows directions, and strong ties where weights count")
  func paths() throws {
    let graph = try Graph.of(4, [(0, 1), (1, 2), (0, 2), (3, 0)], weights: [4, 4, 1], isDirected: true)
    let direct = try withIgraphLock { try graph.shortestPath(from: 0, to: 2, holding: $0) }
    #expect(direct?.nodes == [0, 2])
    #expect(direct?.length == 1)
    let strong = try withIgraphLock { try graph.shortestPath(from: 0, to: 2, isWeighted: true, holding: $0) }
    #expect(strong?.nodes == [0, 1, 2])
    #expect(strong?.ties.map(\.weight) == [4, 4])
    #expect(strong?.length == 0.5)
    #expect(try withIgraphLock { try graph.shortestPath(from: 0, to: 3, holding: $0) } == nil)
    #expect(try withIgraphLock { try graph.shortestPath(from: 1, to: 1, holding: $0) }?.nodes == [1])
  }
}
