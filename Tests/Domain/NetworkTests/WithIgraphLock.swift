import Foundation
import Synchronization
import Testing

@testable import Network

/// Runs `body` under igraph's lock, waiting for other tests that hold it.
func withIgraphLock<Result>(
  isStopping: @escaping @Sendable () -> Bool = { false }, _ body: (borrowing IgraphLock) throws -> Result
) throws -> Result {
  while true {
    let isWoken = DispatchSemaphore(value: 0)
    if let lock = IgraphLock.acquire(orWake: { isWoken.signal() }, isStopping: isStopping) { return try body(lock) }
    isWoken.wait()
  }
}

extension Graph {
  /// A graph of `count` nodes, named by their positions, and ties of weight 1 or the one given.
  static func of(_ count: Int, _ ties: [(Int, Int)], weights: [Double] = [], isDirected: Bool = false) throws -> Graph {
    let ties = ties.enumerated().map { index, ends in
      Tie(from: ends.0, to: ends.1, weight: index < weights.count ? weights[index] : 1)
    }
    return try Graph(nodes: (0..<count).map(String.init), ties: ties, isDirected: isDirected)
  }

  /// Two groups of four with ties between all members, joined by the tie 3–4; node 8 has no tie.
  static func twoCircles() throws -> Graph {
    let circle = [(0, 1), (0, 2), (0, 3), (1, 2), (1, 3), (2, 3)]
    return try of(9, circle + circle.map { ($0 + 4, $1 + 4) } + [(3, 4)])
  }
}
