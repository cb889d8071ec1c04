import CSQLiteMemory

/// Bounds the memory of SQLite for a statement from outside: sorting, temporary trees, values, JSON, pages.
///
/// SQLite has one limit for the whole process, which would refuse memory to other threads. This one applies to the calling
/// thread, in the allocator (`SQLITE_CONFIG_MALLOC`), so that it covers every kind of memory.
public enum SQLMemory {
  /// Whether SQLite's memory is counted, from the first use of this property on. False when other code in the process used SQLite
  /// before: every module that opens a database of its own reads it first.
  public static let isCounted = grappe_count_memory() == SQLITE_OK

  /// Runs `body` on this thread with at most `bytes` more memory for SQLite than it has now. Beyond it SQLite returns
  /// `SQLITE_NOMEM`.
  ///
  /// - Parameter refused: receives the bytes that were requested, when memory was refused and `body` failed.
  static func bounded<Result>(
    bytes: Int, _ body: () throws -> Result, whenRefused refused: (Int64) -> any Error
  ) throws -> Result {
    begin(bytes)
    do {
      let result = try body()
      _ = end()
      return result
    } catch {
      let bytesWanted = end()
      throw bytesWanted > 0 ? refused(bytesWanted) : error
    }
  }

  /// The bytes SQLite has allocated on this thread inside ``bounded(bytes:_:whenRefused:)`` so far, less those it has freed.
  @inline(never)
  static var bytesTaken: Int64 { grappe_bounded_memory() }

  // Never inlined: the compiler copies generic code that calls the C functions into other object files, where they have counts of their own.

  @inline(never)
  private static func begin(_ bytes: Int) { grappe_begin_memory_bound(Int64(bytes)) }

  @inline(never)
  private static func end() -> Int64 { grappe_end_memory_bound() }
}
