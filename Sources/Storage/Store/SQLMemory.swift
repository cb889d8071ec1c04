import CSQLiteMemory

/// Bounds the memory that SQLite takes for a statement from outside: sorting, temporary trees, values, JSON, pages.
///
/// SQLite has one bound for the whole process, which would refuse memory to others. This one holds for the calling thread,
/// from the allocator's side (`SQLITE_CONFIG_MALLOC`), so that no kind of memory is forgotten.
enum SQLMemory {
  /// Whether SQLite's memory is counted. False where something else in the process used SQLite first, as tests may.
  static let isCounted = grappe_count_memory() == SQLITE_OK

  /// Runs `body` on this thread with at most `bytes` of memory for SQLite beyond what it has now. SQLite answers
  /// `SQLITE_NOMEM` where that does not suffice.
  ///
  /// - Parameter refused: takes the bytes that would have been taken, when memory was refused and `body` failed.
  static func bounded<Result>(
    bytes: Int, _ body: () throws -> Result, whenRefused refused: (Int64) -> any Error
  ) throws -> Result {
    grappe_begin_memory_bound(Int64(bytes))
    do {
      let result = try body()
      _ = grappe_end_memory_bound()
      return result
    } catch {
      let bytesWanted = grappe_end_memory_bound()
      throw bytesWanted > 0 ? refused(bytesWanted) : error
    }
  }
}
