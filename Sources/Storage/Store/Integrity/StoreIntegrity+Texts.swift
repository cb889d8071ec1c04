import Ecosystem

extension StoreIntegrity {
  /// Finds the names of records that the table by which they are found lacks.
  func nameFindings(in table: TableLayout, _ connection: Connection) throws -> [ContentFinding] {
    try table.foldedFields.flatMap { field in
      try finding(.names, "\(table.entity.id).\(field.id)", table.foldedDifference(field), connection)
    }
  }

  /// Finds the texts that are not in the normal form of their field. One scan looks whether there is any; only then each field is read.
  func textFindings(in table: TableLayout, _ connection: Connection) throws -> [ContentFinding] {
    let own = table.textColumns.map { (field: $0.name, differs: $0.differsSQL) }
    let conditions = own + (try pluginFields(of: table).compactMap { field in field.differsSQL.map { (field.id, $0) } })
    if conditions.isEmpty { return [] }
    let any = "SELECT 1 FROM \(table.table) WHERE \(conditions.map(\.differs).joined(separator: " OR ")) LIMIT 1"
    if try connection.first(any, body: { _ in true }) == nil { return [] }
    return try conditions.flatMap { field, differs in
      try finding(.texts, "\(table.entity.id).\(field)", "SELECT id FROM \(table.table) WHERE \(differs) ORDER BY id", connection)
    }
  }

  /// Writes the normal form of the texts of a field, except where a required text would be empty or two records could not be told
  /// apart.
  func normaliseTexts(_ field: String, of table: TableLayout, _ connection: Connection) throws {
    if let column = table.textColumns.first(where: { $0.name == field }) { try connection.run(column.updateSQL) }
    if let statement = try pluginFields(of: table).first(where: { $0.id == field })?.normalisation { try connection.run(statement) }
    for statement in table.foldedFill { try connection.run(statement) }
  }

  private func pluginFields(of table: TableLayout) throws -> [PluginField] {
    try transaction.registrations.pluginFields().filter { $0.entity == table.entity.id }
  }
}
