import Foundation
import Synchronization
import Testing

@testable import Network

@Suite("igraph is used by one at a time, can be stopped, and its errors are errors")
struct IgraphLockTests {
  /// Counts down at each call of `isOver`, which returns true once the count is used up.
  private final class Countdown: Sendable {
    private let left: Mutex<Int>
    init(_ count: Int) { left = Mutex(count) }
    func isOver() -> Bool {
      left.withLock {
        $0 -= 1
        return $0 < 0
      }
    }
  }

  private static func large() throws -> Graph {
    var random = SeededNumbers(state: 5)
    let ties = (0..<6_000).map { _ in
      (Int.random(in: 0..<2_000, using: &random), Int.random(in: 0..<2_000, using: &random))
    }
    return try Graph.of(2_000, ties)
  }

  @Test("while one holds the lock another waits, and is woken when it is free")
  func oneAtATime() throws {
    let woken = Mutex(0)
    try withIgraphLock { _ in
      let second = IgraphLock.acquire(orWake: { woken.withLock { $0 += 1 } }, isStopping: { false })
      let isTaken = second != nil
      #expect(!isTaken)
      #expect(woken.withLock { $0 } == 0)
    }
    #expect(woken.withLock { $0 } == 1)
  }

  @Test(
    "a stopped caller leaves the computation in its midst, and the library works on",
    arguments: [Centrality.betweenness, .closeness, .harmonic, .constraint])
  func stopped(measure: Centrality) throws {
    let graph = try Self.large()
    let countdown = Countdown(10)
    #expect(throws: NetworkError.stopped) {
      try withIgraphLock(isStopping: countdown.isOver) { try graph.centralities([measure], isWeighted: true, holding: $0) }
    }
    #expect(try withIgraphLock { try Graph.twoCircles().components(holding: $0) }.sizes == [8, 1])
  }

  @Test("communities, cut points, paths and introductions stop too")
  func othersStop() throws {
    let graph = try Self.large()
    let works: [(borrowing IgraphLock) throws -> Void] = [
      { lock in _ = try graph.communities(holding: lock) }, { lock in _ = try graph.communities(.louvain, holding: lock) },
      { lock in _ = try graph.cutPoints(holding: lock) }, { lock in _ = try graph.shortestPath(from: 0, to: 1, holding: lock) },
      { lock in
        _ = try graph.introductions(
          IntroductionSearch(groups: graph.nodes, features: graph.nodes.map { _ in [] }), holding: lock)
      },
    ]
    for (index, work) in works.enumerated() {
      let countdown = Countdown(4)
      #expect(throws: NetworkError.stopped, "work \(index)") {
        try withIgraphLock(isStopping: countdown.isOver) { try work($0) }
      }
    }
  }

  @Test("what igraph refuses is an error in its words, not the end of the process")
  func refused() throws {
    let error = #expect(throws: NetworkError.self) {
      try withIgraphLock { try Graph.of(2, [(0, 1)]).shortestPath(from: 0, to: 99, holding: $0) }
    }
    #expect(error == .library("Invalid vertex ID"))
    #expect(
      error?.message(in: .en) == "the library igraph refused: Invalid vertex ID; check the filter and the options.")
  }
}
