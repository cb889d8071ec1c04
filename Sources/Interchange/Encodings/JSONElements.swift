import Ecosystem
import Localization

/// The elements of a JSON array, or JSON values one after the other, from bytes that arrive in chunks. Memory holds one element and the
/// chunk that it came in.
///
///     var elements = JSONElements(ByteChunks(Array("[{\"a\": 1},\n {\"a\": 2}]".utf8)))
///     try elements.next()   // line 1, {"a": 1}
///
/// Elements are only told apart here, by brackets and strings; whether one is valid is for its reader to say.
public struct JSONElements {
  /// Upper bound of the bytes of an element.
  public static let elementBytesMax = 16 << 20

  /// The place in the list.
  private enum Phase {
    case start
    /// Values follow each other without an array around them.
    case values
    case firstOfArray, laterOfArray, afterArray
  }

  private let chunks: ByteChunks
  private var buffer: [UInt8] = []
  private var position = 0
  private var line = 1
  private var hasEnded = false
  private var phase = Phase.start

  public init(_ chunks: ByteChunks) {
    self.chunks = chunks
  }

  /// Reads the next element, and the line on which it begins, from 1; nil at the end.
  ///
  /// - Throws: `JSONListError` when the list is cut off or something else stands between its elements, or when reading fails.
  public mutating func next() throws(JSONListError) -> (number: Int, bytes: ArraySlice<UInt8>)? {
    if phase == .start {
      guard let first = try nextSign() else { return nil }
      phase = first == UInt8(ascii: "[") ? .firstOfArray : .values
      if phase == .firstOfArray { position += 1 }
    }
    if phase == .values { return try nextSign() == nil ? nil : try element() }
    return phase == .afterArray ? nil : try nextOfArray()
  }

  private mutating func nextOfArray() throws(JSONListError) -> (number: Int, bytes: ArraySlice<UInt8>)? {
    let isFirst = phase == .firstOfArray
    phase = .laterOfArray
    let sign = try requiredSign()
    if sign == UInt8(ascii: "]") {
      position += 1
      phase = .afterArray
      if let other = try nextSign() { throw unexpected(other) }
      return nil
    }
    if isFirst == (sign == UInt8(ascii: ",")) { throw unexpected(sign) }
    if !isFirst {
      position += 1
      let next = try requiredSign()
      if next == UInt8(ascii: "]") || next == UInt8(ascii: ",") { throw unexpected(next) }
    }
    return try element()
  }

  private mutating func requiredSign() throws(JSONListError) -> UInt8 {
    guard let sign = try nextSign() else { throw JSONListError(line: line, problem: .cutOff) }
    return sign
  }

  /// Passes over blanks and a byte-order mark.
  /// - Returns: the next byte, which stays; nil at the end of the text.
  private mutating func nextSign() throws(JSONListError) -> UInt8? {
    while true {
      while position < buffer.count {
        switch buffer[position] {
        case 0x0A: line += 1
        case 0x20, 0x09, 0x0D: break
        case 0xEF, 0xBB, 0xBF: if phase != .start { return buffer[position] }
        default: return buffer[position]
        }
        position += 1
      }
      if hasEnded { return nil }
      try readOn()
    }
  }

  private mutating func element() throws(JSONListError) -> (number: Int, bytes: ArraySlice<UInt8>)? {
    let begin = line
    var scan = JSONElementScan()
    var index = position
    while true {
      let end = buffer.withUnsafeBufferPointer { scan.end(in: $0, from: &index) }
      if let end = end ?? (hasEnded && scan.isScalar ? buffer.count : nil) {
        defer { position = end }
        line += scan.lines
        return (begin, buffer[position..<end])
      }
      if hasEnded { throw JSONListError(line: begin, problem: .cutOff) }
      if index - position > Self.elementBytesMax { throw JSONListError(line: begin, problem: .tooLong) }
      let scanned = index - position
      try readOn()
      index = position + scanned
    }
  }

  private mutating func readOn() throws(JSONListError) {
    do throws(ChunkFailure) {
      let chunk = try chunks.next()
      hasEnded = chunk.isEmpty
      buffer.removeFirst(position)
      position = 0
      buffer += chunk
    } catch { throw JSONListError(line: line, problem: .unreadable(error.reason)) }
  }

  private func unexpected(_ byte: UInt8) -> JSONListError {
    let sign = (0x21...0x7E).contains(byte) ? String(Unicode.Scalar(byte)) : "\u{FFFD}"
    return JSONListError(line: line, problem: .unexpected(sign))
  }
}

/// Finds the end of one JSON value: that of its outer bracket or string, or the sign after a number or word.
private struct JSONElementScan {
  private var depth = 0
  private var isInString = false
  private var isEscaped = false
  private var hasBegun = false
  /// Number of line ends inside the value.
  private(set) var lines = 0
  /// Whether the value is a number or a word, which ends with the text.
  private(set) var isScalar = false

  /// Returns the end; nil when it is not among the bytes. `index` is where the scan goes on.
  mutating func end(in bytes: UnsafeBufferPointer<UInt8>, from index: inout Int) -> Int? {
    while index < bytes.count {
      let byte = bytes[index]
      if isScalar, Self.endsScalar(byte) { return index }
      index += 1
      if take(byte) { return index }
    }
    return nil
  }

  /// Takes a byte.
  /// - Returns: whether it ends the value.
  private mutating func take(_ byte: UInt8) -> Bool {
    if byte == 0x0A { lines += 1 }
    if isInString {
      if isEscaped {
        isEscaped = false
      } else if byte == UInt8(ascii: "\\") {
        isEscaped = true
      } else if byte == UInt8(ascii: "\"") {
        isInString = false
        return depth == 0
      }
      return false
    }
    defer { hasBegun = true }
    switch byte {
    case UInt8(ascii: "\""): isInString = true
    case UInt8(ascii: "{"), UInt8(ascii: "["): depth += 1
    case UInt8(ascii: "}"), UInt8(ascii: "]"):
      depth -= 1
      return depth <= 0
    default: isScalar = isScalar || !hasBegun
    }
    return false
  }

  private static func endsScalar(_ byte: UInt8) -> Bool {
    [UInt8(ascii: ","), UInt8(ascii: "]"), UInt8(ascii: "}"), UInt8(ascii: "{"), 0x20, 0x09, 0x0A, 0x0D].contains(byte)
  }
}

/// The reason why a list of JSON values cannot be read further, with its line.
public struct JSONListError: Explainable, Hashable {
  /// The kinds of errors.
  public enum Problem: Sendable, Hashable {
    /// The text ends inside the list.
    case cutOff
    /// This sign stands where an element, a comma or the end of the list should.
    case unexpected(String)
    /// An element is longer than `JSONElements.elementBytesMax`.
    case tooLong
    /// Reading the bytes failed, with the system's message.
    case unreadable(String)
  }

  /// The line, counted from 1.
  public var line: Int
  public var problem: Problem

  public init(line: Int, problem: Problem) {
    self.line = line
    self.problem = problem
  }

  public var code: String { "json.malformed" }

  /// Returns the error as one sentence, with the line.
  public func message(in language: Language) -> String {
    let reason =
      switch problem {
      case .cutOff: Message("ecosystem.json-list.cut-off")
      case .unexpected(let sign): Message("ecosystem.json-list.unexpected", ["sign": sign])
      case .tooLong: Message("ecosystem.json-list.too-long")
      case .unreadable(let reason): Message("ecosystem.csv-error.what-follows-cannot-read", ["reason": reason])
      }
    return Message("ecosystem.csv-error.line", ["line": line]).text(in: language) + reason.text(in: language)
  }
}
