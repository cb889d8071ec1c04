import CArchive
import Encodings

/// Reads the entries of a ZIP file one after the other, in the order of its central directory.
///
/// Wraps archive_read_new with archive_read_support_format_zip_seekable: no other format and no filter is tried.
final class ZipArchive {
  /// One entry.
  struct Entry {
    /// The name in lower case with `/` between folders; empty for one that cannot be decoded.
    var name: String
    var isEncrypted: Bool
  }

  private let archive: OpaquePointer
  private let input: ZipInput

  /// Opens the file.
  ///
  /// - Throws: `SheetError.Problem.notASpreadsheet` when it is no ZIP file.
  init(_ bytes: FileBytes) throws(SheetError.Problem) {
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
    else { throw input.failure ?? .notASpreadsheet }
  }

  deinit { archive_read_free(archive) }

  /// The place in the file up to which it was read, in bytes.
  var offset: Int { input.offset }

  /// Goes to the next entry; nil at the end.
  ///
  /// - Throws: `SheetError.Problem.damaged` or `.unreadable`.
  func next() throws(SheetError.Problem) -> Entry? {
    var entry: OpaquePointer?
    switch archive_read_next_header(archive, &entry) {
    case ARCHIVE_OK, ARCHIVE_WARN: break
    case ARCHIVE_EOF: return nil
    default: throw input.failure ?? .damaged(part: "ZIP")
    }
    let name = archive_entry_pathname(entry).map { String(cString: $0) } ?? ""
    return Entry(name: Self.plain(name), isEncrypted: archive_entry_is_encrypted(entry) != 0)
  }

  /// Reads bytes of the current entry; 0 at its end.
  ///
  /// - Parameter part: the name of the entry, for the error.
  func read(into buffer: UnsafeMutableRawBufferPointer, part: String) throws(SheetError.Problem) -> Int {
    let count = archive_read_data(archive, buffer.baseAddress, buffer.count)
    if count < 0 { throw input.failure ?? .damaged(part: part) }
    return count
  }

  /// Returns a name as parts are compared: without case, a `/` in front, or the backslashes of some writers.
  static func plain(_ name: String) -> String {
    let bytes = name.utf8.map { byte -> UInt8 in
      byte == UInt8(ascii: "\\") ? UInt8(ascii: "/") : (0x41...0x5A).contains(byte) ? byte | 0x20 : byte
    }
    return String(decoding: bytes.drop { $0 == UInt8(ascii: "/") }, as: UTF8.self)
  }
}

/// The bytes of a file as libarchive's callbacks ask for them.
private final class ZipInput {
  private let bytes: FileBytes
  private(set) var offset = 0
  /// Holds the last chunk until libarchive asks for the next one.
  private let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 64 << 10, alignment: 16)
  /// The failure of the last read.
  private(set) var failure: SheetError.Problem?

  init(_ bytes: FileBytes) { self.bytes = bytes }

  deinit { buffer.deallocate() }

  static func at(_ context: UnsafeMutableRawPointer?) -> ZipInput { Unmanaged<ZipInput>.fromOpaque(context!).takeUnretainedValue() }

  func read(_ block: inout UnsafeRawPointer?) -> Int {
    do throws(ChunkFailure) {
      let chunk = try bytes.read(offset, buffer.count)
      buffer.copyBytes(from: chunk)
      offset += chunk.count
      block = UnsafeRawPointer(buffer.baseAddress)
      return chunk.count
    } catch {
      failure = .unreadable(error.reason)
      return -1
    }
  }

  func skip(_ count: Int64) -> Int64 {
    let skipped = min(max(0, count), Int64(max(0, bytes.size - offset)))
    offset += Int(skipped)
    return skipped
  }

  func seek(_ distance: Int64, _ whence: Int32) -> Int64 {
    let base =
      switch whence {
      case SEEK_SET: Int64(0)
      case SEEK_CUR: Int64(offset)
      default: Int64(bytes.size)
      }
    let (target, isTooLarge) = base.addingReportingOverflow(distance)
    guard !isTooLarge, (0...Int64(bytes.size)).contains(target) else { return Int64(ARCHIVE_FATAL) }
    offset = Int(target)
    return target
  }
}
