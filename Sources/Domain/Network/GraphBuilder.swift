import Ecosystem

/// Builds the network between actors from relations, one after the other, keeping no more than the ties.
///
///     var builder = GraphBuilder(actors: ["kikk", "namur"], rules: TieRules())
///     try builder.add(relation)
///     let graph = builder.graph
public struct GraphBuilder: Sendable {
  private let nodes: [String]
  private let positions: ExactDictionary<Int>
  private let rules: TieRules
  private var ties: MergedTies

  /// Begins with the actors and no ties.
  ///
  /// - Parameter actors: ids of records; the nodes keep their order, a repeated one counts once.
  /// - Throws: `NetworkError.tooManyNodes`.
  public init(actors: some Sequence<String>, rules: TieRules) throws(NetworkError) {
    var (nodes, positions) = ([String](), ExactDictionary<Int>())
    for actor in actors where positions.updateValue(nodes.count, forKey: actor) == nil { nodes.append(actor) }
    for (position, actor) in nodes.enumerated() { positions[actor] = position }
    try Graph.requireFew(nodes)
    (self.nodes, self.positions, self.rules) = (nodes, positions, rules)
    ties = MergedTies(isDirected: rules.isDirected)
  }

  /// Adds the tie of a relation, if it counts by the rules and both its ends are among the actors.
  ///
  /// - Parameter relation: a record with `from`, `to` and `type`, and maybe `weight` (1 when absent), `start`, `end`.
  /// - Throws: `NetworkError.tooManyTies`.
  public mutating func add(_ relation: Record) throws(NetworkError) {
    guard let from = relation["from"].textValue.flatMap({ positions[$0] }),
      let to = relation["to"].textValue.flatMap({ positions[$0] }), rules.counts(relation)
    else { return }
    let type = relation["type"].textValue ?? ""
    let weight = relation["weight"].numberValue ?? 1
    try ties.add(Graph.Tie(from: from, to: to, weight: weight, types: [type]))
    guard rules.isDirected, rules.mutualTypes.contains(type) else { return }
    try ties.add(Graph.Tie(from: to, to: from, weight: weight, types: [type]))
  }

  /// The network so far.
  public var graph: Graph { Graph(nodes: nodes, sorted: ties.sorted, isDirected: rules.isDirected) }
}
