import Ecosystem

extension StoreIntegrity {
  /// Rebuilds what is derived from records and deletes orphaned data, where a finding reports it. Deleted plugin data is recorded
  /// in the journal like any change; records keep all values but those of undeclared fields.
  ///
  /// - Returns: the findings that were repaired.
  /// - Throws: `StoreError.readOnly` or `.closed` when it cannot write; `.busy` or `.overtaken` without the write lock; `.disk`;
  ///   the errors of `structureComparison`.
  public func repair(_ findings: [ContentFinding]) throws -> [ContentFinding] {
    let connection = try writable()
    var repairable = findings.filter(\.isRepairable)
    if repairable.contains(where: { $0.code == .structure }) {
      _ = try repairStructure(try structureComparison())
      if try structureComparison().contains(where: \.isRepairable) { repairable.removeAll { $0.code == .structure } }
    }
    return try explaining { [repairable] in
      // The register first: the indexes use its numbers.
      let isRegister: (ContentFinding) -> Bool = { $0.code == .unregistered || $0.code == .registeredOnly }
      // The register is derived from the records, so its repair is not recorded in the journal.
      try connection.unrecorded {
        for finding in repairable.filter(isRegister) { try repairRegister(finding, connection) }
      }
      for finding in repairable where !isRegister(finding) { try repair(finding, connection) }
      return repairable
    }
  }

  private func repairRegister(_ finding: ContentFinding, _ connection: Connection) throws {
    guard let table = layout.all.first(where: { $0.entity.id == finding.place }) else {
      let known = layout.all.map { SQLText.literal($0.entity.id) }.joined(separator: ", ")
      return try connection.run("DELETE FROM record WHERE entity NOT IN (\(known))")
    }
    let entity = SQLText.literal(finding.place)
    if finding.code == .registeredOnly {
      try connection.run("DELETE FROM record WHERE entity = \(entity) AND id NOT IN (SELECT id FROM \(table.table))")
    } else {
      try connection.run("DELETE FROM record WHERE entity <> \(entity) AND id IN (SELECT id FROM \(table.table))")
      try connection.run(
        "INSERT INTO record (id, entity) SELECT id, \(entity) FROM \(table.table) WHERE id NOT IN (SELECT id FROM record)"
      )
    }
    // The index still holds words under the deleted numbers.
    if !table.entity.searchFields.isEmpty { try rebuildSearch(table, connection) }
  }

  private func repair(_ finding: ContentFinding, _ connection: Connection) throws {
    let parts = finding.place.split(separator: ".", maxSplits: 1).map(String.init)
    let table = layout.all.first { $0.entity.id == parts[0] }
    switch finding.code {
    case .list:
      if let table, let field = table.listFields.first(where: { $0.id == parts.last }) {
        try rebuildList(field, of: table, connection)
      }
    case .search: if let table { try rebuildSearch(table, connection) }
    case .names: if let table { for statement in table.foldedFill { try connection.run(statement) } }
    case .texts: if let table { try normaliseTexts(parts.last ?? "", of: table, connection) }
    case .fieldValue: if let table { try removeUndeclared(table, connection) }
    case .field, .storage, .setting: try removeLeftovers(of: finding, connection)
    case .job: try connection.run("DELETE FROM job WHERE \(StoreIntegrity.isOrphanedJob)")
    case .delivery, .event:
      try connection.run("DELETE FROM delivery WHERE \(StoreIntegrity.isOrphanedDelivery)")
      try connection.run("DELETE FROM outbox WHERE \(StoreIntegrity.isOrphanedEvent)")
      try transaction.queue.dropFinishedCascades(connection)
    case .registration:
      try connection.run("DELETE FROM plugin_registration WHERE \(StoreIntegrity.isOrphanedRegistration)")
    case .proposal:
      try connection.run("DELETE FROM proposal_change WHERE \(StoreIntegrity.isOrphanedChange)")
      try connection.run("DELETE FROM proposal WHERE \(StoreIntegrity.isEmptyProposal)")
    case .table, .foreignTable, .structure, .unreadable, .unregistered, .registeredOnly, .journalRow, .journalReference, .record,
      .unreachableListener:
      break
    }
  }

  private func rebuildList(_ field: FieldDescription, of table: TableLayout, _ connection: Connection) throws {
    let (link, expression) = (TableLayout.linkTable(table.entity.id, field.id), table.linkExpression(field))
    try connection.run("DELETE FROM \(link)")
    try connection.run(
      "INSERT INTO \(link) (target, id) SELECT DISTINCT \(expression), t.id FROM \(table.table) t, json_each(t.\(SQLText.name(field.id)))"
    )
  }

  private func rebuildSearch(_ table: TableLayout, _ connection: Connection) throws {
    let entity = SQLText.literal(table.entity.id)
    try connection.run("INSERT INTO \(table.searchTable) (\(table.searchTable)) VALUES ('delete-all')")
    try connection.run(
      "INSERT OR IGNORE INTO search_pending SELECT number, entity FROM record WHERE entity = \(entity)")
    try transaction.flushSearch(connection)
  }

  private func removeUndeclared(_ table: TableLayout, _ connection: Connection) throws {
    let column = TableLayout.pluginColumn
    var paths: [(id: String, key: String)] = []
    try connection.run(
      "SELECT t.id, j.key FROM \(table.table) t, json_each(t.\(column)) j WHERE \(StoreIntegrity.isUndeclared(table))"
    ) { paths.append(($0.text(0), $0.text(1))) }
    for (id, key) in paths {
      try connection.run(
        "UPDATE \(table.table) SET \(column) = nullif(json_remove(\(column), \(SQLText.path(key))), '{}') WHERE id = ?",
        [.text(id)])
    }
  }

  /// Deletes fields, storage and settings of removed plugins.
  private func removeLeftovers(of finding: ContentFinding, _ connection: Connection) throws {
    var plugins: [String] = []
    try connection.run("SELECT DISTINCT plugin FROM \(finding.place) WHERE plugin \(StoreIntegrity.isGone)") {
      plugins.append($0.text(0))
    }
    for plugin in plugins { try transaction.registrations.removePluginData(plugin) }
  }
}
