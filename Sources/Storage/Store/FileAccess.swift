import Foundation

/// The access that this process has to the database file, from the permissions of the file and its folder.
enum FileAccess {
  case readWrite
  /// Reads beside a writer: the log and its index are there already.
  case read
  /// Reads a file that nobody writes. SQLite takes no locks and creates no log (`immutable=1`, https://sqlite.org/uri.html).
  case readImmutable

  /// Determines the access to the file at `path`. In WAL mode a reader creates the log and its index, so that without
  /// permission to write in the folder it needs those of a writer, or a file without a log.
  init(path: String) {
    let folder = URL(filePath: path).resolvingSymlinksInPath().deletingLastPathComponent().path
    let isMissing = access(path, F_OK) != 0
    if isMissing || (access(path, W_OK) == 0 && access(folder, W_OK | X_OK) == 0) {
      self = .readWrite
    } else if access(path + "-shm", F_OK) == 0 || Self.size(path + "-wal") > 0 {
      self = .read
    } else {
      self = .readImmutable
    }
  }

  /// Returns the name under which SQLite opens the file with this access: its path, or a URI.
  func name(_ path: String) -> String {
    guard case .readImmutable = self else { return path }
    let absolute = URL(filePath: path).path
    let escaped = absolute.addingPercentEncoding(withAllowedCharacters: .urlPathAllowed) ?? absolute
    return "file://\(escaped)?immutable=1"
  }

  private static func size(_ path: String) -> Int {
    var status = stat()
    return stat(path, &status) == 0 ? Int(status.st_size) : 0
  }
}
