import Ecosystem
import Lua
import Store

// Groups of records pushed directly onto Lua's stack.

extension RecordAccess {
  /// Pushes the list of the groups of a query, each as it is read. It ends early when the task is stopped.
  func push(_ query: GroupQuery, to call: inout HostCall) throws -> HostOutcome {
    call.newTable()
    var position = 0
    try context.transaction().eachGroup(entity.id, query) { group in
      position += 1
      call.push(group, of: query)
      call.setIndex(position)
      return call.charge(.rowsRead, 1) && call.isWithinMemory() && !call.isStopping
    }
    return .returns(1)
  }
}

extension HostCall {
  /// Pushes the table of a group: the keys by their names, `count`, and the figures by kind and field. Null is absent.
  fileprivate mutating func push(_ group: RecordGroup, of query: GroupQuery) {
    newTable(fields: query.keys.count + 2)
    for (key, value) in zip(query.keys, group.keys) where !value.isNull {
      push(value)
      setField(key.name)
    }
    if query.isCounted {
      push(Int64(group.count))
      setField("count")
    }
    for kind in GroupQuery.Aggregate.Kind.allCases { push(kind, of: group, query) }
  }

  /// Sets the table of the figures of one kind, unless the query has none of it.
  private mutating func push(_ kind: GroupQuery.Aggregate.Kind, of group: RecordGroup, _ query: GroupQuery) {
    let figures = zip(query.aggregates, group.figures).filter { $0.0.kind == kind }
    if figures.isEmpty { return }
    newTable(fields: figures.count)
    for (aggregate, value) in figures where !value.isNull {
      push(value)
      setField(aggregate.path.name)
    }
    setField(kind.rawValue)
  }
}
