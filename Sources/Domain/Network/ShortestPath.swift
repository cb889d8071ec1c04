import CIgraph

/// A shortest path between two nodes.
public struct ShortestPath: Sendable, Hashable {
  /// The positions of its nodes, from the first to the last.
  public var nodes: [Int]
  /// The ties it follows, one fewer than nodes.
  public var ties: [Graph.Tie]
  /// Its length: the number of its ties, or the sum of 1/weight where weights count.
  public var length: Double
}

extension Graph {
  /// One of the shortest paths, along the directions of ties if they have any (`igraph_get_shortest_path`, `…_dijkstra`).
  ///
  /// - Parameters:
  ///   - isWeighted: whether strong ties are short: a tie is as long as 1/weight.
  /// - Returns: nil when no way leads from `start` to `end`; a path of one node when they are the same.
  /// - Throws: `NetworkError.stopped`, `.tooLong`, `.library`.
  public func shortestPath(
    from start: Int, to end: Int, isWeighted: Bool = false, holding lock: borrowing IgraphLock
  ) throws(NetworkError) -> ShortestPath? {
    let native = try NativeGraph(self, lock)
    let lengths = try lengths(isWeighted, lock)
    let (passed, followed) = (try Integers(lock), try Integers(lock))
    let (first, last) = (igraph_integer_t(start), igraph_integer_t(end))
    try lock.run {
      withVector(lengths) {
        igraph_get_shortest_path_dijkstra(
          &native.graph, &passed.vector, &followed.vector, first, last, $0, IGRAPH_OUT)
      }
    }
    if start == end { return ShortestPath(nodes: [start], ties: [], length: 0) }
    guard !followed.values.isEmpty else { return nil }
    let ties = followed.values.map { self.ties[$0] }
    let length = ties.reduce(0) { $0 + (isWeighted ? 1 / $1.weight : 1) }
    return ShortestPath(nodes: passed.values, ties: ties, length: length)
  }
}
