import Ecosystem

/// One numbered step from a version of the file to the next. Steps only go forward; a released step never changes.
///
/// A new file is made in the present version at once; an older one takes the steps it lacks, in one transaction.
/// When the description of an entity changes what lies in the file, a step is added that does the same to older files;
/// a test compares both ways.
struct Migration: Sendable {
  /// The version the file has afterwards, from 2.
  let version: Int
  /// What the step does, as statements of SQL.
  let statements: [String]
}

/// The versions of the file.
enum FileFormat {
  /// `GRPP`: marks the file as one of Grappe's (`PRAGMA application_id`).
  static let applicationID: Int64 = 0x4752_5050
  /// The steps from the first version on.
  static let migrations = [Migration.countedDeliveries]

  /// The present version after `migrations`.
  static func version(after migrations: [Migration]) -> Int {
    migrations.last?.version ?? 1
  }

  /// Everything a new file needs.
  static func ddl(_ layout: StoreLayout) -> [String] {
    SupportTables.ddl + layout.all.flatMap(\.ddl) + layout.all.flatMap(\.viewDDL)
  }

  /// Makes an empty file one of Grappe's.
  static func create(on connection: Connection, _ layout: StoreLayout, version: Int) throws {
    try connection.run("PRAGMA journal_mode = WAL")
    try inTransaction(connection) {
      for statement in ddl(layout) { try connection.run(statement) }
      try connection.run("PRAGMA application_id = \(applicationID)")
      try connection.run("PRAGMA user_version = \(version)")
    }
  }

  /// Brings an existing file to the present version; a file of that version is left alone.
  static func migrate(on connection: Connection, path: String, _ migrations: [Migration]) throws {
    let wanted = version(after: migrations)
    guard try pragma("application_id", connection) == applicationID else { throw StoreError(.notGrappe, found: path) }
    let found = Int(try pragma("user_version", connection))
    if found > wanted { throw StoreError(.newerFile, found: "\(found)", wanted: "\(wanted)") }
    if found == wanted { return }
    try inTransaction(connection) {
      // Another program may have done it between the look and the lock.
      let found = Int(try pragma("user_version", connection))
      for step in migrations where step.version > found {
        for statement in step.statements { try connection.run(statement) }
      }
      try connection.run("PRAGMA user_version = \(wanted)")
    }
  }

  static func pragma(_ name: String, _ connection: Connection) throws -> Int64 {
    try connection.first("PRAGMA \(name)") { $0.integer(0) } ?? 0
  }

  private static func inTransaction(_ connection: Connection, _ body: () throws -> Void) throws {
    connection.setBusyTimeout(milliseconds: 30_000)
    try connection.run("BEGIN IMMEDIATE")
    do {
      try body()
      try connection.run("COMMIT")
    } catch {
      // The first error is the one to tell; a rollback that fails leaves the transaction to the closing connection.
      try? connection.run("ROLLBACK")
      throw error
    }
  }
}
