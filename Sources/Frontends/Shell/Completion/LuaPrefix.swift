/// The context of the cursor in an incomplete Lua text: the open brackets, the name before it, the string around it.
///
///     let here = LuaPrefix(#"actors.find{ kind = "com"#)
///     here.open.last?.callee    // ["actors", "find"]
///     here.open.last?.key       // "kind"
///     here.typed, here.quote    // "com", "\""
struct LuaPrefix {
  /// An open bracket.
  struct Open: Hashable {
    var bracket: UInt8
    /// The names before it if it is a call: `actors.find{` or `actors.find(`.
    var callee: [String]
    /// Number of commas in it so far.
    var position = 0
    /// The key of the field whose value is at the cursor.
    var key: String?
  }

  /// The open brackets, innermost last.
  private(set) var open: [Open] = []
  /// The names before the cursor's word, as `actors` in `actors.fi`.
  private(set) var path: [String] = []
  /// The typed part of the word, or of the string, around the cursor.
  private(set) var typed = ""
  /// The quote of the string around the cursor; nil outside of strings.
  private(set) var quote: UInt8?
  /// Whether the cursor is in a comment or a long string, where completion is off.
  private(set) var isInText = false

  private var lastString: String?
  private var names: [String] = []
  private var isAfterDot = false

  init(_ text: String) {
    var scanner = Scanner(bytes: Array(text.utf8))
    while let token = scanner.next() { take(token) }
    finish(scanner)
  }

  private mutating func take(_ token: Scanner.Token) {
    switch token {
    case .name(let name):
      names = isAfterDot ? names + [name] : [name]
      (isAfterDot, lastString) = (false, nil)
    case .string(let text): (lastString, names, isAfterDot) = (text, [], false)
    case .other: (lastString, names, isAfterDot) = (nil, [], false)
    case .symbol(let symbol): take(symbol)
    }
  }

  private mutating func take(_ symbol: UInt8) {
    switch symbol {
    case UInt8(ascii: "."), UInt8(ascii: ":"):
      isAfterDot = !names.isEmpty
      return
    case UInt8(ascii: "("), UInt8(ascii: "{"), UInt8(ascii: "["): open.append(Open(bracket: symbol, callee: names))
    case UInt8(ascii: ")"), UInt8(ascii: "}"): _ = open.popLast()
    case UInt8(ascii: "]"):
      _ = open.popLast()
      (names, isAfterDot) = ([], false)
      return  // The string within may be the key of a field.
    case UInt8(ascii: ","), UInt8(ascii: ";"): nextField()
    case UInt8(ascii: "="): if !open.isEmpty { open[open.count - 1].key = names.last ?? lastString }
    default: break
    }
    (names, isAfterDot, lastString) = ([], false, nil)
  }

  private mutating func nextField() {
    guard !open.isEmpty else { return }
    open[open.count - 1].position += 1
    open[open.count - 1].key = nil
  }

  private mutating func finish(_ scanner: Scanner) {
    isInText = scanner.isInText
    if let unfinished = scanner.unfinishedString {
      (quote, typed) = unfinished
      path = []
    } else if scanner.endsInName, let last = names.last {
      typed = last
      path = Array(names.dropLast())
    } else {
      path = isAfterDot ? names : []
    }
  }
}

/// The tokens of an incomplete text (Lua 5.4 Reference Manual, §3.1).
private struct Scanner {
  enum Token {
    case name(String)
    case string(String)
    case symbol(UInt8)
    case other
  }

  let bytes: [UInt8]
  private var position = 0
  /// Whether the text ends with a name.
  private(set) var endsInName = false
  /// Whether the text ends within a comment or a long string.
  private(set) var isInText = false
  /// The quote and the contents of an unfinished string at the end of the text.
  private(set) var unfinishedString: (UInt8, String)?

  init(bytes: [UInt8]) { self.bytes = bytes }

  mutating func next() -> Token? {
    skipBlanks()
    guard position < bytes.count else { return nil }
    endsInName = false
    let byte = bytes[position]
    if Self.isNamePart(byte), !Self.isDigit(byte) { return name() }
    if Self.isDigit(byte) { return number() }
    if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") { return string(byte) }
    if let level = longLevel(at: position) { return long(level) }
    position += 1
    // Comparison operators of two characters are no assignment.
    if "=<>~".utf8.contains(byte), peek == UInt8(ascii: "=") {
      position += 1
      return .other
    }
    return .symbol(byte)
  }

  private var peek: UInt8? { position < bytes.count ? bytes[position] : nil }

  private mutating func skipBlanks() {
    while let byte = peek {
      if byte == UInt8(ascii: "-"), position + 1 < bytes.count, bytes[position + 1] == byte {
        position += 2
        if let level = longLevel(at: position) { _ = long(level) } else { skipLine() }
      } else if byte <= 0x20 {
        position += 1
      } else {
        return
      }
    }
  }

  private mutating func skipLine() {
    while let byte = peek, byte != UInt8(ascii: "\n") { position += 1 }
    if peek == nil { isInText = true }
  }

  private mutating func name() -> Token {
    let start = position
    while let byte = peek, Self.isNamePart(byte) { position += 1 }
    endsInName = peek == nil
    return .name(String(decoding: bytes[start..<position], as: UTF8.self))
  }

  private mutating func number() -> Token {
    while let byte = peek, Self.isNamePart(byte) || byte == UInt8(ascii: ".") { position += 1 }
    return .other
  }

  private mutating func string(_ quote: UInt8) -> Token? {
    position += 1
    let start = position
    while let byte = peek, byte != quote, byte != UInt8(ascii: "\n") {
      position += byte == UInt8(ascii: "\\") ? 2 : 1
    }
    let text = String(decoding: bytes[start..<min(position, bytes.count)], as: UTF8.self)
    guard position < bytes.count else {
      unfinishedString = (quote, text)
      return nil
    }
    position += 1
    return .string(text)
  }

  /// Returns the number of `=` of a long bracket that begins there; nil when none begins.
  private func longLevel(at start: Int) -> Int? {
    guard start < bytes.count, bytes[start] == UInt8(ascii: "[") else { return nil }
    let level = bytes[(start + 1)...].prefix { $0 == UInt8(ascii: "=") }.count
    let second = start + 1 + level
    return second < bytes.count && bytes[second] == UInt8(ascii: "[") ? level : nil
  }

  private mutating func long(_ level: Int) -> Token? {
    let end = [UInt8(ascii: "]")] + Array(repeating: UInt8(ascii: "="), count: level) + [UInt8(ascii: "]")]
    position += level + 2
    while position + end.count <= bytes.count {
      if bytes[position..<(position + end.count)].elementsEqual(end) {
        position += end.count
        return .other
      }
      position += 1
    }
    (position, isInText) = (bytes.count, true)
    return nil
  }

  private static func isDigit(_ byte: UInt8) -> Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }

  private static func isNamePart(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20) || byte == UInt8(ascii: "_") || isDigit(byte)
  }
}
