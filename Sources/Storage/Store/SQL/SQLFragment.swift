/// A piece of SQL with the values of its parameters, in order.
struct SQLFragment: Sendable {
  var sql: String
  var arguments: [SQLValue]
  /// The approximate nesting of its parentheses.
  var depth: Int

  init(_ sql: String, _ arguments: [SQLValue] = [], depth: Int = 1) {
    self.sql = sql
    self.arguments = arguments
    self.depth = depth
  }

  /// Joins fragments, each in parentheses, by an associative and commutative operator.
  ///
  /// SQLite's parser holds 100 symbols and refuses an expression that is more than 1,000 deep. After an operand the parser keeps
  /// more symbols than before the first one, so the deepest operand comes first; and the depth of a chain of operands is their
  /// number, so long chains are nested.
  static func joined(_ parts: [SQLFragment], by word: String) -> SQLFragment {
    let sorted = parts.contains { $0.depth != parts[0].depth } ? parts.enumerated().sorted(by: isDeeper).map(\.element) : parts
    var operands = sorted.map { "(\($0.sql))" }
    var depth = 1 + (sorted.first?.depth ?? 0)
    while operands.count > rowMax {
      operands = stride(from: 0, to: operands.count, by: rowMax).map { start in
        "(\(operands[start..<min(start + rowMax, operands.count)].joined(separator: " \(word) ")))"
      }
      depth += 1
    }
    return SQLFragment(operands.joined(separator: " \(word) "), sorted.flatMap(\.arguments), depth: depth)
  }

  /// Upper bound of the operands of a chain.
  private static let rowMax = 8

  /// Sorts the deepest first and keeps the order of equals.
  private static func isDeeper(_ left: (offset: Int, element: SQLFragment), _ right: (offset: Int, element: SQLFragment)) -> Bool {
    (right.element.depth, left.offset) < (left.element.depth, right.offset)
  }

  static func + (left: SQLFragment, right: SQLFragment) -> SQLFragment {
    SQLFragment(left.sql + right.sql, left.arguments + right.arguments, depth: max(left.depth, right.depth))
  }
}
