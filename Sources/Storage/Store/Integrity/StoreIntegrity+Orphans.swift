import Ecosystem

// Orphaned data of removed plugins: storage, records, jobs, deliveries, registrations.
extension StoreIntegrity {
  /// Plugins that are not installed and did not keep their data when they were removed: an installation writes a data version, a
  /// purge deletes it.
  static let isGone = """
    NOT IN (SELECT name FROM generation_plugin WHERE generation = (SELECT max(number) FROM generation)
      UNION SELECT plugin FROM plugin_data UNION SELECT 'admin')
    """

  /// Finds fields, settings and storage of removed plugins.
  func pluginOrphans(_ connection: Connection) throws -> [ContentFinding] {
    var all: [ContentFinding] = []
    let leftovers: [(ContentFinding.Code, table: String, name: String)] = [
      (.field, "plugin_field", "entity || '.' || plugin || '.' || name"),
      (.setting, "setting", "plugin || ' ' || name"),
      (.storage, "storage", "plugin || ' ' || key"),
    ]
    for (code, table, name) in leftovers {
      let sql = "SELECT \(name) AS id FROM \(table) WHERE plugin \(StoreIntegrity.isGone) ORDER BY id"
      all += try finding(code, table, sql, connection)
    }
    return all
  }

  /// Finds records of plugins that are not installed, and values of undeclared fields.
  func orphans(in table: TableLayout, _ connection: Connection) throws -> [ContentFinding] {
    var all = try finding(
      .record, table.entity.id,
      "SELECT owner || ' ' || id AS id FROM \(table.table) WHERE owner \(StoreIntegrity.isGone) ORDER BY id",
      connection)
    all += try finding(
      .fieldValue, table.entity.id,
      """
      SELECT DISTINCT t.id || ' ' || j.key AS id FROM \(table.table) t, json_each(t.\(TableLayout.pluginColumn)) j
      WHERE \(StoreIntegrity.isUndeclared(table)) ORDER BY id
      """, connection)
    return all
  }

  /// Returns the condition that the value `j` in the column of plugins' fields is of a field that is not declared.
  static func isUndeclared(_ table: TableLayout) -> String {
    """
    NOT EXISTS (SELECT 1 FROM plugin_field f WHERE f.entity = \(SQLText.literal(table.entity.id))
      AND f.plugin || '.' || f.name = j.key)
    """
  }

  /// Finds jobs, deliveries, events and registrations that belong to no installed plugin.
  func queueOrphans(_ connection: Connection) throws -> [ContentFinding] {
    var all = try finding(
      .job, "job", "SELECT plugin || ':' || id AS id FROM job WHERE \(StoreIntegrity.isOrphanedJob) ORDER BY id",
      connection)
    all += try finding(
      .delivery, "delivery",
      "SELECT 'd' || number || ' ' || plugin FROM delivery WHERE \(StoreIntegrity.isOrphanedDelivery)",
      connection)
    all += try finding(
      .event, "outbox", "SELECT number || ' ' || name FROM outbox WHERE \(StoreIntegrity.isOrphanedEvent)", connection
    )
    all += try finding(
      .registration, "plugin_registration",
      "SELECT bundle_id || ' ' || kind || ' ' || name FROM plugin_registration WHERE \(StoreIntegrity.isOrphanedRegistration)",
      connection)
    return all + (try unreachableListeners())
  }

  /// Finds proposals without changes, and changes without their proposal.
  func proposalOrphans(_ connection: Connection) throws -> [ContentFinding] {
    try finding(
      .proposal, ProposalTables.proposal,
      """
      SELECT id FROM proposal WHERE \(StoreIntegrity.isEmptyProposal)
      UNION SELECT proposal FROM proposal_change WHERE \(StoreIntegrity.isOrphanedChange) ORDER BY 1
      """, connection)
  }

  static let isEmptyProposal = "id NOT IN (SELECT proposal FROM proposal_change)"
  static let isOrphanedChange = "proposal NOT IN (SELECT id FROM proposal)"
  static let isOrphanedJob = """
    NOT EXISTS (SELECT 1 FROM (\(StoreRegistrations.registeredSQL("job"))) r WHERE r.plugin = job.plugin AND r.name = job.id)
    """
  static let isOrphanedDelivery = """
    NOT EXISTS (SELECT 1 FROM (\(StoreRegistrations.registeredSQL("listener"))) r
      WHERE r.plugin = delivery.plugin AND r.name = delivery.name AND r.position = delivery.position)
    """
  static let isOrphanedEvent = "number NOT IN (SELECT event FROM delivery)"
  static let isOrphanedRegistration = "bundle_id NOT IN (SELECT bundle_id FROM generation_plugin)"

  /// Finds listeners to events of an unknown entity, or of a plugin that is not installed.
  private func unreachableListeners() throws -> [ContentFinding] {
    let records = Set(
      schema.entities.flatMap { entity in
        RecordEvent.allCases.map { "\(entity.id).\($0.rawValue)" } + [EventListener.validation(of: entity.id)]
      })
    let plugins = Set(try transaction.generations.present().plugins.map(\.name))
    let silent = try transaction.registrations.listeners().filter { listener in
      let parts = listener.event.split(separator: ":", maxSplits: 1)
      return parts.count == 2 ? !plugins.contains(String(parts[0])) : !records.contains(listener.event)
    }
    return silent.isEmpty
      ? [] : [ContentFinding(.unreachableListener, "plugin_registration", silent.map { "\($0.plugin) \($0.event)" })]
  }
}
