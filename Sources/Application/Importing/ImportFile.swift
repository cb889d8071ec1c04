import Bundles
import Ecosystem
import Encodings
import Engine
import Foundation

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
  /// Whether it is a ZIP archive, by its first bytes; its files have encodings of their own.
  let isArchive: Bool
  private let descriptor: Int32
  private let isStandardInput: Bool

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
      descriptor = opened
    } else {
      defer { close(opened) }
      descriptor = try Self.spool(opened, path, folder: temporaryFolder)
      fstat(descriptor, &status)
    }
    self.path = path
    isStandardInput = given == nil
    size = Int(status.st_size)
    do {
      isArchive = try Self.isArchive(descriptor)
      self.encoding = try encoding ?? (isArchive ? .utf8 : Self.encoding(of: descriptor))
    } catch let error as ChunkFailure {
      close(descriptor)
      throw EngineError.fileUnreadable(path: path, reason: error.reason)
    }
  }

  deinit { close(descriptor) }

  /// The name of the file without its folders.
  public var name: String { URL(filePath: path).lastPathComponent }

  /// The extension of its name in lower case, which gives its format.
  var ending: String {
    isStandardInput ? (startsLikeJSON ? "jsonl" : "csv") : URL(filePath: path).pathExtension.lowercased()
  }

  /// Whether the first character is that of a JSON object; standard input has no name that gives its format.
  private var startsLikeJSON: Bool {
    let bytes = (try? Self.piece(of: descriptor, at: 0)) ?? []
    let blank: Set<UInt8> = [0x20, 0x09, 0x0A, 0x0D, 0xEF, 0xBB, 0xBF]
    return bytes.first { !blank.contains($0) } == UInt8(ascii: "{")
  }

  /// The text from the beginning, in UTF-8. The chunks keep the file open.
  /// - Parameter onRead: called after each chunk with the number of bytes read so far.
  public func text(onRead: @escaping (Int) -> Void = { _ in }) -> ByteChunks {
    Self.chunks(of: descriptor) { bytes in withExtendedLifetime(self) { onRead(bytes) } }.decoded(from: encoding)
  }

  /// The SHA-256 of the file in hexadecimal.
  func digest() throws -> String {
    var digest = FileDigest()
    let chunks = Self.chunks(of: descriptor) { _ in }
    do {
      while case let bytes = try chunks.next(), !bytes.isEmpty { digest.update(bytes) }
    } catch {
      throw EngineError.fileUnreadable(path: path, reason: error.reason)
    }
    return digest.hexadecimal
  }

  /// Whether the file begins like a ZIP archive: with a file, or with the end of an empty archive.
  private static func isArchive(_ descriptor: Int32) throws(ChunkFailure) -> Bool {
    let marks: [[UInt8]] = [[0x50, 0x4B, 0x03, 0x04], [0x50, 0x4B, 0x05, 0x06]]
    return marks.contains(Array(try piece(of: descriptor, at: 0).prefix(4)))
  }

  /// Reads bytes at an offset into a buffer.
  ///
  /// - Returns: the number of bytes, 0 at the end; -1 for an error of the system, which `errno` holds.
  func fill(_ buffer: UnsafeMutableRawBufferPointer, at offset: Int) -> Int {
    Self.fill(buffer, at: offset, of: descriptor)
  }

  private static func fill(_ buffer: UnsafeMutableRawBufferPointer, at offset: Int, of descriptor: Int32) -> Int {
    var got = pread(descriptor, buffer.baseAddress!, buffer.count, off_t(offset))
    while got < 0, errno == EINTR { got = pread(descriptor, buffer.baseAddress!, buffer.count, off_t(offset)) }
    return got
  }

  private static func encoding(of descriptor: Int32) throws(ChunkFailure) -> TextEncoding {
    var scan = EncodingScan()
    let chunks = chunks(of: descriptor) { _ in }
    while !scan.isSettled, case let bytes = try chunks.next(), !bytes.isEmpty { scan.feed(bytes) }
    return scan.encoding
  }

  private static func chunks(of descriptor: Int32, _ onRead: @escaping (Int) -> Void) -> ByteChunks {
    var offset = 0
    return ByteChunks { () throws(ChunkFailure) in
      let bytes = try piece(of: descriptor, at: offset)
      offset += bytes.count
      onRead(offset)
      return bytes
    }
  }

  private static func piece(of descriptor: Int32, at offset: Int) throws(ChunkFailure) -> [UInt8] {
    var failure: Int32 = 0
    let bytes = [UInt8](unsafeUninitializedCapacity: chunkBytes) { buffer, count in
      let got = fill(UnsafeMutableRawBufferPointer(start: buffer.baseAddress, count: chunkBytes), at: offset, of: descriptor)
      if got < 0 { failure = errno }
      count = max(0, got)
    }
    if failure != 0 { throw ChunkFailure(reason: String(cString: strerror(failure))) }
    return bytes
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
