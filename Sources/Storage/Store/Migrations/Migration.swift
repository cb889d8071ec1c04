import Ecosystem

/// One numbered step from a version of the file to the next. Steps only go forward; a released step never changes.
///
/// A new file is created in the present version at once; an older one runs the missing steps in one transaction. When the
/// description of an entity changes the tables, a step is added that makes the same change in older files; a test compares the
/// two results.
struct Migration: Sendable {
  /// The version of the file after this step, from 2.
  let version: Int
  /// The SQL statements of the step.
  let statements: [String]
  /// Returns further statements that depend on the content of the file, to be run after the others.
  var furtherStatements: @Sendable (Connection) throws -> [String] = { _ in [] }
}

/// The versions of the file.
enum FileFormat {
  /// `GRPP`: identifies a file of Grappe (`PRAGMA application_id`).
  static let applicationID: Int64 = 0x4752_5050
  /// The steps from the first version on.
  static let migrations = [Migration.countedDeliveries, .normalTexts]

  /// Returns the present version after `migrations`.
  static func version(after migrations: [Migration]) -> Int {
    migrations.last?.version ?? 1
  }

  /// Returns the statements that create all tables of a new file.
  static func ddl(_ layout: StoreLayout) -> [String] {
    SupportTables.ddl + layout.all.flatMap(\.ddl) + layout.all.flatMap(\.viewDDL)
  }

  /// Initialises an empty file.
  static func create(on connection: Connection, _ layout: StoreLayout, version: Int) throws {
    try connection.run("PRAGMA journal_mode = WAL")
    try inTransaction(connection) {
      for statement in ddl(layout) { try connection.run(statement) }
      try connection.run("PRAGMA application_id = \(applicationID)")
      try connection.run("PRAGMA user_version = \(version)")
    }
  }

  /// Migrates an existing file to the present version; a file of that version is left unchanged.
  /// - Parameter layout: the model in its present form, to index the words that the steps changed.
  static func migrate(on connection: Connection, path: String, _ migrations: [Migration], layout: StoreLayout) throws {
    let wanted = version(after: migrations)
    guard try pragma("application_id", connection) == applicationID else { throw StoreError(.notGrappe, found: path) }
    let found = Int(try pragma("user_version", connection))
    if found > wanted { throw StoreError(.newerFile, found: "\(found)", wanted: "\(wanted)") }
    if found == wanted { return }
    try inTransaction(connection) {
      // Another program may have migrated the file before this one took the lock.
      let found = Int(try pragma("user_version", connection))
      for step in migrations where step.version > found {
        for statement in step.statements { try connection.run(statement) }
        for statement in try step.furtherStatements(connection) { try connection.run(statement) }
      }
      try indexWords(on: connection, layout)
      try connection.run("PRAGMA user_version = \(wanted)")
    }
  }

  /// Indexes the words of the records that were changed.
  private static func indexWords(on connection: Connection, _ layout: StoreLayout) throws {
    var entities: Set<String> = []
    try connection.run("SELECT DISTINCT entity FROM search_pending") { entities.insert($0.text(0)) }
    for table in layout.all where entities.contains(table.entity.id) { try connection.run(table.searchFlush) }
    if !entities.isEmpty { try connection.run("DELETE FROM search_pending") }
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
      // Report the first error; if the rollback fails, closing the connection ends the transaction.
      try? connection.run("ROLLBACK")
      throw error
    }
  }
}
