import Ecosystem
import Lua
import Network
import Sandbox

/// `grappe.network`: the network that relations make between actors, measured.
///
///     grappe.network.measures({ territory = "LU" }, { measures = { "degree", "betweenness" }, limit = 10 })
///
/// Every function takes a filter of actors, as `grappe.actors.find`, and options; those common to all are in `NetworkQuery`. Reading needs
/// `actors` and `relations`.
enum NetworkModule {
  static let table = HostTable(
    name: "grappe.network",
    entries: [
      "measures": function("grappe.network.measures", measures),
      "structure": function("grappe.network.structure", structure),
      "communities": function("grappe.network.communities", communities),
      "bridges": function("grappe.network.bridges", bridges),
      "ei_index": function("grappe.network.ei_index", eiIndex),
      "introductions": function("grappe.network.introductions", introductions),
      "path": function("grappe.network.path", path),
    ], isStrict: true)

  /// Runs `body` on the network that the arguments describe, under igraph's lock; waits without holding the worker while another
  /// call holds the lock.
  private static func withNetwork(
    _ call: inout HostCall, _ context: HostContext, from index: Int, options own: [String],
    purpose: ConsentPurpose? = nil, fields: (NetworkOptions) throws -> [String] = { _ in [] },
    body: (ActorNetwork, NetworkOptions, borrowing IgraphLock) throws -> LuaValue?
  ) throws -> HostOutcome {
    try call.endOfArguments(after: index + 1)
    let options = try NetworkOptions(call.optionalTable(index + 1, "options"), own: own)
    let filter = try call.optionalTable(index, "filter")
    let query = try NetworkQuery(filter: filter, options, fields: try fields(options), purpose: purpose, context: context)
    // Begins the transaction before taking igraph's lock, so that the lock's holder never blocks.
    _ = try context.transaction()
    let (task, waker) = (call.task, call.waker())
    guard let lock = IgraphLock.acquire(orWake: { waker.wake() }, isStopping: { task?.isStopping ?? false }) else {
      return .wait
    }
    do {
      let network = try query.network(charging: &call)
      try call.requireMemory(network.graph.libraryBytes)
      guard let answer = try body(network, options, lock) else { return .returns(0) }
      call.push(answer)
      guard purpose != nil else { return .returns(1) }
      call.push(Int64(try query.leftOut()))
      return .returns(2)
    } catch NetworkError.stopped {
      return .returns(0)  // The kill follows when the call returns.
    }
  }

  // MARK: Measures

  /// `measures(filter, options)`: a list with one entry an actor: `id`, `name` and each measure that has a value; the highest first, of
  /// constraint the lowest, those without a value last.
  private static func measures(_ call: inout HostCall, _ context: HostContext) throws -> HostOutcome {
    try withNetwork(&call, context, from: 1, options: ["measures", "order", "limit"]) { network, options, lock in
      let measures = try options.measures()
      let (order, limit) = (try options.order(among: measures), try options.limit())
      let values = try network.graph.centralities(Set(measures), isWeighted: options.isWeighted, holding: lock)
      let ranked = ranking(by: order, values.values[order] ?? [])
      return .list(ranked.prefix(limit ?? ranked.count).map { entry(of: $0, network, values) })
    }
  }

  /// The nodes from the best to the worst; equals stay in the order of their ids.
  private static func ranking(by measure: Centrality, _ values: [Double?]) -> [Int] {
    let sign: Double = measure == .constraint ? 1 : -1
    let keys = values.map { value in value.map { sign * $0 } ?? .infinity }
    return values.indices.sorted { (keys[$0], $0) < (keys[$1], $1) }
  }

  private static func entry(of node: Int, _ network: ActorNetwork, _ values: CentralityValues) -> LuaValue {
    var fields = network.named(node)
    for (measure, list) in values.values {
      guard let value = list[node] else { continue }
      fields[measure.rawValue] = measure.isCount ? .integer(Int64(value)) : .number(value)
    }
    if network.graph.isDirected {
      fields["in_degree"] = .integer(Int64(values.inDegree[node]))
      fields["out_degree"] = .integer(Int64(values.outDegree[node]))
    }
    return .fields(fields)
  }

  /// `structure(filter, options)`: the figures of the whole network.
  private static func structure(_ call: inout HostCall, _ context: HostContext) throws -> HostOutcome {
    try withNetwork(&call, context, from: 1, options: []) { network, _, lock in
      let graph = network.graph
      let components = try graph.components(holding: lock)
      return .fields([
        "actors": .integer(Int64(graph.nodes.count)), "ties": .integer(Int64(graph.ties.count)),
        "density": .number(graph.density), "components": .integer(Int64(components.sizes.count)),
        "largest": .integer(Int64(components.sizes.first ?? 0)), "isolated": .integer(Int64(components.isolatedCount)),
        "fragmentation": .number(components.fragmentation),
        "sizes": .list(components.sizes.map { .integer(Int64($0)) }),
      ])
    }
  }

  /// `communities(filter, options)`: the division, its modularity and the members of each community.
  private static func communities(_ call: inout HostCall, _ context: HostContext) throws -> HostOutcome {
    try withNetwork(&call, context, from: 1, options: ["method", "seed", "resolution"]) { network, options, lock in
      let graph = network.graph
      let found = try graph.communities(
        try options.method(), resolution: try options.number("resolution") ?? 1, seed: try options.integer("seed") ?? 1,
        isWeighted: options.isWeighted, holding: lock)
      let mixing = found.ties(in: try graph.undirected())
      var members = [[LuaValue]](repeating: [], count: found.count)
      for (node, community) in found.membership.enumerated() { members[community].append(.fields(network.named(node))) }
      let list = members.enumerated().map { number, members -> LuaValue in
        .fields([
          "members": .list(members), "size": .integer(Int64(members.count)),
          "internal": .integer(Int64(mixing[number].inside)), "external": .integer(Int64(mixing[number].outside)),
        ])
      }
      return .fields(["communities": .list(list), "modularity": found.modularity.map(LuaValue.number) ?? .nil])
    }
  }

  /// `bridges(filter, options)`: the ties and the actors whose removal would split the network, and how many actors each would
  /// cut off.
  private static func bridges(_ call: inout HostCall, _ context: HostContext) throws -> HostOutcome {
    try withNetwork(&call, context, from: 1, options: []) { network, _, lock in
      let cuts = try network.graph.cutPoints(holding: lock)
      let bridges = cuts.bridges.map { bridge -> LuaValue in
        .fields([
          "from": .fields(network.named(bridge.from)), "to": .fields(network.named(bridge.to)),
          "cut_off": .integer(Int64(bridge.cutOff)),
        ])
      }
      let points = cuts.articulations.map { point -> LuaValue in
        let own: ExactDictionary<LuaValue> = ["parts": .integer(Int64(point.parts)), "cut_off": .integer(Int64(point.cutOff))]
        return .fields(network.named(point.node).merging(own) { $1 })
      }
      return .fields(["bridges": .list(bridges), "actors": .list(points)])
    }
  }

  // MARK: Groups

  /// `ei_index(filter, { groups = … })`: ties within and across groups, with the value expected by chance.
  private static func eiIndex(_ call: inout HostCall, _ context: HostContext) throws -> HostOutcome {
    try withNetwork(
      &call, context, from: 1, options: ["groups"], fields: { try $0.grouping().fields(context) },
      body: { network, options, _ in
        let grouping = try options.grouping()
        let mixing = try network.graph.mixing(of: try network.groups(grouping, context))
        return .fields([
          "index": mixing.index.map(LuaValue.number) ?? .nil, "expected": mixing.expected.map(LuaValue.number) ?? .nil,
          "internal": .integer(Int64(mixing.internalTies)), "external": .integer(Int64(mixing.externalTies)),
          "ungrouped": .integer(Int64(mixing.ungrouped)), "groups": .list(mixing.groups.map(LuaValue.init)),
          "pairs": .list(mixing.pairs.map(LuaValue.init)),
        ])
      })
  }

  /// `introductions(filter, { groups = …, limit = … })`: pairs of actors of different groups to introduce, the best first, with
  /// reasons; then the number of actors left out, which have not consented to matchmaking.
  private static func introductions(_ call: inout HostCall, _ context: HostContext) throws -> HostOutcome {
    try withNetwork(
      &call, context, from: 1, options: ["groups", "limit"], purpose: .matchmaking,
      fields: { try $0.grouping().fields(context) + ["sectors"] },
      body: { network, options, lock in
        let groups = try network.groups(try options.grouping(), context)
        let search = IntroductionSearch(
          groups: groups, features: network.features("sectors"), limit: try options.limit() ?? 20)
        let found = try network.graph.introductions(search, holding: lock)
        return .list(found.map { introduction(of: $0, network, groups) })
      })
  }

  private static func introduction(
    of found: Introduction, _ network: ActorNetwork, _ groups: [String?]
  ) -> LuaValue {
    func end(_ node: Int) -> LuaValue {
      .fields(network.named(node).merging(["group": .string(groups[node] ?? "")]) { $1 })
    }
    return .fields([
      "first": end(found.first), "second": end(found.second), "score": .number(found.score),
      "through": .list(found.commonNeighbours.map { .fields(network.named($0)) }),
      "sectors": .list(found.commonFeatures.map(LuaValue.string)),
      "distance": found.distance.map { .integer(Int64($0)) } ?? .nil,
    ])
  }

  // MARK: Paths

  /// `path(from, to, filter, options)`: a shortest path from one actor to another; `nil, problem` when there is none.
  private static func path(_ call: inout HostCall, _ context: HostContext) throws -> HostOutcome {
    let (from, to) = (try call.text(1, "from"), try call.text(2, "to"))
    var problem: String?
    let outcome = try withNetwork(&call, context, from: 3, options: []) { network, options, lock in
      guard let start = network.position(of: from), let end = network.position(of: to) else {
        let missing = network.position(of: from) == nil ? from : to
        problem = "the actor \"\(missing)\" is not among those the filter selects"
        return nil
      }
      let path = try network.graph.shortestPath(from: start, to: end, isWeighted: options.isWeighted, holding: lock)
      guard let path else {
        problem = "no way leads from \"\(from)\" to \"\(to)\""
        return nil
      }
      return .fields([
        "actors": .list(path.nodes.map { .fields(network.named($0)) }), "length": .number(path.length),
        "types": .list(path.ties.map { .list($0.types.map(LuaValue.string)) }),
      ])
    }
    guard let problem else { return outcome }
    call.pushNil()
    call.push(problem)
    return .returns(2)
  }
}

extension Centrality {
  /// Whether its values are whole numbers.
  fileprivate var isCount: Bool { self == .degree || self == .core }
}

extension Communities {
  /// Number of ties inside each community, and of those that lead out of it.
  fileprivate func ties(in graph: Graph) -> [(inside: Int, outside: Int)] {
    var counts = [(inside: Int, outside: Int)](repeating: (0, 0), count: count)
    for tie in graph.ties {
      let (from, to) = (membership[tie.from], membership[tie.to])
      if from == to {
        counts[from].inside += 1
      } else {
        counts[from].outside += 1
        counts[to].outside += 1
      }
    }
    return counts
  }
}

extension LuaValue {
  static func list(_ values: [LuaValue]) -> LuaValue { .table(LuaTable(array: values)) }
  static func fields(_ values: ExactDictionary<LuaValue>) -> LuaValue { .table(LuaTable(fields: values)) }

  fileprivate init(_ group: GroupMixing.Group) {
    self = .fields([
      "group": .string(group.name), "size": .integer(Int64(group.size)),
      "internal": .integer(Int64(group.internalTies)), "external": .integer(Int64(group.externalTies)),
      "index": group.index.map(LuaValue.number) ?? .nil,
    ])
  }

  fileprivate init(_ pair: GroupMixing.Pair) {
    self = .fields([
      "first": .string(pair.first), "second": .string(pair.second), "ties": .integer(Int64(pair.ties)),
      "possible": .integer(Int64(pair.possible)), "expected": .number(pair.expected),
    ])
  }
}
