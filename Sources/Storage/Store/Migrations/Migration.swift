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
  /// The entities that files before this step do not have.
  var addedEntities: Set<String> = []
  /// Whether the step brings the tables of entities to their present description (`EntityTableRebuild`).
  var rebuildsEntities = false
}

/// The versions of the file.
enum FileFormat {
  /// `GRPP`: identifies a file of Grappe (`PRAGMA application_id`).
  static let applicationID: Int64 = 0x4752_5050
  /// The steps from the first version on.
  static let migrations = [Migration.countedDeliveries, .normalTexts, .people]

  /// Returns the present version after `migrations`.
  static func version(after migrations: [Migration]) -> Int {
    migrations.last?.version ?? 1
  }

  /// Returns the entities of the model that a file of a version does not have.
  static func entities(addedAfter version: Int) -> Set<String> {
    migrations.filter { $0.version > version }.reduce(into: []) { $0.formUnion($1.addedEntities) }
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
  /// - Parameter schema: the model in its present form, without fields of plugins.
  static func migrate(on connection: Connection, path: String, _ schema: Schema, steps migrations: [Migration]) throws {
    let wanted = version(after: migrations)
    guard try pragma("application_id", connection) == applicationID else { throw StoreError(.notGrappe, found: path) }
    let found = Int(try pragma("user_version", connection))
    if found > wanted { throw StoreError(.newerFile, found: "\(found)", wanted: "\(wanted)") }
    if found == wanted { return }
    try withoutForeignKeys(connection) { try run(migrations, on: connection, schema, wanted: wanted) }
  }

  private static func run(_ migrations: [Migration], on connection: Connection, _ schema: Schema, wanted: Int) throws {
    try inTransaction(connection) {
      // Another program may have migrated the file before this one took the lock.
      let found = Int(try pragma("user_version", connection))
      for step in migrations where step.version > found {
        for statement in step.statements { try connection.run(statement) }
        for statement in try step.furtherStatements(connection) { try connection.run(statement) }
        if step.rebuildsEntities { try EntityTableRebuild(connection, schema).run() }
      }
      try indexWords(on: connection, StoreLayout(schema))
      try connection.run("PRAGMA user_version = \(wanted)")
    }
  }

  /// Indexes the words of the records that the steps changed.
  private static func indexWords(on connection: Connection, _ layout: StoreLayout) throws {
    try PendingWords(connection).index(layout)
  }

  /// Runs `body` without enforcing foreign keys, which would delete or rename the references to a table that is created anew
  /// (https://www.sqlite.org/lang_altertable.html#otheralter). The pragmas take effect only between transactions.
  private static func withoutForeignKeys(_ connection: Connection, _ body: () throws -> Void) throws {
    try connection.run("PRAGMA foreign_keys = OFF")
    try connection.run("PRAGMA legacy_alter_table = ON")
    defer {
      // They fail on no open connection.
      try? connection.run("PRAGMA legacy_alter_table = OFF")
      try? connection.run("PRAGMA foreign_keys = ON")
    }
    try body()
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
