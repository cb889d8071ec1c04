import Ecosystem

/// A token of a query in SQL, without comments: enough to find the names of its table expressions.
enum SQLToken: Hashable {
  /// A bare or quoted name, in lower case; also a string literal, which SQLite may accept as a name.
  case name(ExactString)
  /// Any other byte.
  case sign(UInt8)

  /// Splits a query into tokens.
  static func tokens(_ sql: String) -> [SQLToken] {
    var rest = Array(sql.utf8)[...]
    var tokens: [SQLToken] = []
    while let byte = rest.first {
      if let length = commentLength(rest) {
        rest = rest.dropFirst(length)
      } else if let close = closing(byte) {
        tokens.append(.name(ExactString(quoted(&rest, close))))
      } else if isNamed(byte) {
        let word = rest.prefix(while: isNamed)
        rest = rest.dropFirst(word.count)
        tokens.append(.name(ExactString(String(decoding: word, as: UTF8.self).asciiLowercased)))
      } else {
        if !" \t\r\n\u{C}".utf8.contains(byte) { tokens.append(.sign(byte)) }
        rest = rest.dropFirst()
      }
    }
    return tokens
  }

  private static func commentLength(_ rest: ArraySlice<UInt8>) -> Int? {
    if rest.starts(with: "--".utf8) { return rest.prefix { $0 != UInt8(ascii: "\n") }.count }
    guard rest.starts(with: "/*".utf8) else { return nil }
    let inside = rest.dropFirst(2)
    return inside.firstRange(of: Array("*/".utf8)).map { $0.upperBound - rest.startIndex } ?? rest.count
  }

  private static func closing(_ byte: UInt8) -> UInt8? {
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "'"), UInt8(ascii: "`"): byte
    case UInt8(ascii: "["): UInt8(ascii: "]")
    default: nil
    }
  }

  /// Reads the name up to its closing quote; a doubled quote is an escaped one, except in brackets.
  private static func quoted(_ rest: inout ArraySlice<UInt8>, _ close: UInt8) -> String {
    var name: [UInt8] = []
    rest = rest.dropFirst()
    while let byte = rest.first {
      rest = rest.dropFirst()
      if byte == close {
        guard close != UInt8(ascii: "]"), rest.first == close else { break }
        rest = rest.dropFirst()
      }
      name.append(byte)
    }
    return String(decoding: name, as: UTF8.self).asciiLowercased
  }

  private var isName: Bool { if case .name = self { true } else { false } }

  private static func isNamed(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"):
      true
    case UInt8(ascii: "_"), UInt8(ascii: "$"), 0x80...: true
    default: false
    }
  }
}

extension SQLToken {
  /// Finds the first of `names` (in lower case) that a query gives to a table expression: `NAME [(…)] AS [[NOT] MATERIALIZED] (`.
  static func expression(in sql: String, named names: Set<ExactString>) -> String? {
    expressions(in: sql).first(where: names.contains)?.string
  }

  /// Finds the names that a query gives to table expressions, in lower case. Takes linear time: a list of columns holds names and
  /// commas only, so that no two of them overlap.
  static func expressions(in sql: String) -> Set<ExactString> {
    let tokens = tokens(sql)
    var found: Set<ExactString> = []
    for (index, token) in tokens.enumerated() {
      guard case .name(let name) = token else { continue }
      var rest = tokens[(index + 1)...]
      if rest.first == .sign(UInt8(ascii: "(")) {
        rest = rest.dropFirst().drop { $0.isName || $0 == .sign(UInt8(ascii: ",")) }
        guard rest.first == .sign(UInt8(ascii: ")")) else { continue }
        rest = rest.dropFirst()
      }
      guard rest.first == .name("as") else { continue }
      rest = rest.dropFirst().drop { $0 == .name("not") || $0 == .name("materialized") }
      if rest.first == .sign(UInt8(ascii: "(")) { found.insert(name) }
    }
    return found
  }
}
