import Ecosystem
import Foundation
import Store

/// Reads records of one entity from a CSV or JSON Lines file: all of them or none.
///
/// A row whose id is known updates that record where it differs; any other row adds one. The fields the store itself keeps
/// (`created_at`, `updated_at`, `owner`) are read past, so that what was exported can be imported.
public struct RecordImport {
  /// What an import did.
  public struct Outcome: Sendable, Hashable {
    public var added = 0
    public var updated = 0
    public var unchanged = 0
  }

  private let host: PluginHost
  private let file: String
  private let entityName: String
  /// At most so many refused rows are listed; the rest is counted.
  private static let refusedListedMax = 20

  /// - Parameters:
  ///   - file: the path as people wrote it; its extension says the format.
  ///   - entity: the id of the entity, such as `actor`.
  public init(host: PluginHost, file: String, entity: String) {
    self.host = host
    self.file = file
    entityName = entity
  }

  /// Imports the rows of `bytes`.
  ///
  /// - Throws: `EngineError.rowsRefused` with line and reason of each refused row, `.columnUnknown`, `.formatUnknown`,
  ///   `.entityUnknown`, or `CSVError`; nothing is imported then.
  public func run(_ bytes: [UInt8], isDryRun: Bool) async throws -> Outcome {
    let name = URL(filePath: file).lastPathComponent
    let (transaction, now) = (try await host.beginWriting(.import, "admin", name), Instant.now())
    do {
      let entity = try host.entity(named: entityName, in: transaction)
      var rows = try ImportedRows(bytes: bytes, file: file, entity: entity, language: host.language)
      let outcome = try write(&rows, entity, transaction)
      if isDryRun {
        try transaction.validate()
        transaction.rollback()
      } else {
        let rowCount = outcome.added + outcome.updated
        _ = try host.log(
          InvocationRecord(.import, name: name, startedAt: now, rowsWritten: rowCount), in: transaction)
        try transaction.commit()
      }
      return outcome
    } catch {
      transaction.rollback()
      throw error
    }
  }

  private func write(
    _ rows: inout ImportedRows, _ entity: EntityDescription, _ transaction: StoreTransaction
  ) throws -> Outcome {
    var outcome = Outcome()
    var refused: [RefusedRow] = []
    let now = Instant.now()
    while let row = try rows.next() {
      do {
        try write(try row.fields.get(), entity, transaction, now, &outcome)
      } catch let problem as ImportedRows.Problem {
        refused.append(RefusedRow(line: row.line, reason: problem.reason))
      } catch let error as any Explainable {
        refused.append(RefusedRow(line: row.line, reason: error.message(in: host.language)))
      }
    }
    guard refused.isEmpty else {
      throw EngineError.rowsRefused(
        file: file, rows: Array(refused.prefix(Self.refusedListedMax)), total: refused.count)
    }
    return outcome
  }

  private func write(
    _ fields: [String: FieldValue], _ entity: EntityDescription, _ transaction: StoreTransaction, _ now: String,
    _ outcome: inout Outcome
  ) throws {
    let given = fields.filter { entity.field($0.key)?.isWritable ?? true }
    guard case .text(let id)? = fields["id"], let before = try transaction.get(entity.id, id) else {
      _ = try transaction.insert(entity.id, Record(given), owner: "admin", now: now)
      outcome.added += 1
      return
    }
    let changes = given.filter { $0.key != "id" && before[$0.key] != $0.value }
    guard !changes.isEmpty else {
      outcome.unchanged += 1
      return
    }
    _ = try transaction.update(entity.id, id, changes, now: now)
    outcome.updated += 1
  }
}
