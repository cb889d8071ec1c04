import Ecosystem
import Lua

// Records on their way to Lua, straight onto its stack.

extension RecordAccess {
  /// Pushes one record as a table and charges it to the task.
  func push(_ record: Record, to call: inout HostCall) -> HostOutcome {
    _ = call.charge(.rowsRead, 1)
    call.push(record)
    return .returns(1)
  }

  /// Pushes a list of records, already in memory.
  func push(_ records: [Record], to call: inout HostCall) throws -> HostOutcome {
    var rest = records[...]
    return try pushList(to: &call) { rest.popFirst() }
  }

  /// Pushes a list of the cursor's records, each as it is read.
  func push(_ cursor: VisibleCursor, to call: inout HostCall) throws -> HostOutcome {
    try pushList(to: &call, cursor.next)
  }

  /// Ends early when the rows used up the task's limit or the task was stopped: the kill follows when the call returns.
  private func pushList(to call: inout HostCall, _ next: () throws -> Record?) throws -> HostOutcome {
    call.newTable()
    var position = 0
    while let record = try next(), call.charge(.rowsRead, 1), !call.isStopping {
      position += 1
      call.push(record)
      call.setIndex(position)
    }
    return .returns(1)
  }
}

extension HostCall {
  /// Pushes the table of a record: its fields by name, those without a value absent.
  fileprivate mutating func push(_ record: Record) {
    newTable(fields: record.fields.count)
    for (name, value) in record.fields {
      push(value)
      setField(name)
    }
  }

  private mutating func push(_ value: FieldValue) {
    switch value {
    case .text(let text): push(text)
    case .integer(let integer): push(integer)
    case .number(let number): push(number)
    case .boolean(let flag): push(flag)
    default: push(LuaValue(value))
    }
  }
}
