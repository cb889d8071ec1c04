import Ecosystem
import Foundation
import Glibc
import Store

/// Reads the database's header, its first 100 bytes, before SQLite opens it: for a file that SQLite refuses the header is the
/// only information, and opening removes the traces of a missing log.
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

  /// Compares the length with the number of pages in the header. With a log the file may be shorter until the checkpoint.
  private func length(_ size: Int) -> DoctorFinding? {
    guard let header = DatabaseHeader(file: path), header.isSQLite, let pageSize = header.pageSize, (logSize ?? 0) == 0 else { return nil }
    let wanted = header.pageCount * pageSize
    return size < wanted || size % pageSize != 0 ? .databaseTruncated(size: size, wanted: wanted) : nil
  }

  /// Reports a missing log: SQLite removes the log's index with the log, so an index without log means that the log was
  /// deleted.
  private func log() -> DoctorFinding? {
    let isIndexThere = FileManager.default.fileExists(atPath: path + "-shm")
    return isIndexThere && logSize == nil ? .logMissing() : nil
  }

  /// The size of the log in bytes; nil when it is missing.
  private var logSize: Int? {
    var information = stat()
    return stat(path + "-wal", &information) == 0 ? Int(information.st_size) : nil
  }
}
