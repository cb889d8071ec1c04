import Ecosystem

/// The conflict of a row with a change to be undone.
enum RowConflict: String {
  case gone, back, changed
}

/// The values to write into an updated row to undo a change; later changes of other columns are kept.
struct RowRestoration {
  /// The columns to write, with their values before the change.
  private(set) var values: [(column: Int, value: SQLValue)] = []
  /// The columns, and the fields of plugins, that were changed again since.
  private(set) var moved: [String] = []

  private let shape: RowShape

  /// - Parameters:
  ///   - columns: the columns that the change updated.
  ///   - present: the current values of those columns, in the same order.
  init(_ columns: [(column: Int, before: SQLValue, after: SQLValue)], _ present: [SQLValue], _ shape: RowShape) {
    self.shape = shape
    for (change, now) in zip(columns, present) { compare(change, now) }
  }

  private mutating func compare(_ change: (column: Int, before: SQLValue, after: SQLValue), _ now: SQLValue) {
    let name = shape.columns[change.column]
    if change.after == now {
      values.append((change.column, change.before))
    } else if name == TableLayout.pluginColumn {
      compareMembers(change, now)
    } else if name != "updated_at" {
      // A different `updated_at` is no conflict: a later change of other fields updates it too, and its value is then kept.
      moved.append(name)
    }
  }

  /// Compares the fields of plugins one by one, as they share one column.
  private mutating func compareMembers(_ change: (column: Int, before: SQLValue, after: SQLValue), _ now: SQLValue) {
    let (before, after) = (RowRestoration.members(change.before), RowRestoration.members(change.after))
    var members = RowRestoration.members(now)
    for name in before.keys(with: after).sorted().map(\.string) where before[name] != after[name] {
      if members[name] != after[name] { moved.append(name) }
      members[name] = before[name]
    }
    values.append((change.column, members.isEmpty ? .null : .text(FieldValue.map(members).json)))
  }

  /// Parses the fields of plugins from the column that holds them.
  static func members(_ value: SQLValue) -> ExactDictionary<FieldValue> {
    // A constraint of the table ensures valid JSON.
    guard case .text(let json) = value else { return [:] }
    return (try? FieldValue(json: json).mapValue) ?? [:]
  }
}
