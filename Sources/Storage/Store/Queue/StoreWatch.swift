import Foundation

/// Detects cheaply whether any connection, in any process, has changed the file: reads `PRAGMA data_version` on a connection of
/// its own. It costs some microseconds and reads no page of the file.
///
/// It is used by one thread at a time.
public final class StoreWatch: @unchecked Sendable {  // One thread at a time, by the rule above.
  private let connection: Connection
  private let path: String
  private var version: Int64

  /// Opens the connection.
  /// - Throws: `StoreError.disk` when the file cannot be opened, `.busy` while another connection recovers its log.
  public init(_ store: Store) throws {
    path = store.path
    connection = try Connection(path: path)
    version = try connection.first("PRAGMA data_version") { $0.integer(0) } ?? 0
  }

  /// Whether a transaction was committed since the last call.
  /// - Throws: `StoreError.disk` or `.corrupt` when the file cannot be read.
  public func hasChanged() throws -> Bool {
    let now = try connection.first("PRAGMA data_version") { $0.integer(0) } ?? 0
    defer { version = now }
    return now != version
  }

  /// Copies the write-ahead log into the file and truncates it, when it is larger than the size to which SQLite truncates it by itself
  /// (`wal_checkpoint(TRUNCATE)`). A reader or writer that holds it puts that off to the next call.
  /// - Throws: `StoreError.disk` or `.corrupt` when the file cannot be read or written.
  public func truncateLog() throws {
    var status = stat()
    guard stat(path + "-wal", &status) == 0, status.st_size > Connection.logBytesMax else { return }
    connection.setBusyTimeout(milliseconds: 0)
    do { try connection.run("PRAGMA wal_checkpoint(TRUNCATE)") } catch let error as StoreError where error.kind == .busy {
      return  // As documented: the next call tries again.
    }
  }
}
