import Ecosystem

/// A parsed message of a Lua error. Every search is one pass over at most ``bytesMax`` bytes, which bounds its time.
///
/// Source of the forms: ldebug.c, lauxlib.c and lparser.c of Lua 5.4.
struct LuaMessage {
  /// The number of bytes of a message that are parsed.
  static let bytesMax = 8_192

  private let bytes: [UInt8]

  init(_ text: String) { bytes = Array(text.utf8.prefix(Self.bytesMax)) }

  /// Whether the message contains a text.
  func contains(_ text: String) -> Bool { ByteSearch.first(text.utf8, in: bytes[...]) != nil }

  /// The kind and the name of the value that the message describes as `(local 'x')`.
  var subject: (kind: String, name: String)? {
    for start in bytes.indices where bytes[start] == UInt8(ascii: "(") {
      let kind = word(after: start + 1)
      guard Self.kinds.contains(text(kind)), let name = quoted(after: kind.upperBound, behind: " '"),
        has(")", at: name.upperBound + 1)
      else { continue }
      return (text(kind), text(name))
    }
    return nil
  }

  /// The type in `attempt to call a table value`.
  var calledType: String? {
    occurrences(of: "attempt to call a ").lazy.map { self.word(after: $0.upperBound) }.first { !$0.isEmpty }.map(text)
  }

  /// Whether the message is that of a text that does not compile.
  var isSyntaxError: Bool {
    contains(" near ") || contains("no visible label ") || contains("break outside loop")
  }

  /// Whether the message contains `module 'x' not found`.
  var isMissingModule: Bool {
    occurrences(of: "module").contains { place in
      quoted(after: place.upperBound, behind: " '").map { has(" not found", at: $0.upperBound + 1) } ?? false
    }
  }

  /// The number of the argument and the function of `bad argument #1 to 'x' (… got nil)`.
  var missingArgument: (number: String, function: String)? {
    for place in occurrences(of: "bad argument #") {
      let number = digits(after: place.upperBound)
      guard !number.isEmpty, let function = quoted(after: number.upperBound, behind: " to '") else { continue }
      let line = bytes[(function.upperBound + 1)...].prefix { $0 != UInt8(ascii: "\n") }
      guard ByteSearch.first(" got nil".utf8, in: line) != nil || ByteSearch.first(" got no value".utf8, in: line) != nil
      else { continue }
      return (text(number), text(function))
    }
    return nil
  }

  /// The table, the missing name and the nearest name in `grappe.x has no 'y': did you mean 'z'?` at the end of the message.
  var missingMember: (table: String, name: String, nearest: String?)? {
    guard let place = ByteSearch.last(" has no '".utf8, in: bytes[...]) else { return nil }
    let start = bytes[..<place.lowerBound].lastIndex(where: Self.isBlank).map { $0 + 1 } ?? 0
    let name = word(after: place.upperBound)
    guard start < place.lowerBound, !name.isEmpty, has("'", at: name.upperBound) else { return nil }
    let (table, end) = (text(start..<place.lowerBound), name.upperBound + 1)
    if end == bytes.count { return (table, text(name), nil) }
    guard let nearest = quoted(after: end, behind: ": did you mean '"), word(after: nearest.lowerBound) == nearest,
      has("'?", at: nearest.upperBound), nearest.upperBound + 2 == bytes.count
    else { return nil }
    return (table, text(name), text(nearest))
  }

  /// The words of `'end' expected (to close 'if' at line 3)`.
  var unclosed: (closing: String, opening: String, line: String)? {
    for place in occurrences(of: "' expected (to close '") {
      let start = bytes[..<place.lowerBound].lastIndex { !Self.isWord($0) } ?? place.lowerBound
      let (closing, opening) = (min(start + 1, place.lowerBound)..<place.lowerBound, word(after: place.upperBound))
      guard !closing.isEmpty, bytes[start] == UInt8(ascii: "'"), !opening.isEmpty, has("' at line ", at: opening.upperBound)
      else { continue }
      let line = digits(after: opening.upperBound + 10)
      if !line.isEmpty, has(")", at: line.upperBound) { return (text(closing), text(opening), text(line)) }
    }
    return nil
  }

  /// The file and the line at the start of the message: `demo/lib/work.lua:4: `.
  var place: (chunk: String, line: Int)? {
    guard let colon = bytes.firstIndex(of: UInt8(ascii: ":")), colon > 4, bytes[..<colon].suffix(4).elementsEqual(".lua".utf8)
    else { return nil }
    let digits = digits(after: colon + 1)
    guard has(": ", at: digits.upperBound), let line = Int(text(digits)) else { return nil }
    return (text(0..<colon), line)
  }

  // MARK: Parts

  private static let kinds: Set<String> = ["local", "global", "field", "upvalue", "method", "constant"]

  private func text(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }

  private func has(_ text: String, at start: Int) -> Bool { start <= bytes.count && bytes[start...].starts(with: text.utf8) }

  /// The ranges of a text, from the first occurrence on.
  private func occurrences(of text: String) -> UnfoldSequence<Range<Int>, Int> {
    sequence(state: 0) { start in
      guard let found = ByteSearch.first(text.utf8, in: bytes[start...]) else { return nil }
      start = found.upperBound
      return found
    }
  }

  private func word(after start: Int) -> Range<Int> { run(after: start, Self.isWord) }
  private func digits(after start: Int) -> Range<Int> { run(after: start) { (48...57).contains($0) } }

  private func run(after start: Int, _ belongs: (UInt8) -> Bool) -> Range<Int> {
    guard start <= bytes.count else { return bytes.count..<bytes.count }
    return start..<(start + bytes[start...].prefix(while: belongs).count)
  }

  /// The text between an opening and the next quote; nil without the opening.
  private func quoted(after start: Int, behind opening: String) -> Range<Int>? {
    let first = start + opening.utf8.count
    guard has(opening, at: start), let end = bytes[first...].firstIndex(of: UInt8(ascii: "'")) else { return nil }
    return first..<end
  }

  private static func isWord(_ byte: UInt8) -> Bool {
    (97...122).contains(byte | 0x20) || (48...57).contains(byte) || byte == UInt8(ascii: "_") || byte >= 0x80
  }

  private static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || (9...13).contains(byte) }
}
