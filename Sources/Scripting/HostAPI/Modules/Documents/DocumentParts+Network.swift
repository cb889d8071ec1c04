import Ecosystem
import Localization
import Lua
import Reports

// Networks as Lua tables describe them.

extension DocumentParts {
  /// `{ title = …, nodes = { { id = …, label = … } }, edges = { { from = ID, to = ID } } }`.
  static func network(_ table: LuaTable) throws(APIUsageError) -> NetworkFigure {
    try table.requireOnly(["title", "nodes", "edges", "groups", "directed"], in: "a network")
    var groups = try FigureGroups(table, "a network")
    let nodes = try nodes(table, &groups)
    let places = try places(of: nodes)
    var edges: [NetworkFigure.Edge] = []
    for (index, value) in try list(table, "edges").enumerated() {
      edges.append(try edge(value, "edge \(index + 1) of a network", places: places))
    }
    return NetworkFigure(
      title: try table.text("title", in: "a network"), nodes: nodes, edges: edges, groups: groups.names,
      isDirected: try table.flag("directed", in: "a network"))
  }

  private static func nodes(_ table: LuaTable, _ groups: inout FigureGroups) throws(APIUsageError) -> [NetworkFigure.Node] {
    var nodes: [NetworkFigure.Node] = []
    for (index, value) in try list(table, "nodes").enumerated() {
      let what = "node \(index + 1) of a network"
      guard case .table(let node) = value else {
        throw APIUsageError(
          "hostapi.document-parts-network.table", ["what": what.noun, "value": value.described.noun])
      }
      try node.requireOnly(["id", "label", "group", "size"], in: what)
      let id = try node.text("id", in: what)
      nodes.append(
        NetworkFigure.Node(
          id: id, label: try optionalText(node, "label", in: what) ?? id, group: try groups.place(node, what),
          size: try positive(node, "size", in: what)))
    }
    return nodes
  }

  private static func places(of nodes: [NetworkFigure.Node]) throws(APIUsageError) -> ExactDictionary<Int> {
    var places: ExactDictionary<Int> = [:]
    for (index, node) in nodes.enumerated() {
      guard places.updateValue(index, forKey: node.id) == nil else {
        throw APIUsageError(
          "hostapi.document-parts-network.two-nodes-network-have", ["id": node.id])
      }
    }
    return places
  }

  private static func edge(
    _ value: LuaValue, _ what: String, places: ExactDictionary<Int>
  ) throws(APIUsageError) -> NetworkFigure.Edge {
    guard case .table(let edge) = value else {
      throw APIUsageError(
        "hostapi.document-parts-network.table-2", ["what": what.noun, "value": value.described.noun])
    }
    try edge.requireOnly(["from", "to", "label", "weight"], in: what)
    func end(_ name: String) throws(APIUsageError) -> Int {
      let id = try edge.text(name, in: what)
      guard let place = places[id] else {
        let nearest = NearestName.suggest(id, among: places.keys.sorted())
        let hint = nearest.map { Message("hostapi.document-parts-network.did-you-mean", ["nearest": $0]) }
        throw APIUsageError(
          "hostapi.document-parts-network.no-node-has-id", ["id": id, "what": what.noun, "hint": hint?.argument ?? .text("")])
      }
      return place
    }
    return NetworkFigure.Edge(
      from: try end("from"), to: try end("to"), label: try optionalText(edge, "label", in: what),
      weight: try positive(edge, "weight", in: what) ?? 1)
  }

  /// A number over zero; nil where it is absent.
  private static func positive(_ table: LuaTable, _ name: String, in what: String) throws(APIUsageError) -> Double? {
    guard let value = table.fields[name] else { return nil }
    guard let number = number(value), number > 0 else {
      throw APIUsageError(
        "hostapi.document-parts-network.must-number-over-0", ["name": name, "what": what.noun, "value": value.described.noun])
    }
    return number
  }

  /// A number that is finite; nil for everything else.
  static func number(_ value: LuaValue) -> Double? {
    switch value {
    case .integer(let integer): Double(integer)
    case .number(let number) where number.isFinite: number
    default: nil
    }
  }
}

/// The groups of a drawing: those that it names, in their order, or those that its parts name, in the order they appear.
struct FigureGroups {
  private(set) var names: [String]
  private var places: ExactDictionary<Int> = [:]
  private let isGiven: Bool

  init(_ table: LuaTable, _ what: String) throws(APIUsageError) {
    isGiven = table.fields["groups"] != nil
    names = []
    guard isGiven else { return }
    for value in try DocumentParts.list(table, "groups") {
      let name = try DocumentParts.text(value, "a group of \(what)")
      guard places.updateValue(names.count, forKey: name) == nil else {
        throw APIUsageError(
          "hostapi.document-parts-network.has-group-twice", ["name": name, "what": what.noun])
      }
      names.append(name)
    }
  }

  /// Returns the index of the group that a part names in its field `group`; nil where it names none.
  mutating func place(_ part: LuaTable, _ what: String) throws(APIUsageError) -> Int? {
    guard part.fields["group"] != nil else { return nil }
    let name = try part.text("group", in: what)
    if let place = places[name] { return place }
    guard !isGiven else { throw APIUsageError(unknown: "group of \(what)", name, known: names) }
    places[name] = names.count
    names.append(name)
    return names.count - 1
  }
}
