import Ecosystem
import Foundation

/// Adds the files beside a database to its backup.
public struct BackupFiles {
  let connection: Connection

  /// Adds a file under the path it has in the workspace; each path once.
  /// - Throws: `StoreError.constraint` for a path added before, `.disk` when the file cannot be written, `.sqlite` for one beyond
  ///   64 MiB.
  public func add(_ path: String, _ bytes: [UInt8]) throws {
    let statement = try connection.statement("INSERT INTO backup_file (path, bytes) VALUES (?, ?)")
    defer { connection.keep(statement) }
    try statement.bind([.text(path)])
    try statement.bind(blob: bytes, at: 2)
    _ = try statement.step()
  }
}

/// Copies of a file: writes this transaction's snapshot as a backup, reads a backup, and prepares one to replace another content.
public struct StoreBackup: TransactionFacet {
  package let transaction: StoreTransaction
}

extension StoreTransaction {
  /// Backups of the file.
  public var backup: StoreBackup { StoreBackup(transaction: self) }
}

extension StoreBackup {
  /// Writes this transaction's snapshot into the empty file at `path`, adds files from beside the database and checks the result.
  /// Other connections go on reading and writing. The file is durable once the caller has synchronised it.
  ///
  /// - Parameters:
  ///   - path: an empty file that no other connection uses. Nothing else is created in its folder.
  ///   - progress: called with the progress of the copy; an error it throws ends it.
  ///   - isChecked: whether to run an integrity check on the copy; skipped while other writers wait for the write lock.
  ///   - files: adds the files beside the database.
  /// - Throws: `StoreError.disk`; `.corrupt` when the copy is damaged, as is that of a damaged file.
  public func write(
    to path: String, _ label: BackupLabel, isChecked: Bool = true, progress: (CopyProgress) throws -> Void,
    files: (BackupFiles) throws -> Void
  ) throws {
    try copy(to: path, progress)
    try StoreBackup.setRollbackJournalMode(path)
    let copy = try StoreBackup.exclusiveConnection(path)
    for statement in ["BEGIN"] + BackupTables.ddl { try copy.run(statement) }
    try copy.run("INSERT INTO backup VALUES (?, ?)", [.text(label.madeAt), .text(label.workspace)])
    try files(BackupFiles(connection: copy))
    try copy.run("COMMIT")
    if isChecked { try StoreBackup.check(copy, path) }
  }

  private func copy(to path: String, _ progress: (CopyProgress) throws -> Void) throws {
    let source = try open()
    let target = try StoreBackup.exclusiveConnection(path)
    try explaining { try PageCopy(from: source, to: target).run(progress) }
  }

  /// Opens a file with an exclusive lock and no journal file: a backup that fails is deleted whole.
  private static func exclusiveConnection(_ path: String) throws -> Connection {
    let connection = try Connection(path: path)
    for pragma in ["journal_mode = MEMORY", "synchronous = OFF", "locking_mode = EXCLUSIVE"] {
      try connection.run("PRAGMA \(pragma)")
    }
    return connection
  }

  /// Sets the file's header to rollback-journal mode (https://www.sqlite.org/fileformat2.html, bytes 18 and 19: 1 in place of 2),
  /// so that it needs no log beside it and can be read from a read-only folder.
  private static func setRollbackJournalMode(_ path: String) throws {
    guard overwrite(path, with: [1, 1], at: 18) else { throw StoreError(.disk, found: String(cString: strerror(errno))) }
  }

  private static func check(_ copy: Connection, _ path: String) throws {
    let marks = try ["application_id", "user_version"].map { try FileFormat.pragma($0, copy) }
    guard marks == [FileFormat.applicationID, Int64(FileFormat.version(after: FileFormat.migrations))] else {
      throw StoreError(.notGrappe, found: path)
    }
    // `integrity_check` reports what the other check could not read.
    if (try? SequentialCheck.passes(on: copy)) == true { return }
    var problems: [String] = []
    try copy.run("PRAGMA integrity_check(1)") { problems.append($0.text(0)) }
    if problems != ["ok"] { throw StoreError(.corrupt, found: problems.first) }
  }
}

/// Overwrites bytes of a file.
///
/// - Returns: whether all were written; else `errno` has the reason.
private func overwrite(_ path: String, with bytes: [UInt8], at offset: off_t) -> Bool {
  let descriptor = open(path, O_WRONLY | O_CLOEXEC)
  guard descriptor >= 0 else { return false }
  defer { close(descriptor) }  // What was written is read back later.
  return pwrite(descriptor, bytes, bytes.count, offset) == bytes.count
}
