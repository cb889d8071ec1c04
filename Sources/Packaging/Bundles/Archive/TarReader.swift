import CArchive

/// Reads a tar archive in memory with libarchive, entry by entry: the same reader as `bsdtar`, so that the verifier compares what
/// an auditor lists.
final class TarReader {
  /// One entry, as libarchive reports it.
  struct Entry {
    /// The name; nil when libarchive cannot decode one.
    let name: String?
    let isRegularFile: Bool
    /// The size the entry claims, in bytes; not verified yet.
    let size: Int64
  }

  /// The reason reading stopped.
  enum Stop: Error {
    /// A fatal error; libarchive's message.
    case unreadable(String)
    /// A warning: libarchive continues, but found an irregularity.
    case odd(String)
  }

  private let archive: OpaquePointer

  /// Opens the archive. `tar` must stay at its address for the reader's lifetime.
  ///
  /// Wraps archive_read_set_format: no other format and no filter is tried.
  init(_ tar: UnsafeRawBufferPointer) throws(Stop) {
    guard let archive = archive_read_new() else { throw .unreadable("memory") }
    self.archive = archive
    guard archive_read_set_format(archive, ARCHIVE_FORMAT_TAR) == ARCHIVE_OK,
      archive_read_append_filter(archive, ARCHIVE_FILTER_NONE) == ARCHIVE_OK,
      archive_read_open_memory(archive, tar.baseAddress, tar.count) == ARCHIVE_OK
    else { throw .unreadable(words) }
  }

  deinit { archive_read_free(archive) }

  /// Reads the next entry; nil at the end. Wraps archive_read_next_header.
  func next() throws(Stop) -> Entry? {
    var entry: OpaquePointer?
    switch archive_read_next_header(archive, &entry) {
    case ARCHIVE_OK: break
    case ARCHIVE_EOF: return nil
    case ARCHIVE_WARN, ARCHIVE_RETRY: throw .odd(words)
    default: throw .unreadable(words)
    }
    let isPlain = archive_entry_hardlink(entry) == nil && archive_entry_symlink(entry) == nil
    return Entry(
      name: archive_entry_pathname(entry).map { String(cString: $0) },
      isRegularFile: isPlain && archive_entry_filetype(entry) == UInt32(S_IFREG),
      size: archive_entry_size_is_set(entry) == 0 ? -1 : archive_entry_size(entry))
  }

  /// Reads the contents of the current entry, block by block. Wraps archive_read_data_block.
  ///
  /// - Parameter body: receives a block and its offset in the contents; returns whether to continue.
  /// - Returns: whether every block was read.
  func forEachPiece(_ body: (UnsafeRawBufferPointer, Int64) -> Bool) throws(Stop) -> Bool {
    while true {
      var (pointer, count, offset): (UnsafeRawPointer?, Int, Int64) = (nil, 0, 0)
      switch archive_read_data_block(archive, &pointer, &count, &offset) {
      case ARCHIVE_OK: break
      case ARCHIVE_EOF: return true
      case ARCHIVE_WARN, ARCHIVE_RETRY: throw .odd(words)
      default: throw .unreadable(words)
      }
      guard body(UnsafeRawBufferPointer(start: pointer, count: count), offset) else { return false }
    }
  }

  private var words: String { archive_error_string(archive).map { String(cString: $0) } ?? "tar" }
}
