import Encodings
import Engine
import Zip

/// The files of a ZIP archive, each read on its own, in pieces.
struct ImportArchive {
  /// Maximum number of entries of an archive.
  static let entriesMax = 10_000
  /// Maximum length of a name, in bytes.
  static let nameBytesMax = 1_024

  /// The names of the regular files, in the order of the archive.
  let names: [String]
  private let file: ImportFile

  /// The number of bytes of a file read at once.
  private static let chunkBytes = 256 << 10

  /// Lists the files of an archive.
  ///
  /// - Throws: `EngineError.fileUnreadable` with libarchive's message, or for too many entries, a name that is empty or too long, an
  ///   encrypted file or two files of one name.
  init(_ file: ImportFile) throws {
    self.file = file
    var names: [String] = []
    try Self.reading(file) {
      let reader = try ZipReader(file.bytes)
      var entryCount = 0
      while let entry = try reader.next() {
        entryCount += 1
        if entryCount > Self.entriesMax { throw Self.unreadable(file, "> \(Self.entriesMax)") }
        guard entry.isFile else { continue }
        guard (1...Self.nameBytesMax).contains(entry.name.utf8.count) else { throw Self.unreadable(file, "name") }
        if entry.isEncrypted { throw Self.unreadable(file, "\(entry.name): encrypted") }
        if names.containsExactly(entry.name) { throw Self.unreadable(file, "\(entry.name)?") }
        names.append(entry.name)
      }
    }
    self.names = names
  }

  /// Begins to read the contents of a file.
  ///
  /// - Parameter onRead: called after each chunk with the number of bytes of the archive read for it.
  /// - Throws: `EngineError.fileUnreadable`.
  func chunks(of name: String, onRead: @escaping (Int) -> Void = { _ in }) throws -> ByteChunks {
    let reader = try Self.reading(file) {
      let reader = try ZipReader(file.bytes)
      while let found = try reader.next(), !found.name.isExactly(name) {}
      return reader
    }
    return ByteChunks { () throws(ChunkFailure) in
      defer { onRead(reader.byteCount) }
      return try Self.read(reader)
    }
  }

  /// Reads the next bytes of the present file; none at its end.
  private static func read(_ reader: ZipReader) throws(ChunkFailure) -> [UInt8] {
    var failure: ZipFailure?
    let bytes = [UInt8](unsafeUninitializedCapacity: chunkBytes) { buffer, filled in
      do throws(ZipFailure) { filled = try reader.read(into: UnsafeMutableRawBufferPointer(buffer)) } catch { failure = error }
    }
    if let failure { throw ChunkFailure(reason: failure.reason) }
    return bytes
  }

  /// Runs `body`, and names the file in its failure.
  private static func reading<Result>(_ file: ImportFile, _ body: () throws -> Result) throws -> Result {
    do { return try body() } catch let failure as ZipFailure { throw unreadable(file, failure.reason) }
  }

  private static func unreadable(_ file: ImportFile, _ reason: String) -> EngineError {
    .fileUnreadable(path: file.path, reason: reason)
  }
}
