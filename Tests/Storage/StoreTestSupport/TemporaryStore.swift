import Ecosystem
import Foundation
import Store

/// A store in a folder of its own, which is deleted when the tests end.
package final class TemporaryStore: Sendable {
  package let store: Store
  package let path: String
  package static let now = "2026-01-02T03:04:05Z"
  package static let later = "2026-02-03T04:05:06Z"

  package init(schema: Schema = .grappe) throws {
    path = try TemporaryStore.makeFolder().appendingPathComponent("grappe.db").path
    store = try Store.create(at: path, schema: schema)
  }

  /// Makes an empty folder.
  package static func makeFolder() throws -> URL {
    let folder = base.appendingPathComponent(UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    return folder
  }

  /// The parent of this run's folders; a transaction may outlive its store, so the file must stay until the end.
  private static let base: URL = {
    atexit { try? FileManager.default.removeItem(at: TemporaryStore.base) }
    return FileManager.default.temporaryDirectory.appendingPathComponent("grappe-tests-\(UUID().uuidString)")
  }()

  /// Writes in one transaction and commits.
  @discardableResult
  package func write<Result>(_ body: (StoreTransaction) throws -> Result) throws -> Result {
    let transaction = try store.begin(.write, for: .admin)
    let result = try body(transaction)
    try transaction.commit()
    return result
  }

  /// Reads in one transaction.
  package func read<Result>(_ body: (StoreTransaction) throws -> Result) throws -> Result {
    let transaction = try store.begin(.read, for: .admin)
    defer { transaction.rollback() }
    return try body(transaction)
  }
}

extension StoreTransaction {
  /// Inserts a record as `admin`.
  @discardableResult
  package func add(_ entity: String, _ record: Record, owner: String = "admin") throws -> Record {
    try insert(entity, record, owner: owner, now: TemporaryStore.now)
  }

  /// Inserts a concept with a label.
  package func addConcept(_ scheme: String, _ code: String, owner: String = "admin") throws {
    try add("concept", ["scheme": .text(scheme), "code": .text(code), "label": ["fr": .text(code)]], owner: owner)
  }

  /// Inserts an actor of the kind `company`, which must exist at the end.
  package func addActor(_ id: String, _ more: Record = [:], owner: String = "admin") throws {
    let fields: ExactDictionary<FieldValue> = ["id": .text(id), "name": .text(id), "kind": "company"]
    try add("actor", Record(fields.merging(more.fields) { _, new in new }), owner: owner)
  }

  /// Returns the ids of the records of a filter, in order.
  package func ids(_ entity: String, _ filter: FieldValue, options: FieldValue = .null) throws -> [String] {
    let description = try schema.requireEntity(entity)
    return try find(entity, try Query(filter, options: options, for: description)).map(\.id)
  }
}

/// Returns the error of the store that `body` throws.
package func storeError(_ body: () throws -> Void) -> StoreError? {
  do { try body() } catch { return error as? StoreError }
  return nil
}

/// Returns the error of the model that `body` throws.
package func modelError(_ body: () throws -> Void) -> EcosystemError? {
  do { try body() } catch { return error as? EcosystemError }
  return nil
}
