import Ecosystem
import Lua
import Reports

// Networks as Lua tables describe them.

extension DocumentParts {
  /// `{ title = …, nodes = { { id = …, label = … } }, edges = { { from = ID, to = ID } } }`.
  static func network(_ table: LuaTable) throws(Misuse) -> NetworkFigure {
    try table.requireOnly(["title", "nodes", "edges", "groups", "directed"], in: "a network")
    var groups = try FigureGroups(table, "a network")
    let nodes = try nodes(table, &groups)
    let places = try places(of: nodes)
    var edges: [NetworkFigure.Edge] = []
    for (index, value) in try list(table, "edges").enumerated() {
      edges.append(try edge(value, "edge \(index + 1) of a network", places))
    }
    return NetworkFigure(
      title: try table.text("title", in: "a network"), nodes: nodes, edges: edges, groups: groups.names,
      isDirected: try table.flag("directed", in: "a network"))
  }

  private static func nodes(_ table: LuaTable, _ groups: inout FigureGroups) throws(Misuse) -> [NetworkFigure.Node] {
    var nodes: [NetworkFigure.Node] = []
    for (index, value) in try list(table, "nodes").enumerated() {
      let what = "node \(index + 1) of a network"
      guard case .table(let node) = value else {
        throw Misuse(
          fr: "\(what.inFrench) est une table { id = …, label = … }, c'est \(value.described.inFrench)",
          en: "\(what) is a table { id = …, label = … }, it is \(value.described)")
      }
      try node.requireOnly(["id", "label", "group", "size"], in: what)
      let id = try node.text("id", in: what)
      nodes.append(
        NetworkFigure.Node(
          id: id, label: try optionalText(node, "label", what) ?? id, group: try groups.place(node, what),
          size: try positive(node, "size", what)))
    }
    return nodes
  }

  private static func places(of nodes: [NetworkFigure.Node]) throws(Misuse) -> [String: Int] {
    var places: [String: Int] = [:]
    for (index, node) in nodes.enumerated() {
      guard places.updateValue(index, forKey: node.id) == nil else {
        throw Misuse(
          fr: "deux nœuds d'un réseau ont l'identifiant \"\(node.id)\"",
          en: "two nodes of a network have the id \"\(node.id)\"")
      }
    }
    return places
  }

  private static func edge(
    _ value: LuaValue, _ what: String, _ places: [String: Int]
  ) throws(Misuse) -> NetworkFigure.Edge {
    guard case .table(let edge) = value else {
      throw Misuse(
        fr: "\(what.inFrench) est une table { from = ID, to = ID }, c'est \(value.described.inFrench)",
        en: "\(what) is a table { from = ID, to = ID }, it is \(value.described)")
    }
    try edge.requireOnly(["from", "to", "label", "weight"], in: what)
    func end(_ name: String) throws(Misuse) -> Int {
      let id = try edge.text(name, in: what)
      guard let place = places[id] else {
        let nearest = NearestName.suggest(id, among: places.keys.sorted())
        let (fr, en) = nearest.map { (" ; vouliez-vous dire \"\($0)\" ?", "; did you mean \"\($0)\"?") } ?? ("", "")
        throw Misuse(
          fr: "\(what.inFrench) : aucun nœud n'a l'identifiant \"\(id)\"\(fr)",
          en: "\(what): no node has the id \"\(id)\"\(en)")
      }
      return place
    }
    return NetworkFigure.Edge(
      from: try end("from"), to: try end("to"), label: try optionalText(edge, "label", what),
      weight: try positive(edge, "weight", what) ?? 1)
  }

  /// A number over zero; nil where it is absent.
  private static func positive(_ table: LuaTable, _ name: String, _ what: String) throws(Misuse) -> Double? {
    guard let value = table.fields[name] else { return nil }
    guard let number = number(value), number > 0 else {
      throw Misuse(
        fr: "\(what.inFrench) : \(name) doit être un nombre supérieur à 0, c'est \(value.described.inFrench)",
        en: "\(what): \(name) must be a number over 0, it is \(value.described)")
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

/// The groups of a drawing: those that it names, in their order, or those that its parts name, as they come.
struct FigureGroups {
  private(set) var names: [String]
  private var places: [String: Int] = [:]
  private let isGiven: Bool

  init(_ table: LuaTable, _ what: String) throws(Misuse) {
    isGiven = table.fields["groups"] != nil
    names = []
    guard isGiven else { return }
    for value in try DocumentParts.list(table, "groups") {
      let name = try DocumentParts.text(value, "a group of \(what)")
      guard places.updateValue(names.count, forKey: name) == nil else {
        throw Misuse(
          fr: "\(what.inFrench) a deux fois le groupe \"\(name)\"",
          en: "\(what) has the group \"\(name)\" twice")
      }
      names.append(name)
    }
  }

  /// The place of the group that a part names in its field `group`; nil where it names none.
  mutating func place(_ part: LuaTable, _ what: String) throws(Misuse) -> Int? {
    guard part.fields["group"] != nil else { return nil }
    let name = try part.text("group", in: what)
    if let place = places[name] { return place }
    guard !isGiven else { throw Misuse(unknown: "group of \(what)", name, known: names) }
    places[name] = names.count
    names.append(name)
    return names.count - 1
  }
}
