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
  // The accesses of the two below never overlap.
  /// The names of `columns` in the state, and the scalars of the current record, after some records.
  @exclusivity(unchecked) private var kept: (keys: LuaReference, fields: RecordFields)?
  @exclusivity(unchecked) private var count = 0
  private let hasStructuredFields: Bool
  private let hasPluginFields: Bool
  /// Number of records from which on caching the names is faster.
  private static let countWithoutKeys = 8
  /// The fields of plugins that may not be seen.
  private let hiddenNames: Set<String>
  /// Former names under which values are given as well.
  private let formerNames: [FormerFieldName]

  init(_ cursor: RecordCursor, of access: RecordAccess) {
    self.cursor = cursor
    self.access = access
    // The permissions are looked up once, not for each field.
    let hidesContacts = access.hidesContacts
    columns = hidesContacts ? cursor.columns.filter { !$0.isForStaff } : cursor.columns
    hasStructuredFields = columns.contains { $0.shape == .structured }
    hasPluginFields = !cursor.pluginFields.isEmpty
    names = cursor.names
    hiddenNames = hidesContacts ? Set(cursor.pluginFields.filter(access.hides).map(\.id)) : []
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
    if kept == nil, count > Self.countWithoutKeys { keepNames(in: &call) }
    if let kept { try push(kept.keys, kept.fields, to: &call) } else { try pushWithoutKeys(to: &call) }
    if hasPluginFields { try pushPluginValues(to: &call) }
    return call.charge(.rowsRead, 1) && call.isWithinMemory() && !call.isStopping
  }

  private func keepNames(in call: inout HostCall) {
    guard let keys = call.keep(columns.map { Array(names[$0.name]) }) else { return }
    kept = (keys, RecordFields(count: columns.count))
  }

  /// Pushes the fields of the model under names that are kept in the state.
  private func push(_ keys: LuaReference, _ fields: RecordFields, to call: inout HostCall) throws {
    cursor.readScalars(of: columns) { index, scalar in
      switch scalar {
      case .null, .structured: fields.clear(index)
      case .text(let text): fields.set(index, text: text)
      case .integer(let integer): fields.set(index, integer: integer)
      case .number(let number): fields.set(index, number: number)
      case .boolean(let flag): fields.set(index, boolean: flag)
      }
    }
    call.push(record: fields, keys: keys)
    guard hasStructuredFields else { return }
    for column in columns where column.shape == .structured { try push(column, to: &call) }
  }

  private func pushWithoutKeys(to call: inout HostCall) throws {
    // Most fields of a whole record have no value: a table with room for all of them takes longer to make.
    call.newTable(fields: columns.count { !cursor.isNull(at: $0.position) })
    for column in columns { try push(column, to: &call) }
  }

  private func pushPluginValues(to call: inout HostCall) throws {
    for (name, value) in try cursor.pluginValues() where !hiddenNames.contains(name) {
      call.push(LuaValue(value))
      call.setField(name)
      for former in formerNames where former.field == name {
        call.push(LuaValue(value))
        call.setField(former.name)
      }
    }
  }

  /// Sets the field of a column in the table on top of the stack, where it has a value.
  private func push(_ column: RecordColumn, to call: inout HostCall) throws {
    if column.shape == .text {
      cursor.withText(at: column.position) { text in
        if text.baseAddress == nil { return }
        pushKey(column, to: &call)
        call.push(bytes: text)
        call.setEntry()
      }
    } else if !cursor.isNull(at: column.position) {
      pushKey(column, to: &call)
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

  private func pushKey(_ column: RecordColumn, to call: inout HostCall) {
    names.withUnsafeBufferPointer { call.push(bytes: UnsafeBufferPointer(rebasing: $0[column.name])) }
  }
}
