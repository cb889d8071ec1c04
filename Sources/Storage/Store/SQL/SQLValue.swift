import Ecosystem

/// A value of SQLite.
enum SQLValue: Sendable, Equatable {
  case null
  case integer(Int64)
  case real(Double)
  case text(String)

  /// A scalar of the model; lists and maps become JSON text.
  init(_ value: FieldValue) {
    switch value {
    case .null: self = .null
    case .boolean(let boolean): self = .integer(boolean ? 1 : 0)
    case .integer(let integer): self = .integer(integer)
    case .number(let number): self = .real(number)
    case .text(let text): self = .text(text)
    case .list, .map: self = .text(value.json)
    }
  }

  /// Compares texts by their bytes, as SQLite's BINARY collation does.
  static func == (left: SQLValue, right: SQLValue) -> Bool {
    switch (left, right) {
    case (.null, .null): true
    case (.integer(let left), .integer(let right)): left == right
    case (.real(let left), .real(let right)): left == right
    case (.text(let left), .text(let right)): left.isExactly(right)
    default: false
    }
  }

  /// A text, or NULL.
  init(_ text: String?) {
    self = text.map(SQLValue.text) ?? .null
  }

  /// A whole number, or NULL.
  init(_ integer: Int64?) {
    self = integer.map(SQLValue.integer) ?? .null
  }
}
