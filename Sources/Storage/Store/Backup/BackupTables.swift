/// The tables a backup has in addition to the content of the file it copies.
enum BackupTables {
  static let ddl = [
    "CREATE TABLE backup (made_at TEXT NOT NULL, workspace TEXT NOT NULL) STRICT",
    // The files beside the database in a workspace, by their paths in it.
    "CREATE TABLE backup_file (path TEXT NOT NULL UNIQUE, bytes BLOB NOT NULL) STRICT",
  ]

  static let names = ["backup", "backup_file"]
}

/// The time a backup was made, and the workspace it is of.
public struct BackupLabel: Sendable, Hashable {
  /// RFC 3339 timestamp in UTC.
  public var madeAt: String
  /// The name of the workspace's folder.
  public var workspace: String

  /// A label.
  public init(madeAt: String, workspace: String) {
    self.madeAt = madeAt
    self.workspace = workspace
  }
}

extension StoreBackup {
  /// Reads the label of this backup; nil in a file that is not a backup.
  /// - Throws: `StoreError.closed` once the transaction has ended; `.interrupted`, `.corrupt` or `.disk` when the query fails.
  public func label() throws -> BackupLabel? {
    let connection = try open()
    return try explaining {
      guard try StoreBackup.isBackup(connection) else { return nil }
      return try connection.first("SELECT made_at, workspace FROM backup") {
        BackupLabel(madeAt: $0.text(0), workspace: $0.text(1))
      }
    }
  }

  /// Reads a file of this backup; nil when it holds none at that path.
  /// - Throws: `StoreError.closed` once the transaction has ended; `.interrupted`, `.corrupt` or `.disk` when the query fails.
  public func file(_ path: String) throws -> [UInt8]? {
    let connection = try open()
    return try explaining {
      guard try StoreBackup.isBackup(connection) else { return nil }
      return try connection.first("SELECT bytes FROM backup_file WHERE path = ?", [.text(path)]) { $0.blob(0) }
    }
  }

  private static func isBackup(_ connection: Connection) throws -> Bool {
    let sql = "SELECT count(*) FROM sqlite_schema WHERE type = 'table' AND name IN ('backup', 'backup_file')"
    return try connection.first(sql) { $0.integer(0) } == Int64(BackupTables.names.count)
  }
}
