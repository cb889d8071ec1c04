import Foundation
import GRDBSQLite

/// The sizes of a database's files, in bytes.
public struct FileSizes: Sendable, Hashable {
  /// The database, with what still lies in the write-ahead log.
  public var database: Int64
  /// Its pages that hold nothing, which new rows reuse and `Store.vacuum` gives back.
  public var free: Int64
  /// The write-ahead log.
  public var log: Int64

  /// The sizes of files.
  public init(database: Int64, free: Int64, log: Int64) {
    (self.database, self.free, self.log) = (database, free, log)
  }
}

extension Store {
  /// Reads the sizes of the files.
  /// - Throws: `StoreError` when the file cannot be read.
  public func sizes() throws -> FileSizes {
    let transaction = try begin(.read, for: .admin)
    defer { transaction.rollback() }
    return FileSizes(database: try transaction.databaseBytes(), free: try transaction.freeBytes(), log: Self.size(path + "-wal"))
  }

  /// Writes the database anew without free pages, then copies the write-ahead log into the file and truncates it (`VACUUM`,
  /// `wal_checkpoint(TRUNCATE)`). It needs as much space on the disk as the database holds, twice.
  ///
  /// Rows keep their rowids, by which the indexes of words and places name them: SQLite numbers only those of tables without any
  /// index anew (`xferOptimization` in insert.c), and each table of records has one.
  ///
  /// - Parameter busyMilliseconds: how long it waits for a writer.
  /// - Throws: `StoreError.busy` while another transaction writes or, for the truncation, reads; `.disk` on a full disk. The content is the
  ///   same in any case.
  public func vacuum(busyMilliseconds: Int = Store.busyMillisecondsDefault) throws {
    let connection = try Connection(path: path)
    // Temporary data lies in a file, as for a reader: it is as large as the database.
    try connection.prepare(for: .read)
    connection.setBusyTimeout(milliseconds: busyMilliseconds)
    // The new database is attached while it is written.
    sqlite3_limit(connection.handle, SQLITE_LIMIT_ATTACHED, 1)
    try connection.run("VACUUM")
    try connection.run("PRAGMA wal_checkpoint(TRUNCATE)")
  }

  private static func size(_ path: String) -> Int64 {
    var status = stat()
    return stat(path, &status) == 0 ? Int64(status.st_size) : 0
  }
}

extension StoreTransaction {
  /// Returns the size of the database's free pages in bytes, those that this transaction has freed included (`PRAGMA freelist_count`).
  /// - Throws: `StoreError.closed` once the transaction has ended; `.disk` or `.corrupt` when the file cannot be read.
  public func freeBytes() throws -> Int64 { try bytes(ofPages: "freelist_count") }

  /// Returns the size of the database in bytes (`PRAGMA page_count`).
  func databaseBytes() throws -> Int64 { try bytes(ofPages: "page_count") }

  private func bytes(ofPages pragma: String) throws -> Int64 {
    let connection = try open()
    return try explaining {
      let count = try connection.first("PRAGMA \(pragma)") { $0.integer(0) } ?? 0
      let size = try connection.first("PRAGMA page_size") { $0.integer(0) } ?? 0
      return count * size
    }
  }
}
