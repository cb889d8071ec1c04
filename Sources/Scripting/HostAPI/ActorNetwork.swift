import Ecosystem
import Lua
import Network
import Store

/// The network of a call to `grappe.network`: its actors and relations, read with the permissions of the invocation.
struct NetworkQuery {
  private let actors: RecordAccess
  private let relations: RecordAccess
  private let actorQuery: Query
  private let purpose: ConsentPurpose?
  private let relationQuery: Query
  private let rules: TieRules

  /// - Parameters:
  ///   - fields: the fields of actors needed beside id and name.
  ///   - purpose: leaves out the actors that have not consented to it; nil for no purpose that needs consent.
  /// - Throws: `PermissionDeniedError` without read access to actors and relations; `APIUsageError` and `EcosystemError` for
  ///   filters that do not fit.
  init(
    filter: LuaTable?, _ options: NetworkOptions, fields: [String], purpose: ConsentPurpose? = nil, context: HostContext
  ) throws {
    self.purpose = purpose
    rules = try options.rules()
    actors = try RecordAccess("actor", context)
    relations = try RecordAccess("relation", context)
    // Sorted here: the database would sort all of them before the first, also when there are too many.
    actorQuery = try actors.query(
      filter: filter, options: Self.options(["name"] + fields, ["limit": .integer(Int64(Graph.nodesMax + 1))]))
    relationQuery = try relations.query(
      filter: try options.relations(),
      options: Self.options(["from", "to", "type", "start", "end", "weight"], ["order": .string("id")]))
  }

  private static func options(_ names: [String], _ others: ExactDictionary<LuaValue>) -> LuaTable {
    LuaTable(fields: others.merging(["fields": .list(names.map(LuaValue.string))]) { own, _ in own })
  }

  /// Counts the actors that have not consented to the purpose.
  func leftOut() throws -> Int {
    guard let purpose else { return 0 }
    return try actors.count(actorQuery) - actors.count(actorQuery.consented(to: purpose))
  }

  /// Reads the network; each row is charged to the task, and only the network is kept.
  func network(charging call: inout HostCall) throws -> ActorNetwork {
    var people: [Record] = []
    let query = purpose.map { actorQuery.consented(to: $0) } ?? actorQuery
    try each(actors, query, call: &call) { actor in
      people.append(actor)
      if people.count > Graph.nodesMax { throw NetworkError.tooManyNodes(maximum: Graph.nodesMax) }
    }
    people.sort { ExactString($0.id) < ExactString($1.id) }
    var builder = try GraphBuilder(actors: people.lazy.map(\.id), rules: rules)
    if !people.isEmpty { try each(relations, try between(people, call: &call), call: &call) { try builder.add($0) } }
    return ActorNetwork(people, builder.graph)
  }

  /// Returns the query for the relations both ends of which are among the actors, found by their index.
  private func between(_ people: [Record], call: inout HostCall) throws -> Query {
    let ids = people.map { $0["id"] }
    // The ids as JSON, once for each end, here and in SQLite.
    guard call.chargeMemory(ids.reduce(0) { $0 + 4 * $1.memoryBytes }) else { throw NetworkError.stopped }
    let ends = try ["from", "to"].map { Filter.compare(try relations.entity.requireField($0), .equal(ids)) }
    var query = relationQuery
    query.filter = .all([query.filter] + ends)
    return query
  }

  private func each(
    _ access: RecordAccess, _ query: Query, call: inout HostCall, body: (Record) throws -> Void
  ) throws {
    let cursor = try access.cursor(query)
    while let record = try cursor.next() {
      guard call.charge(.rowsRead, 1), !call.isStopping else { throw NetworkError.stopped }
      guard call.chargeMemory(record.memoryBytes) else { throw NetworkError.stopped }
      try body(record)
    }
  }
}

/// A network with the records of its actors.
struct ActorNetwork {
  let graph: Graph
  private let actors: [Record]

  fileprivate init(_ actors: [Record], _ graph: Graph) {
    self.graph = graph
    self.actors = actors
  }

  func position(of id: String) -> Int? { graph.nodes.firstIndex { $0.isExactly(id) } }

  /// `id` and `name` of a node.
  func named(_ node: Int) -> ExactDictionary<LuaValue> {
    ["id": .string(graph.nodes[node]), "name": .string(actors[node]["name"].textValue ?? "")]
  }

  /// The elements of a list field of every actor.
  func features(_ field: String) -> [Set<String>] {
    actors.map { Set(($0[field].listValue ?? []).compactMap(\.textValue)) }
  }

  /// The group of every actor.
  func groups(_ grouping: Grouping, _ context: HostContext) throws -> [String?] {
    switch grouping {
    case .ids(let groups): return graph.nodes.map { groups[$0] }
    case .field(let field): return actors.map { text($0[field]) }
    case .values("territory", let codes):
      var known: ExactDictionary<String?> = [:]
      return try actors.map { actor in
        guard let code = actor["territory"].textValue else { return nil }
        if let group = known[code] { return group }
        let group = try codes.first { try context.lies(territory: code, within: [$0]) }
        known[code] = .some(group)
        return group
      }
    case .values(let field, let values):
      return actors.map { text($0[field]).flatMap { values.containsExactly($0) ? $0 : nil } }
    }
  }

  private func text(_ value: FieldValue) -> String? {
    switch value {
    case .null: nil
    case .text(let text): text
    default: value.json
    }
  }
}
