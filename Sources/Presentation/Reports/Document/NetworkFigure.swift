/// A drawing of a network: nodes and the ties between them.
public struct NetworkFigure: Sendable, Hashable {
  /// A node of the network.
  public struct Node: Sendable, Hashable {
    /// Identifier of the node, for programs.
    public var id: String
    /// Its name, one line of plain text.
    public var label: String
    /// Index of its group in ``NetworkFigure/groups``; `nil` for none.
    public var group: Int?
    /// Size of its mark, over zero; `nil` means by its number of ties.
    public var size: Double?

    /// Makes a node.
    public init(id: String, label: String, group: Int? = nil, size: Double? = nil) {
      self.id = id
      self.label = label
      self.group = group
      self.size = size
    }
  }

  /// A tie between two nodes.
  public struct Edge: Sendable, Hashable {
    /// Indices of both ends in ``NetworkFigure/nodes``.
    public var from: Int, to: Int
    /// Type of the tie.
    public var label: String?
    /// Strength of the tie, over zero.
    public var weight: Double

    /// Makes a tie.
    public init(from: Int, to: Int, label: String? = nil, weight: Double = 1) {
      self.from = from
      self.to = to
      self.label = label
      self.weight = weight
    }
  }

  /// The title, one line of plain text.
  public var title: String
  /// The nodes.
  public var nodes: [Node]
  /// The ties.
  public var edges: [Edge]
  /// The names of the groups, in the order of the legend.
  public var groups: [String]
  /// Whether a tie leads from one end to the other, rather than between them.
  public var isDirected: Bool

  /// Makes a network; the ends of every edge and the group of every node must exist.
  public init(title: String, nodes: [Node], edges: [Edge], groups: [String] = [], isDirected: Bool = false) {
    precondition(
      edges.allSatisfy { nodes.indices.contains($0.from) && nodes.indices.contains($0.to) }, "an edge leads nowhere")
    precondition(nodes.allSatisfy { $0.group.map(groups.indices.contains) ?? true }, "a node is of an unknown group")
    self.title = title
    self.nodes = nodes
    self.edges = edges
    self.groups = groups
    self.isDirected = isDirected
  }
}
