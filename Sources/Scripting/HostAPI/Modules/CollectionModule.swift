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
      "each": function("\(name).each", each), "count": function("\(name).count", count),
      "add": function("\(name).add", add), "set": function("\(name).set", set),
      "del": function("\(name).del", del),
    ]
    if isSearchable { entries["search"] = function("\(name).search", search) }
    return HostTable(name: name, entries: entries, isStrict: true)
  }

  // MARK: Reading

  private func get(_ call: inout HostCall, _ context: HostContext) throws -> HostOutcome {
    try call.endOfArguments(after: 1)
    let access = try RecordAccess(entityID, context)
    let id = try call.text(1, "id")
    let cursor = try access.cursor(id: id)
    guard try cursor.advance() else {
      call.pushNil()
      call.push("no \(entityID) has the id \"\(id.shortened)\"")
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
    let cursor = try access.cursor(try query(call, from: 1, access))
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

  private func count(_ call: inout HostCall, _ context: HostContext) throws -> HostOutcome {
    try call.endOfArguments(after: 1)
    let access = try RecordAccess(entityID, context)
    call.push(Int64(try access.count(try query(call, from: 1, access))))
    return .returns(1)
  }

  private func query(_ call: borrowing HostCall, from index: Int, _ access: RecordAccess) throws -> Query {
    let filter = try call.optionalTable(index, "filter")
    let options = try call.optionalTable(index + 1, "options")
    return try access.query(filter: filter, options: options)
  }

  // MARK: Writing

  private func add(_ call: inout HostCall, _ context: HostContext) throws -> HostOutcome {
    try call.endOfArguments(after: 1)
    let access = try RecordAccess(entityID, context)
    let added = try access.add(try call.table(1, "record"))
    _ = call.charge(.rowsWritten, 1)
    return access.push(added, to: &call)
  }

  private func set(_ call: inout HostCall, _ context: HostContext) throws -> HostOutcome {
    try call.endOfArguments(after: 2)
    let access = try RecordAccess(entityID, context)
    let changed = try access.set(try call.text(1, "id"), to: try call.table(2, "fields"))
    _ = call.charge(.rowsWritten, 1)
    return access.push(changed, to: &call)
  }

  private func del(_ call: inout HostCall, _ context: HostContext) throws -> HostOutcome {
    try call.endOfArguments(after: 1)
    let access = try RecordAccess(entityID, context)
    call.push(try access.delete(try call.text(1, "id")))
    _ = call.charge(.rowsWritten, 1)
    return .returns(1)
  }
}
