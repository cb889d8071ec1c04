import Ecosystem
import GRDB
import StoreTestSupport

@testable import Store

extension TemporaryStore {
  /// Writes in one transaction, attributed to an invocation of that id.
  @discardableResult
  func invoke<Result>(_ id: String, _ body: (StoreTransaction) throws -> Result) throws -> Result {
    try write { transaction in
      let result = try body(transaction)
      try transaction.attribute(id)
      return result
    }
  }

  /// Returns all rows with their numbers, by table, without the engine's tables and the full-text indexes.
  func content() throws -> [String] {
    try DatabaseQueue(path: path).read { database in
      let tables = try String.fetchAll(
        database,
        sql: """
          SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND name NOT LIKE '%_search%'
            AND name NOT LIKE 'generation%' AND name NOT LIKE 'journal_%' AND name NOT IN ('counter', 'invocation')
          ORDER BY name
          """)
      return try tables.flatMap { table in
        let sql = "SELECT wr FROM pragma_table_list WHERE name = ?"
        let hasNumber = try Int.fetchOne(database, sql: sql, arguments: [table]) == 0
        return try Row.fetchAll(database, sql: "SELECT \(hasNumber ? "rowid AS n, " : "")* FROM \"\(table)\"")
          .map { "\(table): \($0)" }
      }
    }
  }

  /// Returns the problems SQLite finds in the file; none when it is intact.
  func damage() throws -> [String] {
    try DatabaseQueue(path: path).read { database in
      let whole = try String.fetchAll(database, sql: "PRAGMA integrity_check").filter { $0 != "ok" }
      return try whole + Row.fetchAll(database, sql: "PRAGMA foreign_key_check").map { "\($0)" }
    }
  }
}

extension StoreTransaction {
  /// Attributes the writes to an invocation of that id, which it records.
  func attribute(_ id: String) throws {
    try invocations.append(
      InvocationRecord(
        id: id, plugin: "demo", principal: "admin", kind: "command", name: "change", startedAt: TemporaryStore.now,
        outcome: "done"))
    try journal.attributeChanges(to: id)
  }
}
