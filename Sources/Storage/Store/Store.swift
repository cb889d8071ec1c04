import Ecosystem
import Foundation
import Synchronization

/// The mode of a transaction.
public enum TransactionMode: Sendable, Hashable {
  /// Reads one snapshot, concurrently with any writer.
  case read
  /// Reads and writes; one at a time on the file.
  case write
  /// Reads one snapshot, and takes the write lock at its first change.
  case deferred
}

/// A file with the records of the model and the engine's own tables.
///
///     let store = try Store.open(at: "cluster/grappe.db")
///     let transaction = try store.begin(.write, for: .admin)
///     try transaction.insert("actor", ["name": "KIKK", "kind": "association"], owner: "admin", now: "2026-01-01T00:00:00Z")
///     try transaction.commit()
///
/// It may be used from any thread. Each transaction has a connection of its own, taken from a pool of idle ones.
public final class Store: Sendable {
  /// The path of the file.
  public let path: String
  /// Upper bound of the idle connections kept.
  public static let idleConnectionsMax = 8
  /// Default busy timeout of a writer, in milliseconds.
  public static let busyMillisecondsDefault = 5_000

  /// Serialises the writers of this process.
  let slot = WriterSlot()
  private let base: Schema
  private let state: Mutex<State>
  /// Whether a transaction begins even if the fields of plugins cannot be read; see `openDamaged`.
  private let toleratesDamage: Bool

  private struct State {
    var idle: [Connection] = []
    /// The newest layout seen; nil before the first transaction.
    var layout: StoreLayout?
  }

  private init(path: String, schema: Schema, connection: Connection, toleratesDamage: Bool = false) {
    self.path = path
    self.toleratesDamage = toleratesDamage
    base = schema
    state = Mutex(State(idle: [connection]))
  }

  /// The model with the fields plugins have declared, as of the last transaction.
  public var schema: Schema { state.withLock { $0.layout?.schema } ?? base }

  /// Creates a file.
  /// - Throws: `StoreError.fileExists` when it exists; `.disk` when it cannot be written.
  public static func create(at path: String, schema: Schema = .grappe) throws -> Store {
    try create(at: path, schema: schema, migrations: FileFormat.migrations)
  }

  static func create(at path: String, schema: Schema, migrations: [Migration]) throws -> Store {
    if FileManager.default.fileExists(atPath: path) { throw StoreError(.fileExists, found: path) }
    do {
      try makeEmpty(path)
      let connection = try Connection(path: path)
      try FileFormat.create(on: connection, StoreLayout(schema), version: FileFormat.version(after: migrations))
      return Store(path: path, schema: schema, connection: connection)
    } catch {
      // The incomplete file is deleted; nothing else has opened it yet.
      for suffix in ["", "-wal", "-shm"] { try? FileManager.default.removeItem(atPath: path + suffix) }
      throw error
    }
  }

  /// Creates an empty file that only its owner may read and write. SQLite gives the log beside it the same mode.
  private static func makeEmpty(_ path: String) throws {
    let descriptor = Glibc.open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw StoreError(.disk, found: String(cString: strerror(errno))) }
    Glibc.close(descriptor)
  }

  /// Opens a file, and migrates one of an older version.
  /// - Throws: `StoreError.noFile`, `.notGrappe`, `.newerFile`, `.corrupt`, each naming the path or the versions.
  public static func open(at path: String, schema: Schema = .grappe) throws -> Store {
    try open(at: path, schema: schema, migrations: FileFormat.migrations)
  }

  static func open(at path: String, schema: Schema, migrations: [Migration]) throws -> Store {
    guard FileManager.default.fileExists(atPath: path) else { throw StoreError(.noFile, found: path) }
    do {
      let connection = try Connection(path: path)
      try FileFormat.migrate(on: connection, path: path, schema, steps: migrations)
      let store = Store(path: path, schema: schema, connection: connection)
      try store.begin(.read, for: .admin).rollback()
      return store
    } catch var error as StoreError where error.kind == .notGrappe {
      error.found = path
      throw error
    }
  }

  /// Opens a file that `open` refuses, to inspect and repair it: checks neither its version nor its tables, and omits the fields
  /// of plugins if they cannot be read.
  /// - Throws: `StoreError.noFile`, and `.corrupt` or `.sqlite` when SQLite cannot read the file at all.
  public static func openDamaged(at path: String, schema: Schema = .grappe) throws -> Store {
    guard FileManager.default.fileExists(atPath: path) else { throw StoreError(.noFile, found: path) }
    let connection = try Connection(path: path)
    try connection.run("SELECT count(*) FROM sqlite_schema")
    return Store(path: path, schema: schema, connection: connection, toleratesDamage: true)
  }

  /// Begins a transaction. It ends with `commit` or `rollback`; one that is deallocated is rolled back.
  /// - Parameters:
  ///   - mode: `.read` for a snapshot, `.write` for the write lock.
  ///   - scope: the records and fields that its reads find.
  ///   - busyMilliseconds: how long to block this thread for another writer; 0 fails at once.
  /// - Throws: `StoreError.busy` when another writer held the lock for longer.
  public func begin(
    _ mode: TransactionMode, for scope: ReadScope, busyMilliseconds: Int = Store.busyMillisecondsDefault
  ) throws -> StoreTransaction {
    let connection = try takeConnection()
    do {
      try start(mode, on: connection, busyMilliseconds)
      return StoreTransaction(mode: mode, scope: scope, connection: connection, layout: try presentLayout(connection), store: self)
    } catch {
      if connection.isInTransaction {
        // Report the error of the beginning, not that of the rollback.
        try? connection.run("ROLLBACK")
      }
      returnToPool(connection)
      throw error
    }
  }

  /// Closes the idle connections; when no other connection is open, SQLite checkpoints the log.
  public func close() {
    state.withLock { $0.idle.removeAll() }
  }

  /// Switches the file to WAL mode and closes the idle connections.
  /// - Throws: `StoreError.busy` while another connection has the file open.
  public func enableWAL() throws {
    let connection = try takeConnection()
    try connection.run("PRAGMA journal_mode = WAL")
    close()
  }

  func start(_ mode: TransactionMode, on connection: Connection, _ busyMilliseconds: Int) throws {
    connection.setBusyTimeout(milliseconds: busyMilliseconds)
    try connection.prepare(for: mode)
    do {
      try connection.run(mode == .write ? "BEGIN IMMEDIATE" : "BEGIN DEFERRED")
    } catch var error as StoreError where error.kind == .busy {
      error.found = "\(busyMilliseconds)"
      throw error
    }
  }

  /// Returns `currentLayout`; that of the model alone for a damaged file without it.
  private func presentLayout(_ connection: Connection) throws -> StoreLayout {
    do { return try currentLayout(connection) } catch let error as StoreError {
      guard toleratesDamage, error.kind == .sqlite || error.kind == .corrupt else { throw error }
      return StoreLayout(base)
    }
  }

  /// Returns the layout of the fields declared in this snapshot. Reading their version also fixes the snapshot.
  func currentLayout(_ connection: Connection) throws -> StoreLayout {
    let version = try connection.first("SELECT value FROM counter WHERE name = 'plugin_fields'") { $0.integer(0) } ?? 0
    let known = state.withLock { $0.layout }
    if let known, known.fieldsVersion == version { return known }
    let layout = StoreLayout(version == 0 ? base : try PluginFields.read(connection, into: base), fieldsVersion: version)
    keep(layout)
    return layout
  }

  /// Caches the newest layout seen.
  func keep(_ layout: StoreLayout) {
    state.withLock { if ($0.layout?.fieldsVersion ?? -1) < layout.fieldsVersion { $0.layout = layout } }
  }

  /// The model without fields of plugins.
  var baseSchema: Schema { base }

  private func takeConnection() throws -> Connection {
    if let idle = state.withLock({ $0.idle.popLast() }) { return idle }
    return try Connection(path: path)
  }

  /// Returns a connection to the pool after its transaction.
  func returnToPool(_ connection: Connection) {
    state.withLock { if $0.idle.count < Store.idleConnectionsMax { $0.idle.append(connection) } }
  }
}
