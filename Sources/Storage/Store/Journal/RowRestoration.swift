import Ecosystem

/// The conflict of a row with a change to be undone.
enum RowConflict: String {
  case gone, back, changed
}

/// The values to write into an updated row to undo a change; later changes of other columns are kept. Texts are compared, and written,
/// in their normal form: a change may be older than the form.
struct RowRestoration {
  /// The columns to write, with their values before the change.
  private(set) var values: [(column: Int, value: SQLValue)] = []
  /// The columns, and the fields of plugins, that were changed again since.
  private(set) var moved: [String] = []

  private let row: RowChange

  /// - Parameters:
  ///   - columns: the columns that the change updated.
  ///   - present: the current values of those columns, in the same order.
  ///   - row: the change of the row.
  /// - Throws: `StoreError.corrupt` when the fields of plugins are no JSON.
  init(
    _ columns: [(column: Int, before: SQLValue, after: SQLValue)], _ present: [SQLValue], of row: RowChange
  ) throws(StoreError) {
    self.row = row
    for (change, now) in zip(columns, present) { try compare(change, now) }
  }

  private mutating func compare(_ change: (column: Int, before: SQLValue, after: SQLValue), _ now: SQLValue) throws(StoreError) {
    let name = row.shape.columns[change.column]
    if row.shape.normalForm(change.after, at: change.column) == row.shape.normalForm(now, at: change.column) {
      values.append((change.column, row.shape.normalForm(change.before, at: change.column)))
    } else if name == TableLayout.pluginColumn {
      try compareMembers(change, now)
    } else if name != "updated_at" {
      // A different `updated_at` is no conflict: a later change of other fields updates it too, and its value is then kept.
      moved.append(name)
    }
  }

  /// Compares the fields of plugins one by one, as they share one column.
  private mutating func compareMembers(_ change: (column: Int, before: SQLValue, after: SQLValue), _ now: SQLValue) throws(StoreError) {
    let (before, after) = (try members(change.before), try members(change.after))
    var members = try members(now)
    let forms = row.shape.forms
    for name in before.keys(with: after).sorted().map(\.string) where before[name] != after[name] {
      if forms.normal(members[name], member: name) != forms.normal(after[name], member: name) { moved.append(name) }
      members[name] = forms.normal(before[name], member: name)
    }
    values.append((change.column, members.isEmpty ? .null : .text(FieldValue.map(members).json)))
  }

  private func members(_ value: SQLValue) throws(StoreError) -> ExactDictionary<FieldValue> {
    try RowRestoration.members(value, in: row.shape.table, row: row.keyText)
  }

  /// Parses the fields of plugins from the column that holds them.
  /// - Throws: `StoreError.corrupt` naming table and row.
  static func members(
    _ value: SQLValue, in table: String, row: @autoclosure () -> String?
  ) throws(StoreError) -> ExactDictionary<FieldValue> {
    guard case .text(let json) = value else { return [:] }
    return try FieldValue(stored: json, in: table, row: row(), column: TableLayout.pluginColumn).mapValue ?? [:]
  }
}
