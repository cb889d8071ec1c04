import Ecosystem
import Lua

// Records on their way to Lua.

extension RecordAccess {
  /// Pushes one record as a table.
  func push(_ record: Record, to call: inout HostCall) -> HostOutcome {
    call.push(LuaValue(record))
    return .returns(1)
  }

  /// Pushes a list of records.
  func push(_ records: [Record], to call: inout HostCall) -> HostOutcome {
    call.push(LuaValue.table(LuaTable(array: records.map(LuaValue.init), fields: [:])))
    return .returns(1)
  }
}

extension LuaValue {
  /// The Lua table of a record: its fields by name, those without a value absent.
  init(_ record: Record) {
    self = .table(LuaTable(array: [], fields: record.fields.mapValues { LuaValue($0) }))
  }
}
