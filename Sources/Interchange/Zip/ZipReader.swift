import CArchive
import Encodings

/// Reads the entries of a ZIP file one after the other, in the order of its central directory; nothing is unpacked to a file.
///
/// Wraps archive_read_new with archive_read_support_format_zip_seekable: no other format and no filter is tried. Several readers of one
/// file may be open at once.
public final class ZipReader {
  /// One entry.
  public struct Entry: Sendable {
    /// The name; empty for one that cannot be decoded.
    public let name: String
    public let isEncrypted: Bool
    /// Whether it is a regular file.
    public let isFile: Bool
  }

  private let archive: OpaquePointer
  private let input: ZipInput

  /// Opens the file.
  ///
  /// - Throws: `ZipFailure.notZip`, or `.unreadable`.
  public init(_ bytes: FileBytes) throws(ZipFailure) {
    guard let archive = archive_read_new() else { throw .unreadable("memory") }
    self.archive = archive
    input = ZipInput(bytes)
    let context = Unmanaged.passUnretained(input).toOpaque()
    guard archive_read_support_format_zip_seekable(archive) == ARCHIVE_OK,
      archive_read_set_callback_data(archive, context) == ARCHIVE_OK,
      archive_read_set_read_callback(archive, { _, context, block in ZipInput.at(context).read(&block!.pointee) }) == ARCHIVE_OK,
      archive_read_set_skip_callback(archive, { _, context, count in ZipInput.at(context).skip(count) }) == ARCHIVE_OK,
      archive_read_set_seek_callback(
        archive, { _, context, offset, whence in ZipInput.at(context).seek(offset, whence) }) == ARCHIVE_OK,
      archive_read_open1(archive) == ARCHIVE_OK
    else { throw input.failure ?? .notZip(words) }
  }

  deinit { archive_read_free(archive) }

  /// The place in the file up to which it was read, in bytes.
  public var offset: Int { input.offset }

  /// Number of bytes of the file read so far.
  public var byteCount: Int { input.byteCount }

  /// Goes to the next entry; nil at the end. Wraps archive_read_next_header.
  ///
  /// - Throws: `ZipFailure.damaged` or `.unreadable`.
  public func next() throws(ZipFailure) -> Entry? {
    var entry: OpaquePointer?
    switch archive_read_next_header(archive, &entry) {
    case ARCHIVE_OK, ARCHIVE_WARN: break
    case ARCHIVE_EOF: return nil
    default: throw input.failure ?? .damaged(words)
    }
    return Entry(
      name: archive_entry_pathname(entry).map { String(cString: $0) } ?? "", isEncrypted: archive_entry_is_encrypted(entry) != 0,
      isFile: archive_entry_filetype(entry) == Self.regularFile)
  }

  /// Reads bytes of the current entry; 0 at its end. Wraps archive_read_data.
  ///
  /// - Throws: `ZipFailure.damaged` or `.unreadable`.
  package func read(into buffer: UnsafeMutableRawBufferPointer) throws(ZipFailure) -> Int {
    let count = archive_read_data(archive, buffer.baseAddress, buffer.count)
    if count < 0 { throw input.failure ?? .damaged(words) }
    return count
  }

  /// AE_IFREG, which Swift cannot import: the C macro casts its value.
  private static let regularFile: UInt32 = 0o100000

  /// The message of the last error.
  private var words: String { archive_error_string(archive).map { String(cString: $0) } ?? "zip" }
}
