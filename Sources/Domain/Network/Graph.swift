/// A network as a value: nodes and the ties between them.
///
/// It is simple: at most one tie between two nodes (and, when it is directed, one each way), none from a node to itself. Ties of
/// several relations between the same two are one tie whose weight is their sum, because parallel ties would count a path twice in
/// betweenness, and a pair twice in density.
public struct Graph: Sendable, Hashable {
  /// A tie between two nodes, given by their positions in `nodes`.
  public struct Tie: Sendable, Hashable {
    /// Position of its start; in an undirected network, the smaller of both positions.
    public var from: Int
    /// Position of its end.
    public var to: Int
    /// The sum of the weights of its relations, above 0; 1 a relation that gives none.
    public var weight: Double
    /// The types of its relations, in alphabetical order, each once.
    public var types: [String]

    /// A tie.
    public init(from: Int, to: Int, weight: Double = 1, types: [String] = []) {
      self.from = from
      self.to = to
      self.weight = weight
      self.types = types
    }
  }

  /// The ids of the nodes, each once; a node is known by its position.
  public let nodes: [String]
  /// The ties, by `from`, then `to`.
  public let ties: [Tie]
  /// Whether ties lead one way only.
  public let isDirected: Bool

  /// Bytes that igraph takes for the graph and its measures, and those of a call's result: an upper estimate for one measure at a
  /// time.
  public var libraryBytes: Int { nodes.count * 256 + ties.count * 192 }
  /// The most nodes a network may have. With it and `tiesMax`, no step of a measure that igraph does not interrupt takes more than about
  /// a second.
  public static let nodesMax = 20_000
  /// The most ties, after ties between the same two were merged.
  public static let tiesMax = 100_000

  /// A network of nodes and ties; ties between the same two are merged, ties of a node with itself and ties of weight 0 are left out.
  ///
  /// - Parameters:
  ///   - nodes: ids, each once.
  ///   - ties: positions must lie in `nodes`, weights be finite and not negative.
  /// - Throws: `NetworkError.tooManyNodes` and `.tooManyTies` beyond the bounds above.
  public init(nodes: [String], ties: some Sequence<Tie>, isDirected: Bool = false) throws(NetworkError) {
    try Graph.requireFew(nodes)
    var merged = MergedTies(isDirected: isDirected)
    for tie in ties {
      precondition(nodes.indices ~= tie.from && nodes.indices ~= tie.to, "a tie leads to a node that is not there")
      try merged.add(tie)
    }
    self.init(nodes: nodes, sorted: merged.sorted, isDirected: isDirected)
  }

  init(nodes: [String], sorted ties: [Tie], isDirected: Bool) {
    (self.nodes, self.ties, self.isDirected) = (nodes, ties, isDirected)
  }

  static func requireFew(_ nodes: [String]) throws(NetworkError) {
    if nodes.count > nodesMax { throw .tooManyNodes(maximum: nodesMax) }
  }

  /// Returns the same network without directions, for measures of its connections (bridges, cores, communities).
  /// - Throws: `NetworkError.tooManyNodes` or `.tooManyTies` beyond `nodesMax` and `tiesMax`.
  public func undirected() throws(NetworkError) -> Graph {
    isDirected ? try Graph(nodes: nodes, ties: ties) : self
  }

  /// For each node, the positions of its neighbours in ascending order, whichever way the ties lead.
  public var neighbours: [[Int]] {
    var lists = [[Int]](repeating: [], count: nodes.count)
    for tie in ties {
      lists[tie.from].append(tie.to)
      lists[tie.to].append(tie.from)
    }
    return lists.map { isDirected ? Set($0).sorted() : $0.sorted() }
  }

  /// The share of the possible ties that exist, 0 to 1; 0 for fewer than two nodes.
  public var density: Double {
    guard nodes.count > 1 else { return 0 }
    let pairs = Double(nodes.count) * Double(nodes.count - 1) / (isDirected ? 1 : 2)
    return Double(ties.count) / pairs
  }
}

/// Ties of a graph being built, merged by their ends.
struct MergedTies: Sendable {
  private struct Ends: Hashable { var from, to: Int }

  private let isDirected: Bool
  private var ties: [Ends: (weight: Double, types: Set<String>)] = [:]

  init(isDirected: Bool) { self.isDirected = isDirected }

  mutating func add(_ tie: Graph.Tie) throws(NetworkError) {
    guard tie.from != tie.to, tie.weight > 0 else { return }
    let isTurned = !isDirected && tie.from > tie.to
    let ends = isTurned ? Ends(from: tie.to, to: tie.from) : Ends(from: tie.from, to: tie.to)
    ties[ends, default: (0, [])].weight += tie.weight
    ties[ends]?.types.formUnion(tie.types)
    if ties.count > Graph.tiesMax { throw .tooManyTies(maximum: Graph.tiesMax) }
  }

  var sorted: [Graph.Tie] {
    ties.map { Graph.Tie(from: $0.from, to: $0.to, weight: $1.weight, types: $1.types.sorted()) }
      .sorted { ($0.from, $0.to) < ($1.from, $1.to) }
  }
}
