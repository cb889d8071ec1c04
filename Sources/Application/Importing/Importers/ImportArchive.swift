import CArchive
import Encodings
import Engine
import Foundation

/// The files of a ZIP archive, read one at a time with libarchive. Their contents pass through memory in blocks; nothing is unpacked
/// to a file.
struct ImportArchive {
  /// Maximum number of entries of an archive.
  static let entriesMax = 10_000
  /// Maximum length of a name, in bytes.
  static let nameBytesMax = 1_024

  /// The names of the regular files, in the order of the archive.
  let names: [String]
  private let file: ImportFile

  /// Lists the files of an archive.
  ///
  /// - Throws: `EngineError.fileUnreadable` with libarchive's message, or for too many entries, an encrypted file or two files of one
  ///   name.
  init(_ file: ImportFile) throws {
    self.file = file
    let reader = try ZipReader(file)
    var names: [String] = []
    while let name = try reader.next() {
      if names.containsExactly(name) { throw ZipReader.unreadable(file, "\(name)?") }
      names.append(name)
    }
    self.names = names
  }

  /// Begins to read the contents of a file.
  ///
  /// - Parameter onRead: called after each chunk with the number of bytes of the archive read for it.
  /// - Throws: `EngineError.fileUnreadable`.
  func chunks(of name: String, onRead: @escaping (Int) -> Void = { _ in }) throws -> ByteChunks {
    let reader = try ZipReader(file, onRead: onRead)
    while let found = try reader.next(), !found.isExactly(name) {}
    return ByteChunks { () throws(ChunkFailure) in try reader.read() }
  }
}

/// One reading of an archive, from its beginning.
private final class ZipReader {
  private let archive: OpaquePointer
  private let input: ZipInput
  private let file: ImportFile
  private var entryCount = 0

  /// Opens the archive. Wraps archive_read_open1 with callbacks that read at offsets of the file, so that several readings may be
  /// open at once; the ZIP reader seeks over the files that are not read.
  init(_ file: ImportFile, onRead: @escaping (Int) -> Void = { _ in }) throws {
    guard let archive = archive_read_new() else { throw Self.unreadable(file, "memory") }
    self.archive = archive
    self.file = file
    input = ZipInput(file, onRead: onRead)
    let data = Unmanaged.passUnretained(input).toOpaque()
    archive_read_support_format_zip(archive)
    archive_read_set_callback_data(archive, data)
    archive_read_set_read_callback(archive) { _, data, buffer in ZipInput.of(data).read(buffer) }
    archive_read_set_skip_callback(archive) { _, data, count in Int64(ZipInput.of(data).skip(Int(count))) }
    archive_read_set_seek_callback(archive) { _, data, offset, origin in Int64(ZipInput.of(data).seek(Int(offset), origin)) }
    guard archive_read_open1(archive) == ARCHIVE_OK else { throw Self.unreadable(file, words) }
  }

  deinit { archive_read_free(archive) }

  /// Proceeds to the next regular file and returns its name; nil at the end. Wraps archive_read_next_header.
  func next() throws -> String? {
    while true {
      var entry: OpaquePointer?
      switch archive_read_next_header(archive, &entry) {
      case ARCHIVE_OK, ARCHIVE_WARN: break
      case ARCHIVE_EOF: return nil
      default: throw Self.unreadable(file, words)
      }
      entryCount += 1
      guard entryCount <= ImportArchive.entriesMax else { throw Self.unreadable(file, "> \(ImportArchive.entriesMax)") }
      guard archive_entry_filetype(entry) == Self.regularFile else { continue }
      guard let name = archive_entry_pathname(entry).map({ String(cString: $0) }), !name.isEmpty,
        name.utf8.count <= ImportArchive.nameBytesMax
      else { throw Self.unreadable(file, "name") }
      if archive_entry_is_encrypted(entry) != 0 { throw Self.unreadable(file, "\(name): encrypted") }
      return name
    }
  }

  /// Reads the next block of the present file; empty at its end. Wraps archive_read_data.
  func read() throws(ChunkFailure) -> [UInt8] {
    var count = 0
    let bytes = [UInt8](unsafeUninitializedCapacity: Self.chunkBytes) { buffer, filled in
      count = archive_read_data(archive, buffer.baseAddress, buffer.count)
      filled = max(0, count)
    }
    if count < 0 { throw ChunkFailure(reason: words) }
    return bytes
  }

  private static let chunkBytes = 256 << 10
  /// AE_IFREG, which Swift cannot import: the C macro casts its value.
  private static let regularFile: UInt32 = 0o100000

  private var words: String { archive_error_string(archive).map { String(cString: $0) } ?? "zip" }

  static func unreadable(_ file: ImportFile, _ reason: String) -> EngineError {
    .fileUnreadable(path: file.path, reason: reason)
  }
}

/// The bytes of an archive for libarchive, with an offset of their own.
private final class ZipInput {
  private let file: ImportFile
  private let onRead: (Int) -> Void
  private let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 256 << 10, alignment: 16)
  private var offset = 0
  private var readBytes = 0

  init(_ file: ImportFile, onRead: @escaping (Int) -> Void) {
    self.file = file
    self.onRead = onRead
  }

  deinit { buffer.deallocate() }

  static func of(_ data: UnsafeMutableRawPointer?) -> ZipInput {
    guard let data else { preconditionFailure("the reader of an archive sets the data of its callbacks") }
    return Unmanaged<ZipInput>.fromOpaque(data).takeUnretainedValue()
  }

  /// Fills the buffer; 0 at the end, -1 for an error of the system.
  func read(_ target: UnsafeMutablePointer<UnsafeRawPointer?>?) -> Int {
    let count = file.fill(buffer, at: offset)
    target?.pointee = UnsafeRawPointer(buffer.baseAddress)
    offset += max(0, count)
    readBytes += max(0, count)
    onRead(readBytes)
    return count
  }

  func skip(_ count: Int) -> Int {
    let skipped = max(0, min(count, file.size - offset))
    offset += skipped
    return skipped
  }

  func seek(_ distance: Int, _ origin: Int32) -> Int {
    let base =
      switch origin {
      case SEEK_CUR: offset
      case SEEK_END: file.size
      default: 0
      }
    let (target, isTooLarge) = base.addingReportingOverflow(distance)
    guard !isTooLarge, (0...file.size).contains(target) else { return Int(ARCHIVE_FATAL) }
    offset = target
    return target
  }
}
