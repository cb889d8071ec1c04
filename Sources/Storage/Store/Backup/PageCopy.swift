import GRDBSQLite

/// Progress of a copy, in pages.
public struct CopyProgress: Sendable, Hashable {
  /// Pages copied.
  public var done: Int
  /// Pages in all.
  public var total: Int
}

/// Copies the pages of one file into another (`sqlite3_backup_init`). The target gets the new content whole or keeps the old one.
/// Transactions open on the target keep their snapshot; later ones read the new content.
final class PageCopy {
  /// How many pages are copied between two reports.
  var pagesAtOnce: CInt = 1_024
  private let source: Connection
  private let target: Connection
  private var pointer: OpaquePointer?

  /// - Parameters:
  ///   - source: the connection to copy from. While it has a transaction open, the copy is of its snapshot, whatever others
  ///     write.
  ///   - target: the connection to copy to; it must have no transaction open.
  init(from source: Connection, to target: Connection) throws(StoreError) {
    self.source = source
    self.target = target
    pointer = sqlite3_backup_init(target.handle, "main", source.handle, "main")
    if pointer == nil { throw StoreError(sqlite: sqlite3_errcode(target.handle), on: target.handle) }
  }

  deinit { _ = finish() }

  /// Takes the target's write lock: a step of no pages begins its transaction.
  /// - Throws: `StoreError.busy` when another connection holds it.
  func lock() throws(StoreError) {
    try check(sqlite3_backup_step(pointer, 0))
  }

  /// Copies all pages and commits the target's transaction.
  /// - Parameter progress: called with the progress after each step; an error it throws ends the copy.
  /// - Throws: `StoreError.disk`, `.busy`, `.corrupt`, and the errors of `progress`; the target then keeps its former content.
  func run(_ progress: (CopyProgress) throws -> Void) throws {
    var code = SQLITE_OK
    while code == SQLITE_OK {
      code = sqlite3_backup_step(pointer, pagesAtOnce)
      let total = Int(sqlite3_backup_pagecount(pointer))
      let report = CopyProgress(done: total - Int(sqlite3_backup_remaining(pointer)), total: total)
      if code == SQLITE_OK { try progress(report) }
      // The copy is complete: an error of `progress` cannot stop it any more.
      if code == SQLITE_DONE { try? progress(report) }
    }
    try check(code)
    try check(finish())
  }

  private func finish() -> CInt {
    defer { pointer = nil }
    return pointer.map { sqlite3_backup_finish($0) } ?? SQLITE_OK
  }

  /// Throws the error of a code. SQLite does not report on which of the two connections a step failed.
  private func check(_ code: CInt) throws(StoreError) {
    if code == SQLITE_OK || code == SQLITE_DONE { return }
    throw StoreError(sqlite: code, message: String(cString: sqlite3_errstr(code)))
  }
}
