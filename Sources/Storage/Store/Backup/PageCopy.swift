import GRDBSQLite

/// How far a copy of a file is, in pages.
public struct CopyProgress: Sendable, Hashable {
  /// Pages copied.
  public var done: Int
  /// Pages there are.
  public var total: Int
}

/// Copies the pages of one file into another, which has the new content whole or keeps the old one (`sqlite3_backup_init` and what
/// belongs to it). Others who read the target go on with what they began with, and see the new content from their next
/// transaction on.
final class PageCopy {
  /// How many pages are copied between two reports.
  var pagesAtOnce: CInt = 1_024
  private let source: Connection
  private let target: Connection
  private var pointer: OpaquePointer?

  /// - Parameters:
  ///   - source: where from. While it has a transaction open, its snapshot is what is copied, whoever writes meanwhile.
  ///   - target: where to; it must have no transaction open.
  init(from source: Connection, to target: Connection) throws(StoreError) {
    self.source = source
    self.target = target
    pointer = sqlite3_backup_init(target.handle, "main", source.handle, "main")
    if pointer == nil { throw StoreError(sqlite: sqlite3_errcode(target.handle), on: target.handle) }
  }

  deinit { _ = finish() }

  /// Keeps other writers out of the target from now on: a step of no pages begins its transaction.
  /// - Throws: `StoreError.busy` when another one writes there.
  func lock() throws(StoreError) {
    try check(sqlite3_backup_step(pointer, 0))
  }

  /// Copies everything and ends the target's transaction.
  /// - Parameter progress: told how far it is; what it throws ends the copy.
  /// - Throws: `StoreError.disk`, `.busy`, `.corrupt`, and what `progress` throws; the target then has the content that it had.
  func run(_ progress: (CopyProgress) throws -> Void) throws {
    var code = SQLITE_OK
    while code == SQLITE_OK {
      code = sqlite3_backup_step(pointer, pagesAtOnce)
      let total = Int(sqlite3_backup_pagecount(pointer))
      let report = CopyProgress(done: total - Int(sqlite3_backup_remaining(pointer)), total: total)
      if code == SQLITE_OK { try progress(report) }
      // It is done: whoever wants it to end now comes too late.
      if code == SQLITE_DONE { try? progress(report) }
    }
    try check(code)
    try check(finish())
  }

  private func finish() -> CInt {
    defer { pointer = nil }
    return pointer.map { sqlite3_backup_finish($0) } ?? SQLITE_OK
  }

  /// SQLite does not say on which of the two connections a step failed; the code says what happened.
  private func check(_ code: CInt) throws(StoreError) {
    if code == SQLITE_OK || code == SQLITE_DONE { return }
    throw StoreError(sqlite: code, message: String(cString: sqlite3_errstr(code)))
  }
}
