import Ecosystem
import Lua
import Sandbox
import Store

/// `grappe.<collection>`: the same few verbs on every entity.
///
///     grappe.actors.find({ kind = "company", territory = "BE-WAL" }, { order = "name", limit = 20 })
struct CollectionModule: Sendable {
  let collection: String
  let entityID: String
  /// Whether the entity has words to search; without them there is no `search`.
  let isSearchable: Bool

  /// The longest text that is searched for, in bytes: each of its words becomes a part of the query.
  private static let searchBytesMax = 4_096

  private var name: String { "grappe.\(collection)" }

  /// The module's functions.
  var table: HostTable {
    var entries = [
      "get": function("\(name).get", get), "find": function("\(name).find", find),
      "first": function("\(name).first", first), "each": function("\(name).each", each),
      "count": function("\(name).count", count), "group": function("\(name).group", group),
      "add": function("\(name).add", add), "set": function("\(name).set", set),
      "del": function("\(name).del", del),
    ]
    if isSearchable { entries["search"] = function("\(name).search", search) }
    return HostTable(name: name, entries: entries, isStrict: true)
  }

  // MARK: Reading

  private func get(_ call: inout HostCall, _ context: HostContext) throws -> HostOutcome {
    try call.endOfArguments(after: 2)
    let access = try RecordAccess(entityID, context)
    let options = try call.optionalTable(2, "options")
    guard case .string(let id) = try call.argument(1, "id") else { return try get(ids: &call, access, options) }
    let cursor = options == nil ? try access.cursor(id: id) : try access.cursor(ids: [id], access.fields(options: options))
    return try pushOnly(cursor, to: &call, otherwise: missing(id))
  }

  /// Gives the records of a list of ids, in its order, and the first id without a record as the problem.
  private func get(ids call: inout HostCall, _ access: RecordAccess, _ options: LuaTable?) throws -> HostOutcome {
    let value = try call.argument(1, "id")
    guard case .table(let table) = value, let ids = Self.texts(table) else {
      throw APIUsageError(argument: 1, "id", wanted: "an id or a list of ids", given: value.described)
    }
    // The ids as JSON, in SQLite, and those found.
    try call.requireMemory(3 * call.memoryBytesCharged)
    var found: Set<ExactString> = []
    let cursor = try access.cursor(ids: ids, access.fields(options: options))
    _ = try access.push(cursor, to: &call) { found.insert(ExactString($0)) }
    guard let absent = ids.first(where: { !found.contains(ExactString($0)) }) else { return .returns(1) }
    call.push(missing(absent))
    return .returns(2)
  }

  private static func texts(_ table: LuaTable) -> [String]? {
    guard table.fields.isEmpty else { return nil }
    let texts = table.array.compactMap { if case .string(let text) = $0 { text } else { nil } }
    return texts.count == table.array.count ? texts : nil
  }

  private func missing(_ id: String) -> String { "no \(entityID) has the id \"\(id.shortened)\"" }

  private func first(_ call: inout HostCall, _ context: HostContext) throws -> HostOutcome {
    try call.endOfArguments(after: 2)
    let access = try RecordAccess(entityID, context)
    var query = try query(call, from: 1, access)
    query.limit = min(query.limit ?? 1, 1)
    return try pushOnly(try access.cursor(query), to: &call, otherwise: "no \(entityID) matches the filter")
  }

  /// Pushes the one record of a cursor, or nil and the problem.
  private func pushOnly(_ cursor: VisibleCursor, to call: inout HostCall, otherwise problem: String) throws -> HostOutcome {
    guard try cursor.advance() else {
      call.pushNil()
      call.push(problem)
      return .returns(2)
    }
    _ = try cursor.push(to: &call)
    cursor.close()
    return .returns(1)
  }

  private func find(_ call: inout HostCall, _ context: HostContext) throws -> HostOutcome {
    try call.endOfArguments(after: 2)
    let access = try RecordAccess(entityID, context)
    return try access.push(try access.cursor(try query(call, from: 1, access)), to: &call)
  }

  private func search(_ call: inout HostCall, _ context: HostContext) throws -> HostOutcome {
    try call.endOfArguments(after: 3)
    let access = try RecordAccess(entityID, context)
    let text = try call.text(1, "text")
    guard text.utf8.count <= Self.searchBytesMax else {
      throw APIUsageError(
        argument: 1, "text", wanted: "at most \(Self.searchBytesMax) bytes", given: "\(text.utf8.count) bytes")
    }
    guard let cursor = try access.searchCursor(text, try query(call, from: 2, access)) else {
      call.newTable()
      return .returns(1)
    }
    return try access.push(cursor, to: &call)
  }

  private func each(_ call: inout HostCall, _ context: HostContext) throws -> HostOutcome {
    try call.endOfArguments(after: 2)
    let access = try RecordAccess(entityID, context)
    let query = try query(call, from: 1, access)
    closeForgotten(call, try context.transaction())
    let cursor = try access.cursor(query)
    call.push(
      hostFunction("\(name).each") { call, current in
        guard current === context else {
          throw APIUsageError(
            "hostapi.collection-module.iterator-belongs-invocation-has")
        }
        if try cursor.advance() { _ = try cursor.push(to: &call) } else { call.pushNil() }
        return .returns(1)
      })
    return .returns(1)
  }

  /// Collects garbage when much memory is in cursors, so that those of loops that ended early are closed.
  private func closeForgotten(_ call: borrowing HostCall, _ transaction: StoreTransaction) {
    if transaction.cursorBytes > StoreTransaction.cursorBytesMax / 2 { call.collectGarbage() }
  }

  private func count(_ call: inout HostCall, _ context: HostContext) throws -> HostOutcome {
    try call.endOfArguments(after: 2)
    let access = try RecordAccess(entityID, context)
    call.push(Int64(try access.count(try query(call, from: 1, access))))
    return .returns(1)
  }

  private func group(_ call: inout HostCall, _ context: HostContext) throws -> HostOutcome {
    try call.endOfArguments(after: 2)
    let access = try RecordAccess(entityID, context)
    let filter = try call.optionalTable(1, "filter")
    return try access.push(try access.groupQuery(filter: filter, options: try call.optionalTable(2, "options")), to: &call)
  }

  private func query(_ call: borrowing HostCall, from index: Int, _ access: RecordAccess) throws -> Query {
    let filter = try call.optionalTable(index, "filter")
    let options = try call.optionalTable(index + 1, "options")
    return try access.query(filter: filter, options: options)
  }

  // MARK: Writing

  private func add(_ call: inout HostCall, _ context: HostContext) throws -> HostOutcome {
    try save(&call, context, arguments: 1) { call, access in try access.addition(of: try call.table(1, "record")) }
  }

  private func set(_ call: inout HostCall, _ context: HostContext) throws -> HostOutcome {
    try save(&call, context, arguments: 2) { call, access in
      try access.change(of: try call.text(1, "id"), to: try call.table(2, "fields"))
    }
  }

  /// Makes a write, after the validators of plugins have accepted it; the invocation waits for them.
  private func save(
    _ call: inout HostCall, _ context: HostContext, arguments: Int,
    _ write: (borrowing HostCall, RecordAccess) throws -> RecordAccess.Write
  ) throws -> HostOutcome {
    if call.isResumed, let running = context.commandCall, let write = context.pendingWrite {
      guard running.outcome != nil else { return .wait }
      context.pendingWrite = nil
      _ = try running.results(&call, context)
      return try finish(write, try RecordAccess(entityID, context), &call)
    }
    try call.endOfArguments(after: arguments)
    let access = try RecordAccess(entityID, context)
    var write = try write(call, access)
    guard let validation = try access.validation(of: &write), let validator = context.validator else {
      return try finish(write, access, &call)
    }
    context.pendingWrite = write
    context.commandCall = validator.start(
      validation, for: context, cpuNanoseconds: call.task?.cpuNanoseconds ?? 0, waker: call.waker())
    return .wait
  }

  private func finish(
    _ write: RecordAccess.Write, _ access: RecordAccess, _ call: inout HostCall
  ) throws -> HostOutcome {
    let record = try access.perform(write)
    _ = call.charge(.rowsWritten, 1)
    return access.push(record, to: &call)
  }

  private func del(_ call: inout HostCall, _ context: HostContext) throws -> HostOutcome {
    try call.endOfArguments(after: 1)
    let access = try RecordAccess(entityID, context)
    call.push(try access.delete(try call.text(1, "id")))
    _ = call.charge(.rowsWritten, 1)
    return .returns(1)
  }
}
