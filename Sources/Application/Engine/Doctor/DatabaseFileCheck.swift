import Ecosystem
import Foundation
import Glibc
import Store

/// Reads what the database says of itself in its first 100 bytes, before SQLite opens it: of a file that SQLite refuses this is all
/// that can be said, and opening it removes the traces of a missing log.
struct DatabaseFileCheck {
  let directory: URL

  private var path: String { directory.appending(path: Workspace.databaseName).path }

  func findings() -> [DoctorFinding] {
    var information = stat()
    guard stat(path, &information) == 0 else { return [.databaseMissing()] }
    let size = Int(information.st_size)
    return [header(size), length(size), log()].compactMap(\.self)
  }

  private func header(_ size: Int) -> DoctorFinding? {
    guard let header = DatabaseHeader(file: path) else { return .databaseHeader("\(size) B") }
    if header.isSQLite, header.isGrappe, header.pageSize != nil { return nil }
    let parts = [
      header.isSQLite ? nil : "SQLite format 3", header.pageSize == nil ? "page_size" : nil,
      header.isGrappe ? nil : "application_id",
    ]
    return .databaseHeader("\(size) B; " + parts.compactMap(\.self).joined(separator: ", "))
  }

  /// Compares the length with the number of pages of the header. With a log beside it the file may be shorter than it will be.
  private func length(_ size: Int) -> DoctorFinding? {
    guard let header = DatabaseHeader(file: path), header.isSQLite, let pageSize = header.pageSize, (logSize ?? 0) == 0 else { return nil }
    let wanted = header.pageCount * pageSize
    return size < wanted || size % pageSize != 0 ? .databaseTruncated(size: size, wanted: wanted) : nil
  }

  /// The index of the log is removed with the log; alone it tells that somebody took the log away.
  private func log() -> DoctorFinding? {
    let isIndexThere = FileManager.default.fileExists(atPath: path + "-shm")
    return isIndexThere && logSize == nil ? .logMissing() : nil
  }

  /// The size of the log in bytes; nil where there is none.
  private var logSize: Int? {
    var information = stat()
    return stat(path + "-wal", &information) == 0 ? Int(information.st_size) : nil
  }
}
