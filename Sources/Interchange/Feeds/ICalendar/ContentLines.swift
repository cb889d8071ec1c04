import Encodings

/// The content lines of a calendar, unfolded, one at a time. Lines that are no property are passed over, as calendar programs do.
struct ContentLines {
  /// Upper bound of the bytes of a line without its folds; what follows is dropped, and the line is not read.
  static let lineBytesMax = 1 << 20

  private var lines: TextLines
  private var ahead: (number: Int, bytes: [UInt8])?
  private var hasBegun = false
  /// The last line taken, counted from 1.
  private(set) var number = 0
  /// The text of the last property returned, without folds.
  private(set) var text = ""

  init(_ text: ByteChunks) { lines = TextLines(text) }

  /// Returns the next property and the line on which it begins; nil at the end.
  mutating func next() throws(FeedProblem) -> (line: Int, property: ContentLine)? {
    while let (number, bytes) = try unfolded() {
      self.number = number
      guard bytes.count <= Self.lineBytesMax else { continue }
      let text = Self.text(bytes)
      guard let property = ContentLine(text) else { continue }
      self.text = text
      return (number, property)
    }
    return nil
  }

  /// Joins the parts of a folded line before its bytes are decoded: some programs fold inside a character.
  private mutating func unfolded() throws(FeedProblem) -> (number: Int, bytes: [UInt8])? {
    if !hasBegun {
      hasBegun = true
      ahead = try physical()
    }
    guard let (number, beginning) = ahead else { return nil }
    var bytes = beginning
    while true {
      ahead = try physical()
      guard let next = ahead, let first = next.bytes.first, first == 0x20 || first == 0x09 else { break }
      if bytes.count <= Self.lineBytesMax { bytes += next.bytes.dropFirst() }
    }
    return (number, bytes)
  }

  private mutating func physical() throws(FeedProblem) -> (number: Int, bytes: [UInt8])? {
    do throws(ChunkFailure) {
      guard let (number, line) = try lines.next() else { return nil }
      var bytes = Array(line)
      while bytes.last == 0x0D { bytes.removeLast() }
      return (number, bytes)
    } catch { throw FeedProblem(line: number, .unreadable(error.reason)) }
  }

  /// Decodes a line: UTF-8, else Windows-1252.
  private static func text(_ bytes: [UInt8]) -> String {
    if let text = String(validating: bytes, as: UTF8.self) { return text }
    let chunks = ByteChunks(bytes).decoded(from: .windows1252)
    var decoded: [UInt8] = []
    while let more = try? chunks.next(), !more.isEmpty { decoded += more }
    return String(decoding: decoded, as: UTF8.self)
  }
}
