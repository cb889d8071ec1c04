/// Detects cheaply whether any connection, in any process, has changed the file: reads `PRAGMA data_version` on a connection of
/// its own. It costs some microseconds and reads no page of the file.
///
/// It is used by one thread at a time.
public final class StoreWatch: @unchecked Sendable {  // One thread at a time, by the rule above.
  private let connection: Connection
  private var version: Int64

  /// Opens the connection.
  /// - Throws: `StoreError.disk` when the file cannot be opened, `.busy` while another connection recovers its log.
  public init(_ store: Store) throws {
    connection = try Connection(path: store.path)
    version = try connection.first("PRAGMA data_version") { $0.integer(0) } ?? 0
  }

  /// Whether a transaction was committed since the last call.
  /// - Throws: `StoreError.disk` or `.corrupt` when the file cannot be read.
  public func hasChanged() throws -> Bool {
    let now = try connection.first("PRAGMA data_version") { $0.integer(0) } ?? 0
    defer { version = now }
    return now != version
  }
}
