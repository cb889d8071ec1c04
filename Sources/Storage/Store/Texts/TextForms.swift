import Ecosystem

/// The normal forms of the values in a table's columns, by which former values in the journal are compared with present ones.
struct TextForms: Sendable, Hashable {
  private var columns: [String: TextColumn] = [:]
  /// The fields of plugins, by id.
  private var members: ExactDictionary<FieldDescription> = [:]

  /// The forms of a table without records: every value is its own.
  init() {}

  init(_ layout: TableLayout) {
    columns = Dictionary(uniqueKeysWithValues: layout.textColumns.map { ($0.name, $0) })
    members = ExactDictionary(uniqueKeysWithValues: layout.pluginFields.map { ($0.id, $0) })
  }

  /// Returns the normal form of a value.
  func normal(_ value: SQLValue, column: String) -> SQLValue {
    if column == TableLayout.pluginColumn { return normal(members: value) }
    return columns[column]?.normal(value) ?? value
  }

  /// Returns the normal form of the value of a plugin's field; nil for blanks alone.
  func normal(_ value: FieldValue?, member: String) -> FieldValue? {
    guard let value, let field = members[member] else { return value }
    let normal = field.normal(value)
    return [.text(""), .list([]), .map([:])].contains(normal) && normal != value ? nil : normal
  }

  private func normal(members value: SQLValue) -> SQLValue {
    guard !members.isEmpty, case .text(let json) = value, let entries = (try? FieldValue(json: json))?.mapValue else { return value }
    var normal: ExactDictionary<FieldValue> = [:]
    for (name, entry) in entries { normal[name] = self.normal(entry, member: name) }
    if normal == entries { return value }
    return normal.isEmpty ? .null : .text(FieldValue.map(normal).json)
  }
}

extension PluginField {
  /// The statement that writes the normal form of the values of a plugin's field; nil for a field without texts.
  var normalisation: String? {
    guard let rule = description.textRule else { return nil }
    let (column, path) = (TableLayout.pluginColumn, SQLText.path(id))
    let isStructured = type.isList || type == .localizedText
    let value = "json_extract(\(column), \(path))"
    let normal = "grappe_normal(\(value), \(SQLText.literal(TextColumn.notation(rule, isStructured: isStructured))))"
    let written = isStructured ? "json(\(normal))" : normal
    return """
      UPDATE \(SQLText.name(entity)) SET \(column) = CASE WHEN \(normal) IS NULL \
      THEN nullif(json_remove(\(column), \(path)), '{}') ELSE json_set(\(column), \(path), \(written)) END \
      WHERE \(value) IS NOT NULL AND \(normal) IS NOT \(value)
      """
  }

  /// The condition that the field's value is not in normal form; nil for a field without texts.
  var differsSQL: String? {
    guard let rule = description.textRule else { return nil }
    let isStructured = type.isList || type == .localizedText
    let value = "json_extract(\(TableLayout.pluginColumn), \(SQLText.path(id)))"
    let normal = "grappe_normal(\(value), \(SQLText.literal(TextColumn.notation(rule, isStructured: isStructured))))"
    return "(\(TableLayout.pluginColumn) IS NOT NULL AND \(normal) IS NOT \(value))"
  }
}
