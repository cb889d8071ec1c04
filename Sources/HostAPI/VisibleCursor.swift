import Ecosystem
import Lua
import Store

/// The records of a query, each pushed straight from the file onto Lua's stack, with the fields the invocation may see.
final class VisibleCursor: @unchecked Sendable {  // Used by the task that made it, on one worker at a time.
  private let cursor: RecordCursor
  private let access: RecordAccess
  /// The fields of the model that may be seen.
  private let columns: [RecordColumn]
  private let names: [UInt8]
  /// The names of `columns` in the state, from the second record on.
  private var keys: LuaReference?
  private var isFirst = true
  /// The fields of plugins that may not be seen.
  private let hiddenNames: Set<String>

  init(_ cursor: RecordCursor, of access: RecordAccess) {
    self.cursor = cursor
    self.access = access
    columns = access.hidesContacts ? cursor.columns.filter { !$0.isForStaff } : cursor.columns
    names = cursor.names
    let hidden = access.hidesContacts ? cursor.fields.filter { $0.plugin != nil && $0.visibility == .staff } : []
    hiddenNames = Set(hidden.map(\.id))
  }

  /// The next record, for the host's own use; nil when there is none.
  func next() throws -> Record? { try cursor.next().map(access.visible) }

  /// Goes to the next record; false when there is none.
  func advance() throws -> Bool { try cursor.advance() }

  /// Ends it before its end.
  func close() { cursor.close() }

  /// Pushes the current record as a table, fields without value absent, and charges it to the task.
  /// - Returns: false when the rows used up the task's limit or the task was stopped; the kill follows when the call returns.
  func push(to call: inout HostCall) throws -> Bool {
    if keys == nil, !isFirst { keys = call.keep(columns.map { Array(names[$0.name]) }) }
    isFirst = false
    if let keys { try pushColumns(to: &call, named: keys) } else { try pushColumns(to: &call) }
    for (name, value) in try cursor.pluginValues() where !hiddenNames.contains(name) {
      call.push(LuaValue(value))
      call.setField(name)
    }
    return call.charge(.rowsRead, 1) && !call.isStopping
  }

  private func pushColumns(to call: inout HostCall) throws {
    call.newTable(fields: columns.count)
    try names.withUnsafeBufferPointer { names in
      for column in columns where !cursor.isNull(at: column.position) {
        call.push(bytes: UnsafeBufferPointer(rebasing: names[column.name]))
        try push(column, to: &call)
        call.setEntry()
      }
    }
  }

  private func pushColumns(to call: inout HostCall, named keys: LuaReference) throws {
    call.push(keys)
    call.newTable(fields: columns.count)
    for (index, column) in columns.enumerated() where !cursor.isNull(at: column.position) {
      call.push(element: index + 1, ofListAt: -2)
      try push(column, to: &call)
      call.setEntry()
    }
    call.dropBelow()
  }

  private func push(_ column: RecordColumn, to call: inout HostCall) throws {
    switch column.shape {
    case .text: cursor.withText(at: column.position) { call.push(bytes: $0) }
    case .integer: call.push(cursor.integer(at: column.position))
    case .number: call.push(cursor.number(at: column.position))
    case .boolean: call.push(cursor.integer(at: column.position) != 0)
    case .structured: call.push(LuaValue(try cursor.value(of: column)))
    }
  }
}
