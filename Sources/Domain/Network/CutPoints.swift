import CIgraph

/// The ties and nodes whose loss would split a network.
public struct CutPoints: Sendable, Hashable {
  /// A tie without which its two ends could not reach each other.
  public struct Bridge: Sendable, Hashable {
    /// The tie's ends, by position.
    public var from: Int
    public var to: Int
    /// Number of nodes on the smaller side.
    public var cutOff: Int
  }

  /// A node without which its component would split.
  public struct Articulation: Sendable, Hashable {
    /// The node, by position.
    public var node: Int
    /// Number of parts its component would split into.
    public var parts: Int
    /// Number of nodes that could no longer reach the largest of these parts.
    public var cutOff: Int
  }

  /// The bridges, in descending order of `cutOff`, then by position.
  public var bridges: [Bridge]
  /// The articulation points, in descending order of `cutOff`, then by position.
  public var articulations: [Articulation]
}

extension Graph {
  /// Bridges and articulation points of the network without its directions (`igraph_bridges`, `igraph_articulation_points`).
  /// - Throws: `NetworkError.stopped`, `.tooLong`, `.library`.
  public func cutPoints(holding lock: borrowing IgraphLock) throws(NetworkError) -> CutPoints {
    let graph = try undirected()
    let native = try NativeGraph(graph, lock)
    let (ties, points) = (try Integers(lock), try Integers(lock))
    try lock.run { igraph_bridges(&native.graph, &ties.vector) }
    try lock.run { igraph_articulation_points(&native.graph, &points.vector) }
    let reachability = Reachability(graph.neighbours)
    var cuts = CutPoints(bridges: [], articulations: [])
    for index in ties.values { cuts.bridges.append(try reachability.bridge(graph.ties[index], lock)) }
    for node in points.values { cuts.articulations.append(try reachability.articulation(node, lock)) }
    cuts.bridges.sort { ($1.cutOff, $0.from, $0.to) < ($0.cutOff, $1.from, $1.to) }
    cuts.articulations.sort { ($1.cutOff, $0.node) < ($0.cutOff, $1.node) }
    return cuts
  }
}

/// Counts the nodes that can be reached after a tie or a node is removed.
private struct Reachability {
  let neighbours: [[Int]]

  init(_ neighbours: [[Int]]) { self.neighbours = neighbours }

  func bridge(_ tie: Graph.Tie, _ lock: borrowing IgraphLock) throws(NetworkError) -> CutPoints.Bridge {
    let near = try sizes(from: [tie.from], without: tie.to, lock)[0]
    let far = try sizes(from: [tie.to], without: tie.from, lock)[0]
    return CutPoints.Bridge(from: tie.from, to: tie.to, cutOff: min(near, far))
  }

  func articulation(_ node: Int, _ lock: borrowing IgraphLock) throws(NetworkError) -> CutPoints.Articulation {
    let parts = try sizes(from: neighbours[node], without: node, lock)
    return CutPoints.Articulation(
      node: node, parts: parts.count, cutOff: parts.reduce(0, +) - (parts.max() ?? 0))
  }

  /// Returns the sizes of the parts that hold `starts` without `lost`. For a bridge, removing its other end removes the bridge
  /// too.
  private func sizes(
    from starts: [Int], without lost: Int, _ lock: borrowing IgraphLock
  ) throws(NetworkError) -> [Int] {
    try lock.check()
    var isSeen = [Bool](repeating: false, count: neighbours.count)
    isSeen[lost] = true
    var sizes: [Int] = []
    for start in starts where !isSeen[start] {
      isSeen[start] = true
      var part = [start]
      var next = 0
      while next < part.count {
        for other in neighbours[part[next]] where !isSeen[other] {
          isSeen[other] = true
          part.append(other)
        }
        next += 1
      }
      sizes.append(part.count)
    }
    return sizes
  }
}
