import Calendar
import Ecosystem
import Engine
import Feeds
import Store

/// Reads the records to which those of a feed refer, in the transaction and for the audience of the feed. Keeps the last ones.
final class FeedLookup {
  private let transaction: StoreTransaction
  private var records: ExactDictionary<Record?> = [:]
  private let identifier: EntityDescription

  /// The maximum number of records kept.
  private static let recordsMax = 20_000

  init(_ transaction: StoreTransaction) throws {
    self.transaction = transaction
    identifier = try transaction.schema.requireEntity("identifier")
  }

  /// Returns a record; nil when there is none that the audience may see. Below the staff it is one whose persons have consented to the
  /// directory: a feed of events names no organiser who has not.
  func record(_ entity: String, _ id: String) throws -> Record? {
    let key = entity + "\n" + id
    if let known = records[key] { return known }
    if records.count >= Self.recordsMax { records = [:] }
    let record = try transaction.get(entity, id).flatMap { try isListed($0, of: entity) ? $0 : nil }
    records.updateValue(record, forKey: key)
    return record
  }

  private func isListed(_ record: Record, of entity: String) throws -> Bool {
    guard transaction.scope.audience < .staff, let description = transaction.schema.entity(entity), description.concernsPersons
    else { return true }
    let filter = try Filter(["id": .text(record.id)], for: description)
    return try transaction.count(entity, .all([filter, .consented(.directory)])) > 0
  }

  /// Returns the numbers of an actor in registers: scheme and value.
  func numbers(_ actor: String) throws -> [(scheme: String, value: String)] {
    let query = Query(filter: try Filter(["actor": .text(actor)], for: identifier), limit: 100)
    return try transaction.find("identifier", query).compactMap { record in
      guard let scheme = record["scheme"].textValue, let value = record["value"].textValue else { return nil }
      return (scheme, value)
    }
  }

  /// Returns the context of a feed.
  func context(_ host: PluginHost) throws -> FeedContext {
    FeedContext(
      language: host.language, workspace: try transaction.journal.identity().id, now: Instant(Instant.now()) ?? Instant(milliseconds: 0),
      record: record, numbers: numbers)
  }
}
