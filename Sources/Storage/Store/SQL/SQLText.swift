import Ecosystem

/// Pieces of SQL text. Values never appear in it: they are bound.
enum SQLText {
  /// A name in quotation marks, so that `from` and `to` may be columns.
  static func name(_ name: String) -> String {
    "\"" + name.replacingExactly("\"", with: "\"\"") + "\""
  }

  /// A literal of a word of the model, for conditions in tables.
  static func literal(_ text: String) -> String {
    "'" + text.replacingExactly("'", with: "''") + "'"
  }

  /// The path of a plugin's field in the column `plugin_fields`, as a literal.
  static func path(_ field: String) -> String {
    literal("$.\"\(field)\"")
  }
}
