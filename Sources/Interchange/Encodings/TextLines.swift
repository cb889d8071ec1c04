import Ecosystem

/// The lines of a UTF-8 text, one at a time, such as those of JSON Lines. Lines of spaces only and a byte-order mark are skipped.
/// A line of more than `lineBytesMax` bytes is cut there.
public struct TextLines {
  /// Upper bound of the bytes of a line.
  public static let lineBytesMax = 16 << 20

  private let chunks: ByteChunks
  private var buffer: [UInt8] = []
  private var position = 0
  private var number = 0
  private var hasEnded = false

  public init(_ chunks: ByteChunks) {
    self.chunks = chunks
  }

  /// Reads the next line without its end, and its number from 1; nil at the end.
  ///
  /// - Throws: `ChunkFailure` when reading fails.
  public mutating func next() throws(ChunkFailure) -> (number: Int, bytes: ArraySlice<UInt8>)? {
    while var line = try line() {
      number += 1
      if number == 1, line.starts(with: [0xEF, 0xBB, 0xBF]) { line = line.dropFirst(3) }
      let isBlank = line.allSatisfy { $0 == 0x20 || $0 == 0x0D || $0 == 0x09 }
      if !isBlank { return (number, line.prefix(TextLines.lineBytesMax)) }
    }
    return nil
  }

  private mutating func line() throws(ChunkFailure) -> ArraySlice<UInt8>? {
    var searched = position
    while true {
      let found = buffer.withUnsafeBufferPointer { $0[searched...].firstIndex(of: 0x0A) }
      if let end = found ?? (hasEnded && position < buffer.count ? buffer.count : nil) {
        defer { position = min(end + 1, buffer.count) }
        return buffer[position..<end]
      }
      if hasEnded { return nil }
      searched = buffer.count - position
      try readOn()
    }
  }

  private mutating func readOn() throws(ChunkFailure) {
    let piece = try chunks.next()
    hasEnded = piece.isEmpty
    buffer.removeFirst(position)
    position = 0
    // Bytes beyond the limit of a line are dropped.
    if buffer.count > TextLines.lineBytesMax, !piece.contains(0x0A) { return }
    buffer += piece
  }
}
