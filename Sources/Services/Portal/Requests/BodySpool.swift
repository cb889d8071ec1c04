import Crypto
import Reports

/// The body of a response while it is written: in memory up to a bound, then in a file without a name.
struct BodySpool {
  /// Upper bound of the bytes in memory: what the front keeps of a page.
  static let bytesInMemoryMax = 1 << 20

  private let folder: String
  private var written: TemporaryFile?
  private var hash = SHA256()
  /// The bytes that are not in the file; the whole body where there is none.
  private(set) var pending: [UInt8] = []
  private(set) var byteCount = 0

  /// - Parameter folder: the folder in which the file is made once it is needed.
  init(folder: String) { self.folder = folder }

  /// - Throws: `TemporaryFileError` when the folder accepts no file, or no further bytes.
  mutating func append(_ text: String) throws {
    let start = pending.count
    pending += text.utf8
    byteCount += pending.count - start
    pending.withUnsafeBytes { hash.update(bufferPointer: UnsafeRawBufferPointer(rebasing: $0[start...])) }
    if pending.count > Self.bytesInMemoryMax { try flush() }
  }

  private mutating func flush() throws {
    let file = try written ?? TemporaryFile(in: folder)
    try file.append(pending)
    written = file
    pending.removeAll(keepingCapacity: true)
  }

  /// Returns the digest of the body.
  func finish() -> SHA256.Digest { hash.finalize() }

  /// Returns the file with the whole body; nil for one that is in memory.
  /// - Throws: `TemporaryFileError`.
  mutating func file() throws -> TemporaryFile? {
    guard written != nil else { return nil }
    try flush()
    return written
  }
}
