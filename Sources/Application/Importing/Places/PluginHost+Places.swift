import Calendar
import Ecosystem
import Engine
import Store

// Territories and points of records that are in the workspace already.

extension PluginHost {
  /// The outcome for the records of one entity.
  public struct PlacedRecords: Sendable, Hashable {
    /// The entity, such as `actor`.
    public var entity: String
    /// Number of records that got a territory, a point or both.
    public var placed = 0
    /// Number of records without a territory then: no report of a territory counts them.
    public var withoutTerritory = 0
    /// Number of records without a point then: no map shows them.
    public var withoutPoint = 0
  }

  /// Fills the territory and the point of the records that lack them, from their postcode or town and the gazetteers of the installed
  /// plugins, in one transaction. What somebody gave is not changed.
  ///
  /// - Parameter isDryRun: whether everything is rolled back.
  /// - Returns: the counts for each entity that has a town, a territory and a point.
  /// - Throws: `CSVError` for a malformed gazetteer; `StoreError`; `EngineError.writerBusy` when another writer keeps the write lock.
  public func placeRecords(isDryRun: Bool) async throws -> [PlacedRecords] {
    let transaction = try await beginWriting(.import, "admin", name: "places", for: .admin)
    let now = Instant.now()
    do {
      let gazetteer = try Gazetteer(try gazetteers())
      let outcomes = try transaction.schema.entities.filter(PlaceFiller.canPlace).map { entity in
        try place(entity, gazetteer, now: now, in: transaction)
      }
      guard !isDryRun else {
        transaction.rollback()
        return outcomes
      }
      _ = try log(InvocationRecord(.import, name: "places", startedAt: now, rowsWritten: transaction.changeCount), in: transaction)
      try transaction.commit()
      return outcomes
    } catch {
      transaction.rollback()
      throw error
    }
  }

  /// Counts the records that no report of a territory and no map shows, of each entity that has a town, a territory and a point.
  ///
  /// - Throws: `StoreError` when the database cannot be read.
  public func unplacedRecords() throws -> [PlacedRecords] {
    let transaction = try workspace.store.begin(.read, for: .admin)
    defer { transaction.rollback() }
    func count(_ entity: EntityDescription, without field: String) throws -> Int {
      let filter = try Filter(.map([field: .map(["present": .boolean(false)])]), for: entity)
      return try transaction.count(entity.id, filter)
    }
    return try transaction.schema.entities.filter(PlaceFiller.canPlace).map { entity in
      PlacedRecords(
        entity: entity.id, withoutTerritory: try count(entity, without: entity.territoryField ?? ""),
        withoutPoint: try count(entity, without: "lat"))
    }
  }

  /// The number of records that are read before their changes are written.
  private static let recordsTogether = 1_000

  private func place(
    _ entity: EntityDescription, _ gazetteer: Gazetteer, now: String, in transaction: StoreTransaction
  ) throws -> PlacedRecords {
    let filler = PlaceFiller(entity) { gazetteer }
    var outcome = PlacedRecords(entity: entity.id)
    // Updates do not change the order of insertion.
    var offset = 0
    while true {
      let records = try transaction.find(entity.id, Query(limit: Self.recordsTogether, offset: offset))
      if records.isEmpty { return outcome }
      offset += records.count
      for record in records {
        let missing = try filler.missing(from: [:], of: record, in: transaction)
        let changes = missing.filter { record[$0.key] != $0.value }
        let after = changes.isEmpty ? record : try transaction.update(entity.id, record.id, changes: changes, now: now)
        outcome.placed += changes.isEmpty ? 0 : 1
        outcome.withoutTerritory += after[entity.territoryField ?? ""] == .null ? 1 : 0
        outcome.withoutPoint += after["lat"] == .null ? 1 : 0
      }
    }
  }
}
