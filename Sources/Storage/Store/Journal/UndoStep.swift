import Ecosystem

/// How a row moved on since a change that is to be undone.
enum RowMove: String {
  case gone, back, changed
}

/// What is to be written into a row that was changed, so that it is again what it was; what others wrote since stays.
struct RowRestoration {
  /// The columns to write, with what they held before.
  private(set) var values: [(column: Int, value: SQLValue)] = []
  /// The columns, and the fields of plugins, that are not any more as the change left them.
  private(set) var moved: [String] = []

  private let shape: RowShape

  /// - Parameters:
  ///   - columns: what the change did to the row.
  ///   - present: what those columns hold now, in the same order.
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
      // The moment of the last change is nobody's: a later change of other fields moves it as well, and then it stays.
      moved.append(name)
    }
  }

  /// Each plugin has its own fields in the one column.
  private mutating func compareMembers(_ change: (column: Int, before: SQLValue, after: SQLValue), _ now: SQLValue) {
    let (before, after) = (RowRestoration.members(change.before), RowRestoration.members(change.after))
    var members = RowRestoration.members(now)
    for name in before.keys(with: after).sorted().map(\.string) where before[name] != after[name] {
      if members[name] != after[name] { moved.append(name) }
      members[name] = before[name]
    }
    values.append((change.column, members.isEmpty ? .null : .text(FieldValue.map(members).json)))
  }

  /// The fields of plugins in the column that holds them.
  static func members(_ value: SQLValue) -> ExactDictionary<FieldValue> {
    // The column holds valid JSON by a constraint of the table.
    guard case .text(let json) = value else { return [:] }
    return (try? FieldValue(json: json).mapValue) ?? [:]
  }
}
