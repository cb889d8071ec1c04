import CIgraph

/// The algorithms that find communities.
public enum CommunityMethod: String, Sendable, CaseIterable {
  /// Traag, Waltman & van Eck 2019; its communities are connected.
  case leiden
  /// Blondel, Guillaume, Lambiotte & Lefebvre 2008.
  case louvain
}

/// A division of a network into communities: parts with more ties inside than expected by chance.
public struct Communities: Sendable, Hashable {
  /// The community of each node, from 0; the largest is 0, and among equals the one whose first node comes first.
  public var membership: [Int]
  /// Number of communities.
  public var count: Int
  /// Newman's modularity of the division, -0.5 to 1, at the resolution asked for; nil in a network without ties.
  public var modularity: Double?
}

extension Graph {
  /// Communities of the network without its directions, by modularity. The same seed gives the same division.
  ///
  /// - Parameters:
  ///   - resolution: above 0; larger gives smaller communities (Reichardt & Bornholdt 2006). 1 is plain modularity.
  ///   - seed: from 0; the start of the random numbers.
  ///   - isWeighted: whether weights of ties count.
  /// - Throws: `NetworkError.badOption`, `.stopped`, `.tooLong`, `.library`.
  public func communities(
    _ method: CommunityMethod = .leiden, resolution: Double = 1, seed: Int = 1, isWeighted: Bool = false,
    holding lock: borrowing IgraphLock
  ) throws(NetworkError) -> Communities {
    guard resolution.isFinite, resolution > 0 else {
      throw .badOption("resolution", found: "\(resolution)", wanted: "> 0")
    }
    guard seed >= 0 else { throw .badOption("seed", found: "\(seed)", wanted: "≥ 0") }
    let graph = try undirected()
    guard !graph.ties.isEmpty else { return graph.division(Array(nodes.indices), modularity: nil) }
    let search = try CommunitySearch(graph, resolution: resolution, isWeighted: isWeighted, lock)
    try lock.run { igraph_rng_seed(igraph_rng_default(), igraph_uint_t(seed)) }
    let membership = try method == .leiden ? search.leiden(lock) : search.louvain(lock)
    return graph.division(membership, modularity: try search.modularity(of: membership, lock))
  }

  /// Numbers communities by size, then by their first node.
  private func division(_ membership: [Int], modularity: Double?) -> Communities {
    var members: [Int: (size: Int, first: Int)] = [:]
    for (node, community) in membership.enumerated() { members[community, default: (0, node)].size += 1 }
    let order = members.sorted { ($1.value.size, $0.value.first) < ($0.value.size, $1.value.first) }
    let numbers = Dictionary(uniqueKeysWithValues: order.enumerated().map { ($1.key, $0) })
    return Communities(membership: membership.map { numbers[$0] ?? 0 }, count: order.count, modularity: modularity)
  }
}

/// One search for communities in an undirected graph with ties.
private struct CommunitySearch {
  let native: NativeGraph
  let weights: Reals
  let nodeWeights: Reals
  let total: Double
  let resolution: Double

  init(
    _ graph: Graph, resolution: Double, isWeighted: Bool, _ lock: borrowing IgraphLock
  ) throws(NetworkError) {
    var strengths = [Double](repeating: 0, count: graph.nodes.count)
    let tieWeights = graph.ties.map { isWeighted ? $0.weight : 1 }
    for (tie, weight) in zip(graph.ties, tieWeights) {
      strengths[tie.from] += weight
      strengths[tie.to] += weight
    }
    native = try NativeGraph(graph, lock)
    weights = try Reals(tieWeights, lock)
    nodeWeights = try Reals(strengths, lock)
    total = strengths.reduce(0, +)
    self.resolution = resolution
  }

  /// `igraph_community_leiden`; with the strengths as weights of nodes, and the resolution by twice the weight of all ties, its quality is
  /// modularity. Ten rounds are enough to settle; "until nothing changes" never
  /// ends on some networks of a few nodes (0.10.2, a ring of four at resolution 5).
  func leiden(_ lock: borrowing IgraphLock) throws(NetworkError) -> [Int] {
    let membership = try Integers(lock)
    try lock.run {
      igraph_community_leiden(
        &native.graph, &weights.vector, &nodeWeights.vector, resolution / total, 0.01, false, 10, &membership.vector,
        nil, nil)
    }
    return membership.values
  }

  /// `igraph_community_multilevel`.
  func louvain(_ lock: borrowing IgraphLock) throws(NetworkError) -> [Int] {
    let membership = try Integers(lock)
    try lock.run {
      igraph_community_multilevel(&native.graph, &weights.vector, resolution, &membership.vector, nil, nil)
    }
    return membership.values
  }

  /// `igraph_modularity`.
  func modularity(of membership: [Int], _ lock: borrowing IgraphLock) throws(NetworkError) -> Double {
    let division = try Integers(count: membership.count, lock)
    for (node, community) in membership.enumerated() { division[node] = community }
    var modularity = 0.0
    try lock.run {
      igraph_modularity(&native.graph, &division.vector, &weights.vector, resolution, false, &modularity)
    }
    return modularity
  }
}
