import Ecosystem
import Lua

// Records pushed directly onto Lua's stack.

extension RecordAccess {
  /// Pushes one record as a table and charges it to the task.
  func push(_ record: Record, to call: inout HostCall) -> HostOutcome {
    _ = call.charge(.rowsRead, 1)
    call.push(record)
    return .returns(1)
  }

  /// Pushes a list of the cursor's records, each as it is read. It ends early when the task is stopped.
  ///
  /// - Parameter note: receives the id of each record; nil when they are not needed.
  func push(
    _ cursor: VisibleCursor, to call: inout HostCall, noting note: ((String) -> Void)? = nil
  ) throws -> HostOutcome {
    call.newTable()
    var position = 0
    var goesOn = true
    while goesOn, try cursor.advance() {
      position += 1
      note?(cursor.id)
      goesOn = try cursor.push(to: &call)
      call.setIndex(position)
    }
    cursor.close()
    return .returns(1)
  }
}

extension HostCall {
  /// Pushes the table of a record: its fields by name, those without a value absent.
  fileprivate mutating func push(_ record: Record) { push(record.fields) }

  private mutating func push(_ entries: ExactDictionary<FieldValue>) {
    newTable(fields: entries.count)
    for (name, value) in entries {
      push(value)
      setField(name)
    }
  }

  private mutating func push(_ elements: [FieldValue]) {
    newTable(array: elements.count)
    for (index, value) in elements.enumerated() {
      push(value)
      setIndex(index + 1)
    }
  }

  /// Pushes a value of the model as a plain Lua value, directly onto the stack; null becomes nil.
  mutating func push(_ value: FieldValue) {
    switch value {
    case .text(let text): push(text)
    case .integer(let integer): push(integer)
    case .number(let number): push(number)
    case .boolean(let flag): push(flag)
    case .null: pushNil()
    case .list(let elements): push(elements)
    case .map(let entries): push(entries)
    }
  }
}
