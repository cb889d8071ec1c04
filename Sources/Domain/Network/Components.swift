import CIgraph

/// The connected parts of a network, regardless of the direction of its ties.
public struct Components: Sendable, Hashable {
  /// The component of each node, from 0; the largest is 0, and among equals the one whose first node comes first.
  public var membership: [Int]
  /// The sizes, the largest first.
  public var sizes: [Int]

  /// The share of the pairs of nodes that cannot reach each other, 0 to 1 (Borgatti 2006, eq. 3); 0 for fewer than two nodes.
  public var fragmentation: Double {
    let total = sizes.reduce(0, +)
    guard total > 1 else { return 0 }
    let reaching = sizes.reduce(0.0) { $0 + Double($1) * Double($1 - 1) }
    return 1 - reaching / (Double(total) * Double(total - 1))
  }

  /// Number of nodes without a tie.
  public var isolatedCount: Int { sizes.count { $0 == 1 } }
}

extension Graph {
  /// The components (`igraph_connected_components`, weak).
  /// - Throws: `NetworkError.stopped`, `.tooLong`, `.library`.
  public func components(holding lock: borrowing IgraphLock) throws(NetworkError) -> Components {
    let native = try NativeGraph(self, lock)
    let membership = try Integers(lock)
    try lock.run { igraph_connected_components(&native.graph, &membership.vector, nil, nil, IGRAPH_WEAK) }
    var sizes: [Int: Int] = [:]
    for component in membership.values { sizes[component, default: 0] += 1 }
    // igraph numbers them by their first node.
    let order = sizes.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
    let numbers = Dictionary(uniqueKeysWithValues: order.enumerated().map { ($1.key, $0) })
    return Components(membership: membership.values.map { numbers[$0] ?? 0 }, sizes: order.map(\.value))
  }
}
