/// A drawing of who is tied to whom.
public struct NetworkFigure: Sendable, Hashable {
  /// One of those who are tied.
  public struct Node: Sendable, Hashable {
    /// What programs know it by.
    public var id: String
    /// Its name, one line of plain text.
    public var label: String
    /// The place of its group in ``NetworkFigure/groups``; `nil` for none.
    public var group: Int?
    /// How large it is drawn, over zero; `nil` means by its number of ties.
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
    /// The places of both ends in ``NetworkFigure/nodes``.
    public var from: Int, to: Int
    /// What sort of tie it is.
    public var label: String?
    /// How strong it is, over zero.
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
  /// Those who are tied.
  public var nodes: [Node]
  /// The ties.
  public var edges: [Edge]
  /// The names of the groups, in the order of the legend.
  public var groups: [String]
  /// Whether a tie leads from one end to the other, rather than between them.
  public var isDirected: Bool

  /// Makes a network; the ends of every edge and the group of every node must be there.
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
