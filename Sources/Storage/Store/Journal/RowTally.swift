/// Counts the rows of a change, each once, whatever number of operations it took.
struct RowTally {
  /// The first and the last operation of a row.
  private struct Span {
    var first: RowOperation
    var last: RowOperation
  }

  private var spans: [String: [UInt64: Span]] = [:]

  /// Adds the operations of a change, the last first.
  mutating func add(_ change: RowChange) {
    let table = change.shape.table
    guard table != RowShape.register.table else { return }
    let operation = change.operation
    let row = RowChange.fingerprint(table, change.key)
    spans[table, default: [:]][row, default: Span(first: operation, last: operation)].first = operation
  }

  /// The rows that are there and were not, that differ, and that are gone.
  var summary: ChangeSummary {
    var summary = ChangeSummary()
    for (table, rows) in spans {
      for span in rows.values {
        switch (span.first, span.last) {
        case (.insert, .delete): continue
        case (.insert, _): summary.count(.insert, table)
        case (_, .delete): summary.count(.delete, table)
        default: summary.count(.update, table)
        }
      }
    }
    return summary
  }
}
