import Ecosystem
import Localization

/// Bytes that arrive in chunks, such as those of a file too large for memory.
///
///     let chunks = ByteChunks(Array("id,name\n".utf8))
///     try chunks.next()   // all of them
///     try chunks.next()   // none: the end
///
/// It is read once, from the beginning, by one reader.
public struct ByteChunks {
  private let read: () throws(ChunkFailure) -> [UInt8]

  /// The chunks that `read` returns one after the other; an empty one ends them.
  public init(_ read: @escaping () throws(ChunkFailure) -> [UInt8]) {
    self.read = read
  }

  /// Bytes in memory, as one chunk.
  public init(_ bytes: [UInt8]) {
    var rest: [UInt8]? = bytes
    read = {
      defer { rest = nil }
      return rest ?? []
    }
  }

  /// Reads the next chunk; empty at the end.
  ///
  /// - Throws: `ChunkFailure` when reading fails.
  public func next() throws(ChunkFailure) -> [UInt8] { try read() }
}

/// A failed read, with the system's message.
public struct ChunkFailure: Explainable, Hashable {
  public var reason: String

  public var code: String { "file.unreadable" }

  public init(reason: String) {
    self.reason = reason
  }

  public func message(in language: Language) -> String {
    Message("ecosystem.byte-chunks.reading-stopped", ["reason": reason]).text(in: language)
  }
}
