import Bundles
import Ecosystem
import Encodings
import Engine
import Foundation
import HostAPI
import Sheets
import Synchronization
import Zip

/// A file to import: read in chunks, as often as needed, with its encoding detected.
///
/// Input that is no regular file, such as a pipe, is first copied to an unnamed temporary file, which is deleted when the
/// process ends.
public final class ImportFile: Sendable {
  /// The path as given.
  public let path: String
  /// The size in bytes.
  public let size: Int
  /// The text encoding, as given or detected.
  public let encoding: TextEncoding
  /// Whether it begins like a ZIP file, an archive or a spreadsheet; its files have encodings of their own.
  private let isZip: Bool
  /// The format: of the content where it is a spreadsheet's or a JSON array, else by the name; nil for an unknown name.
  let format: ImportRows.Format?
  /// The format by the name, where it is one that other programs write; nil for a table.
  let feed: FeedFormat?
  private let input: OpenFile
  /// The spreadsheet, once it was opened.
  private let opened = Mutex<Spreadsheet?>(nil)

  /// The number of bytes read at once.
  private static let chunkBytes = 256 << 10

  /// Opens a file; reads it through once to detect its encoding, unless that is given.
  ///
  /// - Parameters:
  ///   - path: nil for standard input, which is called `stdin`.
  ///   - temporaryFolder: the folder for the copy of input that is no regular file.
  /// - Throws: `EngineError.fileUnreadable` with the system's reason.
  public init(
    path given: String?, encoding: TextEncoding? = nil, temporaryFolder: String = NSTemporaryDirectory()
  ) throws {
    let path = given ?? "stdin"
    let opened = given == nil ? dup(STDIN_FILENO) : open(path, O_RDONLY | O_CLOEXEC)
    guard opened >= 0 else { throw Self.unreadable(path) }
    var status = stat()
    guard fstat(opened, &status) == 0 else { throw Self.unreadable(path) }
    if status.st_mode & S_IFMT == S_IFREG {
      input = OpenFile(opened)
    } else {
      defer { close(opened) }
      input = OpenFile(try Self.spool(opened, path, folder: temporaryFolder))
      fstat(input.descriptor, &status)
    }
    self.path = path
    feed = given.flatMap { FeedFormat(ending: URL(filePath: $0).pathExtension) }
    size = Int(status.st_size)
    do {
      let beginning = try input.piece(at: 0, bytesMax: Self.chunkBytes)
      isZip = Self.isZip(beginning)
      format = Self.format(of: beginning, path: given)
      self.encoding = try format?.isSheet == true ? .utf8 : encoding ?? Self.encoding(of: input)
    } catch let error as ChunkFailure {
      throw EngineError.fileUnreadable(path: path, reason: error.reason)
    }
  }

  /// The name of the file without its folders.
  public var name: String { URL(filePath: path).lastPathComponent }

  /// Returns the format of a file; nil for an unknown name.
  ///
  /// - Parameter path: nil for standard input, which has no name that gives its format.
  private static func format(of beginning: [UInt8], path: String?) -> ImportRows.Format? {
    let named = path.flatMap { ImportRows.Format(ending: URL(filePath: $0).pathExtension) }
    if Spreadsheet.isBeginning(beginning) { return named?.isSheet == true ? named : .xlsx }
    let blank: Set<UInt8> = [0x20, 0x09, 0x0A, 0x0D, 0xEF, 0xBB, 0xBF]
    let isArray = beginning.first { !blank.contains($0) } == UInt8(ascii: "[")
    if path == nil { return isArray ? .json : beginning.first { !blank.contains($0) } == UInt8(ascii: "{") ? .jsonl : .csv }
    return named == .jsonl && isArray ? .json : named
  }

  /// The bytes at any place of the file. They keep the file open.
  var bytes: FileBytes {
    let input = input
    return FileBytes(size: size) { (offset, count) throws(ChunkFailure) in try input.piece(at: offset, bytesMax: count) }
  }

  /// Returns the file as a spreadsheet; it is opened once.
  ///
  /// - Throws: `SheetError`.
  func spreadsheet() throws(SheetError) -> Spreadsheet {
    if let known = opened.withLock({ $0 }) { return known }
    let spreadsheet = try Spreadsheet(bytes)
    opened.withLock { $0 = spreadsheet }
    return spreadsheet
  }

  /// The text from the beginning, in UTF-8. The chunks keep the file open.
  /// - Parameter onRead: called after each chunk with the number of bytes read so far.
  public func text(onRead: @escaping (Int) -> Void = { _ in }) -> ByteChunks {
    Self.chunks(of: input, onRead).decoded(from: encoding)
  }

  /// The lines of a calendar from the beginning: in UTF-8, or as they are where lines may have other encodings, which the reader of
  /// calendars tells line by line, since some programs fold a line inside a character.
  func calendarText(onRead: @escaping (Int) -> Void = { _ in }) -> ByteChunks {
    encoding == .utf8 || encoding == .windows1252 ? Self.chunks(of: input, onRead) : text(onRead: onRead)
  }

  /// The SHA-256 of the file in hexadecimal.
  func digest() throws -> String {
    var digest = FileDigest()
    let chunks = Self.chunks(of: input) { _ in }
    do {
      while case let bytes = try chunks.next(), !bytes.isEmpty { digest.update(bytes) }
    } catch {
      throw EngineError.fileUnreadable(path: path, reason: error.reason)
    }
    return digest.hexadecimal
  }

  /// Whether a file begins as a ZIP file does: with a file, or with the end of an empty archive.
  private static func isZip(_ beginning: [UInt8]) -> Bool {
    let marks: [[UInt8]] = [[0x50, 0x4B, 0x03, 0x04], [0x50, 0x4B, 0x05, 0x06]]
    return marks.contains(Array(beginning.prefix(4)))
  }

  /// Whether the file is an archive of files: a ZIP file that is no spreadsheet.
  var isArchive: Bool {
    guard isZip else { return false }
    if path.asciiLowercased.hasSuffix(".zip") { return true }
    do throws(SheetError) {
      _ = try spreadsheet()
      return false
    } catch {
      return error.problem == .notASpreadsheet
    }
  }

  private static func encoding(of input: OpenFile) throws(ChunkFailure) -> TextEncoding {
    var scan = EncodingScan()
    let chunks = chunks(of: input) { _ in }
    while !scan.isSettled, case let bytes = try chunks.next(), !bytes.isEmpty { scan.feed(bytes) }
    return scan.encoding
  }

  private static func chunks(of input: OpenFile, _ onRead: @escaping (Int) -> Void) -> ByteChunks {
    var offset = 0
    return ByteChunks { () throws(ChunkFailure) in
      let bytes = try input.piece(at: offset, bytesMax: chunkBytes)
      offset += bytes.count
      onRead(offset)
      return bytes
    }
  }

  /// Copies the input of a descriptor to an unnamed file.
  private static func spool(_ source: Int32, _ path: String, folder: String) throws -> Int32 {
    var template = Array((folder + "/.grappe-import-XXXXXX").utf8CString)
    let target = mkstemp(&template)
    guard target >= 0 else { throw unreadable(path) }
    unlink(template)
    var piece = [UInt8](repeating: 0, count: chunkBytes)
    while true {
      let got = read(source, &piece, piece.count)
      if got < 0, errno == EINTR { continue }
      if got == 0 { return target }
      guard got > 0, write(target, piece, got) == got else {
        defer { close(target) }
        throw unreadable(path)
      }
    }
  }

  private static func unreadable(_ path: String) -> EngineError {
    .fileUnreadable(path: path, reason: String(cString: strerror(errno)))
  }
}

/// An open file, closed when nobody reads it any more.
private final class OpenFile: Sendable {
  let descriptor: Int32

  init(_ descriptor: Int32) { self.descriptor = descriptor }

  deinit { close(descriptor) }

  /// Reads up to `bytesMax` bytes from an offset; none at the end.
  func piece(at offset: Int, bytesMax: Int) throws(ChunkFailure) -> [UInt8] {
    var failure: Int32 = 0
    let bytes = [UInt8](unsafeUninitializedCapacity: bytesMax) { buffer, count in
      var got = pread(descriptor, buffer.baseAddress!, bytesMax, off_t(offset))
      while got < 0, errno == EINTR { got = pread(descriptor, buffer.baseAddress!, bytesMax, off_t(offset)) }
      if got < 0 { failure = errno }
      count = max(0, got)
    }
    if failure != 0 { throw ChunkFailure(reason: String(cString: strerror(failure))) }
    return bytes
  }
}
