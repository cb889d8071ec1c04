import Ecosystem

/// Bytes that come piece by piece, such as those of a file that is too long to be held in memory.
///
///     let chunks = ByteChunks(Array("id,name\n".utf8))
///     try chunks.next()   // all of them
///     try chunks.next()   // none: the end
///
/// It is read once, from the beginning, by one reader.
public struct ByteChunks {
  private let read: () throws(ChunkFailure) -> [UInt8]

  /// Pieces that `read` gives one after the other, the empty one last and from then on.
  public init(_ read: @escaping () throws(ChunkFailure) -> [UInt8]) {
    self.read = read
  }

  /// Bytes that are all there.
  public init(_ bytes: [UInt8]) {
    var rest: [UInt8]? = bytes
    read = {
      defer { rest = nil }
      return rest ?? []
    }
  }

  /// The next piece; empty at the end.
  ///
  /// - Throws: `ChunkFailure` when they cannot be read on.
  public func next() throws(ChunkFailure) -> [UInt8] { try read() }
}

/// Why bytes cannot be read on, in the system's own words.
public struct ChunkFailure: Explainable, Hashable {
  public var reason: String

  public var code: String { "file.unreadable" }

  public init(reason: String) {
    self.reason = reason
  }

  public func message(in language: Language) -> String {
    switch language {
    case .fr: "la lecture s'est arrêtée : \(reason)."
    default: "reading stopped: \(reason)."
    }
  }
}
