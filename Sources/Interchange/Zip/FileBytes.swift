import Encodings

/// The bytes of a file that is read at any offset.
public struct FileBytes: Sendable {
  /// The size in bytes.
  public let size: Int
  /// Reads up to `count` bytes from `offset`; fewer only at the end of the file.
  package let read: @Sendable (_ offset: Int, _ count: Int) throws(ChunkFailure) -> [UInt8]

  /// - Parameter read: reads up to `count` bytes from `offset`; an empty array means the end.
  public init(size: Int, read: @escaping @Sendable (_ offset: Int, _ count: Int) throws(ChunkFailure) -> [UInt8]) {
    self.size = size
    self.read = read
  }

  /// Bytes in memory.
  public init(_ bytes: [UInt8]) {
    self.init(size: bytes.count) { offset, count in
      offset < bytes.count ? Array(bytes[offset..<min(bytes.count, offset + count)]) : []
    }
  }
}
