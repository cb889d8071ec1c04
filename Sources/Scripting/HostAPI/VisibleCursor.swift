import Ecosystem
import Lua
import Store

/// The records of a query, each pushed directly from the file onto Lua's stack, with the fields the invocation may see.
final class VisibleCursor: @unchecked Sendable {  // Used by the task that made it, on one worker at a time.
  private let cursor: RecordCursor
  private let access: RecordAccess
  /// The fields of the model that may be seen.
  private let columns: [RecordColumn]
  private let names: [UInt8]
  /// The names of `columns` in the state, after some records.
  private var keys: LuaReference?
  private var count = 0
  /// Number of records from which on caching the names is faster.
  private static let countWithoutKeys = 8
  /// The fields of plugins that may not be seen.
  private let hiddenNames: Set<String>
  /// Former names under which values are given as well.
  private let formerNames: [FormerFieldName]

  init(_ cursor: RecordCursor, of access: RecordAccess) {
    self.cursor = cursor
    self.access = access
    columns = access.hidesContacts ? cursor.columns.filter { !$0.isForStaff } : cursor.columns
    names = cursor.names
    hiddenNames = Set(cursor.fields.filter { $0.plugin != nil && access.hides($0) }.map(\.id))
    formerNames = access.formerNames
  }

  /// The next record, for the host's own use; nil when there is none.
  func next() throws -> Record? { try cursor.next().map(access.visible) }

  /// The id of the current record, which every query reads first.
  var id: String { cursor.text(at: 0) }

  /// Goes to the next record; false when there is none.
  func advance() throws -> Bool { try cursor.advance() }

  /// Closes it before its end.
  func close() { cursor.close() }

  /// Pushes the current record as a table, fields without value absent, and charges it to the task.
  /// - Returns: false when the rows used up the task's limit or the task was stopped; the kill follows when the call returns.
  func push(to call: inout HostCall) throws -> Bool {
    count += 1
    if keys == nil, count > Self.countWithoutKeys { keys = call.keep(columns.map { Array(names[$0.name]) }) }
    if let keys { call.push(keys) }
    call.newTable(fields: columns.count)
    for (index, column) in columns.enumerated() { try push(column, index, to: &call) }
    if keys != nil { call.dropBelow() }
    for (name, value) in try cursor.pluginValues() where !hiddenNames.contains(name) {
      call.push(LuaValue(value))
      call.setField(name)
      for former in formerNames where former.field == name {
        call.push(LuaValue(value))
        call.setField(former.name)
      }
    }
    return call.charge(.rowsRead, 1) && call.isWithinMemory() && !call.isStopping
  }

  /// Sets the field of a column in the table on top of the stack, where it has a value.
  private func push(_ column: RecordColumn, _ index: Int, to call: inout HostCall) throws {
    if column.shape == .text {
      cursor.withText(at: column.position) { text in
        if text.baseAddress == nil { return }
        pushKey(column, index, to: &call)
        call.push(bytes: text)
        call.setEntry()
      }
    } else if !cursor.isNull(at: column.position) {
      pushKey(column, index, to: &call)
      switch column.shape {
      case .text: break  // above
      case .integer: call.push(cursor.integer(at: column.position))
      case .number: call.push(cursor.number(at: column.position))
      case .boolean: call.push(cursor.integer(at: column.position) != 0)
      case .structured: call.push(LuaValue(try cursor.value(of: column)))
      }
      call.setEntry()
    }
  }

  /// The list of kept keys lies below the table.
  private func pushKey(_ column: RecordColumn, _ index: Int, to call: inout HostCall) {
    if keys != nil { return call.push(element: index + 1, ofListAt: -2) }
    names.withUnsafeBufferPointer { call.push(bytes: UnsafeBufferPointer(rebasing: $0[column.name])) }
  }
}
