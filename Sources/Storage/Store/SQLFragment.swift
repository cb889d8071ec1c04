/// A piece of SQL with the values bound to its marks, in order.
struct SQLFragment: Sendable {
  var sql: String
  var arguments: [SQLValue]

  init(_ sql: String, _ arguments: [SQLValue] = []) {
    self.sql = sql
    self.arguments = arguments
  }

  /// The fragments in brackets, joined by a word.
  static func joined(_ parts: [SQLFragment], by word: String) -> SQLFragment {
    SQLFragment(
      parts.map { "(\($0.sql))" }.joined(separator: " \(word) "), parts.flatMap(\.arguments))
  }

  static func + (left: SQLFragment, right: SQLFragment) -> SQLFragment {
    SQLFragment(left.sql + right.sql, left.arguments + right.arguments)
  }
}
