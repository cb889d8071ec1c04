import ExactText

/// Reads a TOML text from front to back: statements, headers, keys and nesting. Scalars and strings have files of their own.
///
/// Source of every rule: TOML 1.0.0, https://toml.io/en/v1.0.0.
struct TOMLReader {
  /// The line of each key, counted from 1.
  private(set) var lines: [[ExactString]: Int] = [:]
  /// The text, which the caller has checked to be UTF-8 without NUL.
  let bytes: [UInt8]
  /// The position of the next byte.
  var position = 0
  /// The line of the next byte.
  private(set) var line = 1
  private let file: String

  init(_ text: [UInt8], file: String) {
    bytes = text
    self.file = file
    // A byte order mark is not part of the text.
    if text.starts(with: [0xEF, 0xBB, 0xBF]) { position = 3 }
  }

  /// Parses the whole document.
  ///
  /// - Throws: ``TOMLError`` of the code `syntax` or `duplicateKey`.
  mutating func document() throws(TOMLError) -> ExactDictionary<TOMLData> {
    let root = TOMLTree(.header)
    var (table, path): (TOMLTree, [String]) = (root, [])
    while true {
      try skipBlankLines()
      guard let byte = current else { return root.data }
      if byte == UInt8(ascii: "[") {
        (table, path) = try header(root)
      } else {
        try assignment(in: table, path, depth: 1)
      }
      try endOfLine()
    }
  }

  // MARK: Headers and keys

  private mutating func header(_ root: TOMLTree) throws(TOMLError) -> (TOMLTree, [String]) {
    advance()
    let isList = take("[")
    let path = try key()
    guard take("]"), !isList || take("]") else { throw syntax() }
    var table = root
    for index in 0..<path.count - 1 { table = try step(into: path, index, from: table) }
    let last = path[path.count - 1]
    if isList { return (try appendTable(last, to: table, path), path) }
    return (try openTable(last, in: table, path), path)
  }

  /// Enters the table of one part of a header; creates it if it is missing.
  private mutating func step(into path: [String], _ index: Int, from table: TOMLTree) throws(TOMLError) -> TOMLTree {
    switch table.entries[path[index]] {
    case .table(let inner): return inner
    case .tables(let list): return list[list.count - 1]
    case .data: throw duplicate(path)
    case nil:
      let inner = TOMLTree(.passing)
      table.entries[path[index]] = .table(inner)
      note(Array(path[...index]))
      return inner
    }
  }

  private mutating func openTable(_ name: String, in table: TOMLTree, _ path: [String]) throws(TOMLError) -> TOMLTree {
    if case .table(let inner) = table.entries[name], inner.origin == .passing {
      inner.origin = .header
      lines[exact(path)] = line
      return inner
    }
    guard table.entries[name] == nil else { throw duplicate(path) }
    let inner = TOMLTree(.header)
    table.entries[name] = .table(inner)
    note(path)
    return inner
  }

  private mutating func appendTable(_ name: String, to table: TOMLTree, _ path: [String]) throws(TOMLError)
    -> TOMLTree
  {
    let inner = TOMLTree(.header)
    switch table.entries[name] {
    case nil: table.entries[name] = .tables([inner])
    case .tables(var list):
      // Removed first, so that the list grows in place and is not copied each time.
      table.entries[name] = nil
      list.append(inner)
      table.entries[name] = .tables(list)
    default: throw duplicate(path)
    }
    note(path)
    return inner
  }

  /// Parses `key = value`, in a table or an inline table.
  private mutating func assignment(in table: TOMLTree, _ path: [String], depth: Int) throws(TOMLError) {
    let key = try key()
    guard take("=") else { throw syntax() }
    skipBlank()
    var table = table
    for index in 0..<key.count - 1 { table = try dottedStep(into: key, index, from: table, path) }
    let last = key[key.count - 1]
    guard table.entries[last] == nil else { throw duplicate(path + key) }
    note(path + key)
    table.entries[last] = .data(try value(path + key, depth: depth + key.count))
  }

  private mutating func dottedStep(
    into key: [String], _ index: Int, from table: TOMLTree, _ path: [String]
  ) throws(TOMLError) -> TOMLTree {
    switch table.entries[key[index]] {
    case .table(let inner) where inner.origin == .dotted: return inner
    case nil:
      let inner = TOMLTree(.dotted)
      table.entries[key[index]] = .table(inner)
      note(path + key[...index])
      return inner
    default: throw duplicate(path + key)
    }
  }

  /// Parses a key: one or more parts separated by dots, with blanks around them.
  private mutating func key() throws(TOMLError) -> [String] {
    var parts: [String] = []
    repeat {
      skipBlank()
      parts.append(try keyPart())
      skipBlank()
      guard parts.count <= TOMLDocument.depthMax else { throw syntax() }
    } while take(".")
    return parts
  }

  private mutating func keyPart() throws(TOMLError) -> String {
    if current == UInt8(ascii: "\"") || current == UInt8(ascii: "'") { return try shortString() }
    let start = position
    while let byte = current, Self.isBareKey(byte) { position += 1 }
    guard position > start else { throw syntax() }
    return String(decoding: bytes[start..<position], as: UTF8.self)
  }

  private static func isBareKey(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"),
      UInt8(ascii: "_"), UInt8(ascii: "-"):
      true
    default: false
    }
  }

  // MARK: Values

  private mutating func value(_ path: [String], depth: Int) throws(TOMLError) -> TOMLData {
    guard depth <= TOMLDocument.depthMax else { throw syntax() }
    switch current {
    case UInt8(ascii: "\""), UInt8(ascii: "'"): return .text(try string())
    case UInt8(ascii: "["): return try list(path, depth: depth)
    case UInt8(ascii: "{"): return try inlineTable(path, depth: depth)
    default: return try scalar()
    }
  }

  private mutating func list(_ path: [String], depth: Int) throws(TOMLError) -> TOMLData {
    advance()
    var items: [TOMLData] = []
    while true {
      try skipBlankLines()
      if take("]") { return .list(items) }
      items.append(try value(path, depth: depth + 1))
      try skipBlankLines()
      if take("]") { return .list(items) }
      guard take(",") else { throw syntax() }
    }
  }

  /// Parses an inline table, which is on one line and cannot be extended; no comma may precede its end.
  private mutating func inlineTable(_ path: [String], depth: Int) throws(TOMLError) -> TOMLData {
    advance()
    let table = TOMLTree(.header)
    skipBlank()
    if take("}") { return .table([:]) }
    repeat {
      try assignment(in: table, path, depth: depth)
      skipBlank()
    } while take(",")
    guard take("}") else { throw syntax() }
    return .table(table.data)
  }

  // MARK: Bytes

  /// The next byte; nil at the end.
  var current: UInt8? { position < bytes.count ? bytes[position] : nil }

  /// Returns the byte at a distance after the next one; nil past the end.
  func peek(_ distance: Int) -> UInt8? { position + distance < bytes.count ? bytes[position + distance] : nil }

  /// Advances by one byte and counts lines.
  mutating func advance() {
    if current == UInt8(ascii: "\n") { line += 1 }
    position += 1
  }

  /// Consumes this character if it is the next one.
  mutating func take(_ character: Unicode.Scalar) -> Bool {
    guard current == UInt8(ascii: character) else { return false }
    advance()
    return true
  }

  /// Skips spaces and tabs.
  mutating func skipBlank() {
    while current == 0x20 || current == 0x09 { position += 1 }
  }

  /// Whether a line feed comes next, alone or after a carriage return.
  var isAtNewline: Bool { current == 0x0A || (current == 0x0D && peek(1) == 0x0A) }

  /// Consumes a line feed, with the carriage return before it.
  mutating func takeNewline() {
    if current == 0x0D { position += 1 }
    advance()
  }

  private mutating func skipBlankLines() throws(TOMLError) {
    while true {
      skipBlank()
      try skipComment()
      guard isAtNewline else { return }
      takeNewline()
    }
  }

  private mutating func endOfLine() throws(TOMLError) {
    skipBlank()
    try skipComment()
    guard current == nil || isAtNewline else { throw syntax() }
  }

  private mutating func skipComment() throws(TOMLError) {
    guard current == UInt8(ascii: "#") else { return }
    while let byte = current, !isAtNewline {
      guard !Self.isControl(byte) else { throw syntax() }
      position += 1
    }
  }

  /// Whether a byte is a control character other than the tab, which TOML forbids.
  static func isControl(_ byte: UInt8) -> Bool { (byte < 0x20 && byte != 0x09) || byte == 0x7F }

  // MARK: Errors

  /// Returns the error of the text that comes next, with an excerpt.
  func syntax() -> TOMLError {
    let rest = bytes[min(position, bytes.count)...].prefix { $0 != 0x0A }
    // A cut inside a character leaves a replacement character, which is dropped.
    let excerpt = String(decoding: rest.prefix(24), as: UTF8.self).filter { $0 != "\u{FFFD}" }
    return TOMLError(.syntax, file: file, line: line, found: excerpt.isEmpty ? "⏎" : excerpt)
  }

  private func exact(_ path: some Sequence<String>) -> [ExactString] { path.map { ExactString($0) } }

  private func duplicate(_ path: [String]) -> TOMLError {
    var known = path[...]
    while known.count > 1, lines[exact(known)] == nil { known.removeLast() }
    let first = lines[exact(known)].map { "\($0)" } ?? ""
    return TOMLError(
      .duplicateKey, file: file, line: line, found: path.joined(separator: "."), wanted: [first])
  }

  private mutating func note(_ path: [String]) {
    let path = exact(path)
    if lines[path] == nil { lines[path] = line }
  }
}
