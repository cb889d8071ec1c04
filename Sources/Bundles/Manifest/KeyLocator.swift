/// Finds the line of every key of a TOML text, and what the parser behind it would not bear or not tell.
///
/// TOMLKit gives values without their lines, hands strings over as C strings (so that an escaped NUL would cut them), and recurses
/// as deep as keys are dotted. This reads the same text first, takes the lines and refuses the other two. It does not judge syntax: where
/// the text is no TOML it loses its way quietly, and the parser says so afterwards. To be dropped once the parser tells lines.
struct KeyLocator {
  /// The keys that name a value or a table, from the outermost on.
  typealias Path = [String]

  /// How deep tables and lists may be nested, and how many parts a key may have.
  static let depthMax = 8

  /// The line of each key, counted from 1.
  private(set) var lines: [Path: Int] = [:]
  /// The first key that is given twice, with both lines.
  private(set) var duplicate: (path: Path, first: Int, second: Int)?
  /// The line of an escaped NUL.
  private(set) var escapedNulLine: Int?
  /// The line on which the text is nested too deep.
  private(set) var tooDeepLine: Int?

  private let bytes: [UInt8]
  private var position = 0
  private var line = 1

  /// Reads the text through once.
  init(_ text: [UInt8]) {
    bytes = text
    var table: Path = []
    while position < bytes.count, tooDeepLine == nil {
      skipBlank(acrossLines: true)
      if current == UInt8(ascii: "[") { table = header() } else if current != nil { assignment(in: table) }
      skipLine()
    }
  }

  private var current: UInt8? { position < bytes.count ? bytes[position] : nil }

  private mutating func advance() {
    if current == UInt8(ascii: "\n") { line += 1 }
    position += 1
  }

  private mutating func header() -> Path {
    advance()
    let isList = current == UInt8(ascii: "[")
    if isList { advance() }
    let path = key()
    if isList { lines[path] = lines[path] ?? line } else { note(path) }
    return path
  }

  /// Notes a key where it stands, and when it stood somewhere before.
  private mutating func note(_ path: Path) {
    if let first = lines[path], duplicate == nil, !path.isEmpty { duplicate = (path, first, line) }
    lines[path] = lines[path] ?? line
  }

  private mutating func assignment(in table: Path) {
    let start = position
    let path = table + key()
    skipBlank(acrossLines: false)
    guard current == UInt8(ascii: "=") else {
      // Whatever this is, it is not an assignment; go on so that the loop ends.
      if position == start, current != nil, current != UInt8(ascii: "\n") { advance() }
      return
    }
    note(path)
    advance()
    value(at: path, depth: 1)
  }

  /// A key: bare or quoted parts with dots between them.
  private mutating func key() -> Path {
    var parts: Path = []
    repeat {
      if !parts.isEmpty { advance() }
      skipBlank(acrossLines: false)
      parts.append(keyPart())
      skipBlank(acrossLines: false)
      if parts.count > Self.depthMax { tooDeepLine = tooDeepLine ?? line }
    } while current == UInt8(ascii: ".") && tooDeepLine == nil
    return parts
  }

  private mutating func keyPart() -> String {
    let start = position
    if current == UInt8(ascii: "\"") || current == UInt8(ascii: "'") {
      string()
      return String(decoding: bytes[start..<position].dropFirst().dropLast(), as: UTF8.self)
    }
    while let byte = current, Self.isBareKey(byte) { position += 1 }
    return String(decoding: bytes[start..<position], as: UTF8.self)
  }

  private static func isBareKey(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "0")...UInt8(ascii: "9"),
      UInt8(ascii: "_"), UInt8(ascii: "-"): true
    default: false
    }
  }

  private mutating func value(at path: Path, depth: Int) {
    guard depth <= Self.depthMax else {
      tooDeepLine = tooDeepLine ?? line
      return
    }
    skipBlank(acrossLines: false)
    switch current {
    case UInt8(ascii: "\""), UInt8(ascii: "'"): string()
    case UInt8(ascii: "["): list(at: path, depth: depth)
    case UInt8(ascii: "{"): inlineTable(at: path, depth: depth)
    default:
      while let byte = current, !",]}#\n".utf8.contains(byte) { position += 1 }
    }
  }

  private mutating func list(at path: Path, depth: Int) {
    advance()
    while tooDeepLine == nil {
      skipBlank(acrossLines: true)
      guard let byte = current, byte != UInt8(ascii: "}") else { return }
      if byte == UInt8(ascii: "]") { return advance() }
      if byte == UInt8(ascii: ",") { advance() } else { value(at: path + ["[]"], depth: depth + 1) }
    }
  }

  private mutating func inlineTable(at path: Path, depth: Int) {
    advance()
    while tooDeepLine == nil {
      skipBlank(acrossLines: false)
      guard let byte = current, byte != UInt8(ascii: "\n"), byte != UInt8(ascii: "]") else { return }
      if byte == UInt8(ascii: "}") { return advance() }
      if byte == UInt8(ascii: ",") {
        advance()
        continue
      }
      let name = path + key()
      guard current == UInt8(ascii: "=") else { return }
      if !path.contains("[]") { note(name) }
      advance()
      value(at: name, depth: depth + 1)
    }
  }

  /// A string of any of the four kinds; ends behind its closing quotes, or where a one-line string leaves its line.
  private mutating func string() {
    guard let quote = current else { return }
    let isLong = bytes[position...].prefix(3).elementsEqual([quote, quote, quote])
    for _ in 0..<(isLong ? 3 : 1) { advance() }
    while let byte = current {
      if byte == UInt8(ascii: "\\"), quote == UInt8(ascii: "\"") {
        escape()
      } else if byte == quote, !isLong {
        return advance()
      } else if byte == quote, bytes[position...].prefix(3).elementsEqual([quote, quote, quote]) {
        // Up to two quotes may stand right before the closing three.
        while current == quote { advance() }
        return
      } else if byte == UInt8(ascii: "\n"), !isLong {
        return
      } else {
        advance()
      }
    }
  }

  private mutating func escape() {
    advance()
    let digits = current == UInt8(ascii: "u") ? 4 : current == UInt8(ascii: "U") ? 8 : 0
    if digits > 0, bytes[position...].dropFirst().prefix(digits).elementsEqual(repeatElement(UInt8(ascii: "0"), count: digits)) {
      escapedNulLine = escapedNulLine ?? line
    }
    if current != nil { advance() }
  }

  private mutating func skipBlank(acrossLines: Bool) {
    while let byte = current {
      switch byte {
      case 0x20, 0x09, 0x0D: position += 1
      case UInt8(ascii: "\n") where acrossLines: advance()
      case UInt8(ascii: "#") where acrossLines: skipLine()
      default: return
      }
    }
  }

  private mutating func skipLine() {
    while let byte = current, byte != UInt8(ascii: "\n") { position += 1 }
    if current != nil { advance() }
  }
}
