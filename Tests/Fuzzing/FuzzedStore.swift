import Ecosystem
import Foundation
import Store

/// A small database in a temporary folder, from which queries read.
enum FuzzedStore {
  /// A text in a field that only the staff may see.
  static let secret = "x@fuzzed.example"

  /// Reads in one transaction.
  static func read(_ body: (StoreTransaction) throws -> Void) throws {
    let transaction = try store.begin(.read, for: .admin)
    defer { transaction.rollback() }
    try body(transaction)
  }

  private static let store: Store = {
    do { return try filled() } catch { preconditionFailure("no database to read: \(error)") }
  }()

  private static func filled() throws -> Store {
    let store = try Store.create(at: TemporaryFolder.shared.appending(path: "fuzzed.sqlite").path)
    let transaction = try store.begin(.write, for: .admin)
    let now = "2026-01-02T03:04:05Z"
    for (scheme, code) in [("actor-kind", "company"), ("sector", "games")] {
      try transaction.insert(
        "concept", ["scheme": .text(scheme), "code": .text(code), "label": ["fr": .text(code)]], owner: "admin", now: now)
    }
    for (id, city) in [("one", "Namur"), ("two", "Liège"), ("three", "Arlon")] {
      try transaction.insert(
        "actor",
        [
          "id": .text(id), "name": .text(id), "kind": "company", "city": .text(city), "email": .text(secret), "lat": 50.5,
          "lon": 4.9, "aliases": ["a", "b"],
        ], owner: "admin", now: now)
    }
    try transaction.insert(
      "programme", ["id": "p", "name": "P", "budget": ["amount": 5, "currency": "EUR"]], owner: "admin", now: now)
    try transaction.commit()
    return store
  }
}

/// A folder of this process, removed when it ends.
enum TemporaryFolder {
  static let shared: URL = {
    atexit { try? FileManager.default.removeItem(at: TemporaryFolder.shared) }
    let folder = FileManager.default.temporaryDirectory.appending(path: "grappe-fuzzing-\(UUID().uuidString)")
    do { try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true) } catch {
      preconditionFailure("no temporary folder: \(error)")
    }
    return folder
  }()
}
