import Ecosystem

/// Quotes names and literals in SQL text. Values never appear in it: they are bound.
enum SQLText {
  /// Quotes a name, so that `from` and `to` may be columns.
  static func name(_ name: String) -> String {
    "\"" + name.replacingExactly("\"", with: "\"\"") + "\""
  }

  /// Quotes a word of the model as a literal, for conditions in tables.
  static func literal(_ text: String) -> String {
    "'" + text.replacingExactly("'", with: "''") + "'"
  }

  /// Returns the path of a plugin's field in the column `plugin_fields`, as a literal.
  static func path(_ field: String) -> String {
    literal("$.\"\(field)\"")
  }
}
