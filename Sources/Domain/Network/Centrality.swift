import CIgraph

/// A measure of a node's position in its network. Every value depends on the network alone, not on the order of its nodes.
public enum Centrality: String, Sendable, CaseIterable {
  /// Number of neighbours; in a directed network, ties in and out are counted separately.
  case degree
  /// The sum of the weights of its ties, in and out.
  case strength
  /// The share, 0 to 1, of the shortest paths between two others that pass through it (Freeman 1977, normalised by the pairs of
  /// others).
  case betweenness
  /// The mean nearness, 0 to 1, of the nodes it can reach: their number divided by the sum of their distances (Freeman 1979);
  /// none for a node that reaches no other. Values of different components do not compare; `harmonic` does.
  case closeness
  /// The mean of 1/distance to all others, 0 to 1, where an unreachable node counts 0 (Marchiori & Latora 2000).
  case harmonic
  /// PageRank with damping 0.85 (Brin & Page 1998): the share of its time that a random walker along the ties spends at it; all
  /// sum to 1.
  case pagerank
  /// The largest k for which it lies in a part where every node has k neighbours in that part (Seidman 1983); without directions.
  case core
  /// Burt's constraint (Structural Holes, 1992, eq. 2.4): how much its contacts depend on each other; low for a node that bridges
  /// holes; none for a node without contacts. It may exceed 1 for very small neighbourhoods.
  case constraint
}

/// The values of centralities, in the order of the nodes; nil where a measure has no value.
public struct CentralityValues: Sendable, Hashable {
  /// The values by measure.
  public var values: [Centrality: [Double?]]
  /// In a directed network, the number of ties that lead to each node; empty in another.
  public var inDegree: [Int] = []
  /// In a directed network, the number of ties that lead from each node; empty in another.
  public var outDegree: [Int] = []
}

extension Graph {
  /// Centralities of all nodes.
  ///
  /// - Parameters:
  ///   - measures: which.
  ///   - isWeighted: whether a tie's weight counts: as strength in `pagerank` and `constraint`, and as a length of 1/weight in `betweenness`,
  ///     `closeness` and `harmonic` (Newman 2001), so that strong ties are short. `degree` and `core` never look at it, `strength` always does.
  ///   - lock: the held igraph lock.
  /// - Throws: `NetworkError.stopped`, `.tooLong`, `.library`.
  public func centralities(
    _ measures: Set<Centrality>, isWeighted: Bool = false, holding lock: borrowing IgraphLock
  ) throws(NetworkError) -> CentralityValues {
    var result = CentralityValues(values: [:])
    if isDirected { (result.inDegree, result.outDegree) = directedDegrees }
    let native = try NativeGraph(self, lock)
    for measure in Centrality.allCases where measures.contains(measure) {
      try lock.check()
      result.values[measure] = try values(of: measure, isWeighted, native, lock: lock)
    }
    return result
  }

  private func values(
    of measure: Centrality, _ isWeighted: Bool, _ native: NativeGraph, lock: borrowing IgraphLock
  ) throws(NetworkError) -> [Double?] {
    switch measure {
    case .degree: degrees.map(Double.init)
    case .strength: strengths
    case .betweenness: try betweenness(isWeighted, native, lock: lock)
    case .closeness: try closeness(isWeighted, native, lock: lock)
    case .harmonic: try harmonic(isWeighted, native, lock: lock)
    case .pagerank: try pagerank(isWeighted, native, lock: lock)
    case .core: try cores(lock)
    case .constraint: try constraint(isWeighted, native, lock: lock)
    }
  }

  /// The number of neighbours of each node, in any direction.
  var degrees: [Int] { neighbours.map(\.count) }

  private var strengths: [Double] {
    var strengths = [Double](repeating: 0, count: nodes.count)
    for tie in ties {
      strengths[tie.from] += tie.weight
      strengths[tie.to] += tie.weight
    }
    return strengths
  }

  private var directedDegrees: (inward: [Int], outward: [Int]) {
    var inward = [Int](repeating: 0, count: nodes.count)
    var outward = inward
    for tie in ties {
      outward[tie.from] += 1
      inward[tie.to] += 1
    }
    return (inward, outward)
  }

  // MARK: By igraph

  private func weights(_ isWeighted: Bool, _ lock: borrowing IgraphLock) throws(NetworkError) -> Reals? {
    isWeighted ? try Reals(ties.map(\.weight), lock) : nil
  }

  func lengths(_ isWeighted: Bool, _ lock: borrowing IgraphLock) throws(NetworkError) -> Reals? {
    isWeighted ? try Reals(ties.map { 1 / $0.weight }, lock) : nil
  }

  /// `igraph_betweenness`, divided by the number of pairs of others.
  private func betweenness(
    _ isWeighted: Bool, _ native: NativeGraph, lock: borrowing IgraphLock
  ) throws(NetworkError) -> [Double] {
    let result = try Reals(lock)
    let lengths = try lengths(isWeighted, lock)
    try lock.run {
      withVector(lengths) { igraph_betweenness(&native.graph, &result.vector, igraph_vss_all(), isDirected, $0) }
    }
    let others = Double(nodes.count - 1) * Double(nodes.count - 2)
    let pairs = isDirected ? others : others / 2
    return result.values.map { pairs > 0 ? $0 / pairs : 0 }
  }

  /// `igraph_closeness`, normalised.
  private func closeness(
    _ isWeighted: Bool, _ native: NativeGraph, lock: borrowing IgraphLock
  ) throws(NetworkError) -> [Double?] {
    let lengths = try lengths(isWeighted, lock)
    let values = try inBatches(lock) { nodes, result in
      withVector(lengths) { igraph_closeness(&native.graph, &result.vector, nil, nil, nodes, IGRAPH_OUT, $0, true) }
    }
    return values.map { $0.isFinite ? $0 : nil }
  }

  /// `igraph_harmonic_centrality`, normalised; 0 in a network of one node.
  private func harmonic(
    _ isWeighted: Bool, _ native: NativeGraph, lock: borrowing IgraphLock
  ) throws(NetworkError) -> [Double] {
    let lengths = try lengths(isWeighted, lock)
    let values = try inBatches(lock) { nodes, result in
      withVector(lengths) { igraph_harmonic_centrality(&native.graph, &result.vector, nodes, IGRAPH_OUT, $0, true) }
    }
    return values.map { $0.isFinite ? $0 : 0 }
  }

  /// `igraph_pagerank` by PRPACK.
  private func pagerank(
    _ isWeighted: Bool, _ native: NativeGraph, lock: borrowing IgraphLock
  ) throws(NetworkError) -> [Double] {
    guard !nodes.isEmpty else { return [] }
    let result = try Reals(lock)
    let weights = try weights(isWeighted, lock)
    try lock.run {
      withVector(weights) {
        igraph_pagerank(
          &native.graph, IGRAPH_PAGERANK_ALGO_PRPACK, &result.vector, nil, igraph_vss_all(), true, 0.85, $0, nil)
      }
    }
    return result.values
  }

  /// `igraph_coreness` of the network without directions.
  private func cores(_ lock: borrowing IgraphLock) throws(NetworkError) -> [Double] {
    let native = try NativeGraph(try undirected(), lock)
    let result = try Integers(lock)
    try lock.run { igraph_coreness(&native.graph, &result.vector, IGRAPH_ALL) }
    return result.values.map(Double.init)
  }

  /// `igraph_constraint`.
  private func constraint(
    _ isWeighted: Bool, _ native: NativeGraph, lock: borrowing IgraphLock
  ) throws(NetworkError) -> [Double?] {
    let weights = try weights(isWeighted, lock)
    let values = try inBatches(lock) { nodes, result in
      withVector(weights) { igraph_constraint(&native.graph, &result.vector, nodes, $0) }
    }
    return values.map { $0.isFinite ? $0 : nil }
  }

  /// Computes values a few nodes at a time, because igraph ignores interruptions in some of these functions (weighted closeness,
  /// constraint in 0.10.2), and each node may take as long as reading all ties takes.
  private func inBatches(
    _ lock: borrowing IgraphLock, _ compute: (igraph_vs_t, Reals) -> igraph_error_t
  ) throws(NetworkError) -> [Double] {
    let size = max(1, 1_000_000 / (nodes.count + ties.count + 1))
    var values: [Double] = []
    values.reserveCapacity(nodes.count)
    for start in stride(from: 0, to: nodes.count, by: size) {
      let end = min(start + size, nodes.count)
      let result = try Reals(lock)
      try lock.run { compute(igraph_vss_range(igraph_integer_t(start), igraph_integer_t(end)), result) }
      values += result.values
    }
    return values
  }
}

/// Calls `body` with a pointer to the vector, or with nil.
func withVector<Result>(_ vector: Reals?, _ body: (UnsafePointer<igraph_vector_t>?) -> Result) -> Result {
  guard let vector else { return body(nil) }
  return withUnsafePointer(to: &vector.vector) { body($0) }
}
