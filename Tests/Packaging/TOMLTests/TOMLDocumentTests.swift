import Foundation
import TOML
import Testing
import TextTestSupport

@Suite("TOML documents") struct TOMLDocumentTests {
  /// A text as plugins have it.
  static let manifest = #"""
    [plugin]
    name = "moselle"
    version = "1.4.0"
    api = 1
    title = { fr = "Moselle", en = "Moselle", de = "Mosel" }

    [dependencies]
    europe = "^2.1"

    [permissions]
    actors = { access = "read-write", reason.en = "Adds the \"sites\" of the region." }
    territories = ['FR-57', "LU"] # two countries

    [limits]
    cpu_ms = { call = 2_000 }
    """#

  @Test(
    "a document keeps keys that are canonically equivalent, and refuses the same key twice",
    arguments: [("\u{E9}", "e\u{301}"), ("K", "\u{212A}"), (";", "\u{37E}"), ("\u{C5}", "\u{212B}")])
  func keys(_ one: String, _ other: String) throws {
    let document = try TOMLDocument(parsing: Array("\"\(one)\" = 1\n\"\(other)\" = 2\n".utf8), file: "x.toml")
    #expect(document.root.count == 2)
    let twice = Array("\"\(one)\" = 1\n\"\(one)\" = 2\n".utf8)
    let error = #expect(throws: TOMLError.self) { try TOMLDocument(parsing: twice, file: "x.toml") }
    #expect(error?.code == .duplicateKey && error?.line == 2)
  }

  @Test("a text with a character that reorders text is refused with its line")
  func reordered() throws {
    let error = #expect(throws: TOMLError.self) {
      try TOMLDocument(parsing: Array("a = 1\nb = '\u{202E}x'".utf8), file: "x.toml")
    }
    #expect(error?.code == .invalidText && error?.line == 2 && error?.found == "U+202E")
  }

  /// Texts that TOML 1.0.0 allows.
  static let valid = [
    "", "# only a comment", "a = 1 # one", "a.b.c = 1\na.b.d = 2", "[a]\nb = 1\n[a.c]\nd = 2",
    "[a.b]\nc = 1\n[a]\nd = 2",
    "\"a b\" = 1\n'c.d' = 2\n\"\" = 3", "a = \"\\u00e9\\U0001F347\\t\\\\\\\"\"", "a = 'C:\\x'",
    "a = \"\"\"\nx\n  \\\n   y\"\"\"",
    "a = \"\"\"\"x\"\"\"\"\"", "a = '''\nx''y'''''", "a = \"\"\"a\\\r\n  b\r\nc\"\"\"", "a = [1, 2,\n # c\n 3,\n]",
    "a = []", "a = [[1], ['x', 2.0]]",
    "a = { b = 1, c.d = { e = [] } }", "a = {}", "[[a]]\nb = 1\n[[a]]\nb = 2\n[a.c]\nd = 1\n[[a]]",
    "a = 1_000\nb = 0xDEAD_beef\nc = 0o17\nd = 0b1_0",
    "a = +1\nb = -0\nc = 0\nd = 9223372036854775807\ne = -9223372036854775808",
    "a = 1.5\nb = -2e10\nc = 6.02E+23\nd = 1_0.0_1\ne = 0.0\nf = 1e06",
    "a = inf\nb = -inf\nc = +inf", "a = true\nb = false", "a = 1979-05-27", "a = 07:32:00",
    "a = 1979-05-27T07:32:00.999999Z",
    "a = 1979-05-27 07:32:00-08:00 # x", "a = [1979-05-27, 00:00:00]", "a = 2000-02-29", "1 = 1", "1.2 = 2", "-_- = 1",
    "a\t=\t1\r\n\r\nb = 2\r\n", "[ a . \"b\" ]\nc = 1", "[a]\n[b]\n[a.b]", "a = { 'b c' = 1 }",
    "a = [ { b = 1 }, { b = 2 } ]", "\u{FEFF}a = 1",
    "true = true\ninf = inf", "[a]\nb.c = 1\n[a.b.d]\ne = 1", "a=\"\"\"\\\"\"\"\\\"\"\"\"",
  ]

  /// Texts that TOML 1.0.0 forbids.
  static let invalid = [
    "a", "a =", "= 1", "a = 1 b = 2", "a = 1\na = 2", "[a]\n[a]", "a = 1\n[a]", "a = 1\n[a.b]", "a.b = 1\n[a]",
    "[a]\nb.c = 1\n[a.b]",
    "[a.b.c]\nd = 1\n[a]\nb.c.e = 2", "a = { b = 1 }\na.c = 2", "a = { b = 1 }\n[a.c]", "a = []\n[[a]]", "[[a]]\n[a]",
    "[a]\n[[a]]", "[a.b]\n[[a]]",
    "a = { b = 1, }", "a = { b = 1\n}", "a = { b = 1, b = 2 }", "a = { b.c = 1, b = 2 }", "a = { , }", "a = [1 2]",
    "a = [,]", "a = [1,,2]", "a = [1", "a = {",
    "a = \"x", "a = 'x", "a = \"\"\"x", "a = '''x''", "a = \"\\x\"", "a = \"\\uD800\"", "a = \"\\U00110000\"",
    "a = \"\\u12\"", "a = \"\u{1}\"",
    "a = \"\u{7F}\"", "a = 1 # \u{1}", "a = \"x\ny\"", "a = 'x\ny'", "a = \"\"\"x\"\"\"\"\"\"", "a = 01", "a = 1__0",
    "a = _1", "a = 1_", "a = 0x", "a = 0xG", "a = +0x1",
    "a = 1.", "a = .5", "a = 1.e5", "a = 1e", "a = 1.5.5", "a = 00.5", "a = ++1", "a = +-1", "a = 1_.5", "a = True",
    "a = infinity", "a = 1979-13-01", "a = 1979-02-29",
    "a = 1979-05-27T", "a = 25:00:00", "a = 07:60:00", "a = 07:32", "a = 1979-05-27T07:32:00+25:00", "a = 07:32:00.",
    "a = 1979-5-27", "a = 9223372036854775808",
    "[]", "[a", "[a]]", "[[a]", "[a.]", "[.a]", "[a..b]", "[a] b = 1", "a..b = 1", ".a = 1", "a. = 1", "a b = 1",
    "é = 1", "\"\"\"a\"\"\" = 1", "[", "[[", "[[]]",
    "a = 1\rb = 2", "[a\n]", "a\n= 1", "a = \n1", "a = 1979-05-27  07:32:00", "a = 0b2", "a = 0o8", "a = 1e5.5",
    "a = nan1", "a = \"\\\n\"", "[a.b]\n[a.b.c]\n[a.b]",
  ]

  @Test("what the standard allows is read", arguments: valid)
  func isValid(text: String) {
    #expect(throws: Never.self) { try TOMLDocument(parsing: Array(text.utf8), file: "x.toml") }
  }

  @Test("what it does not allow is refused", arguments: invalid)
  func isInvalid(text: String) {
    let error = #expect(throws: TOMLError.self) { try TOMLDocument(parsing: Array(text.utf8), file: "x.toml") }
    #expect(error?.code == .syntax || error?.code == .duplicateKey)
  }

  @Test("Python's tomllib reads the same values, and refuses the same texts (oracle: python3 tomllib)")
  func tomllibAgrees() throws {
    let texts = Self.valid + Self.invalid + Self.mutations(of: Self.valid + [Self.manifest])
    let input = try JSONEncoder().encode(texts.map { Data($0.utf8).base64EncodedString() })
    let script = """
      import base64, datetime, json, sys, tomllib
      def plain(v):
          if isinstance(v, dict): return "{" + ",".join(sorted(json.dumps(k) + ":" + plain(x) for k, x in v.items())) + "}"
          if isinstance(v, list): return "[" + ",".join(plain(x) for x in v) + "]"
          if isinstance(v, bool): return "true" if v else "false"
          if isinstance(v, int): return str(v) if -2**63 <= v < 2**63 else "too large"
          if isinstance(v, float): return "f" + v.hex() if v == v else "fnan"
          if isinstance(v, str): return "s" + v.encode("utf-8").hex()
          return "moment"
      answers = []
      for text in json.load(sys.stdin):
          try: answers.append(plain(tomllib.loads(base64.b64decode(text).decode("utf-8").removeprefix("\\ufeff"))))
          except (tomllib.TOMLDecodeError, RecursionError, ValueError): answers.append("refused")
      json.dump(answers, sys.stdout)
      """
    let python = try #require(Tool.path(of: "python3"))
    let answer = try Tool.run(python, ["-c", script], input: String(decoding: input, as: UTF8.self))
    let theirs = try JSONDecoder().decode([String].self, from: Data(answer.utf8))
    for (text, their) in zip(texts, theirs) {
      let ours =
        (try? TOMLDocument(parsing: Array(text.utf8), file: "x")).map { Self.plain(.table($0.root)) } ?? "refused"
      // Python's integers are unbounded; TOML requires 64 bits and an error beyond.
      #expect(ours == (their.contains("too large") ? "refused" : their), "\(text.debugDescription)")
    }
  }

  /// Returns every text with one character removed, doubled, or replaced by one that has a meaning in TOML.
  private static func mutations(of texts: [String]) -> [String] {
    var mutations: [String] = []
    let marks = Array("\"'[]{}=.,#\n\\_-+e0:T ".unicodeScalars)
    for text in texts {
      let scalars = Array(text.unicodeScalars)
      for index in scalars.indices {
        var shorter = scalars
        shorter.remove(at: index)
        var longer = scalars
        longer.insert(scalars[index], at: index)
        var other = scalars
        other[index] = marks[(index * 7 + scalars.count) % marks.count]
        mutations += [shorter, longer, other].map { String(String.UnicodeScalarView($0)) }
      }
    }
    return mutations
  }

  private static func plain(_ data: TOMLData) -> String {
    switch data {
    case .table(let table):
      "{"
        + table.map { "\(json($0.key)):\(plain($0.value))" }.sorted {
          $0.unicodeScalars.lexicographicallyPrecedes($1.unicodeScalars)
        }.joined(separator: ",") + "}"
    case .list(let list): "[" + list.map(plain).joined(separator: ",") + "]"
    case .boolean(let flag): "\(flag)"
    case .integer(let number): "\(number)"
    case .number(let number): "f" + hexadecimal(number)
    case .text(let text): "s" + text.utf8.map { String(format: "%02x", $0) }.joined()
    case .moment: "moment"
    }
  }

  private static func json(_ text: String) -> String {
    var json = "\""
    for unit in text.utf16 {
      switch unit {
      case 0x22: json += "\\\""
      case 0x5C: json += "\\\\"
      case 0x20...0x7E: json += String(UnicodeScalar(UInt8(unit)))
      case 0x0A: json += "\\n"
      case 0x0D: json += "\\r"
      case 0x09: json += "\\t"
      case 0x08: json += "\\b"
      case 0x0C: json += "\\f"
      default: json += String(format: "\\u%04x", Int(unit))
      }
    }
    return json + "\""
  }

  /// Formats a number as Python's float.hex does.
  private static func hexadecimal(_ number: Double) -> String {
    if number.isNaN { return "nan" }
    if number.isInfinite { return number < 0 ? "-inf" : "inf" }
    let sign = number.sign == .minus ? "-" : ""
    if number == 0 { return sign + "0x0.0p+0" }
    let digits = String(number.significandBitPattern, radix: 16)
    let exponent = number.isNormal ? number.exponent : -1022
    let padded = String(repeating: "0", count: 13 - digits.count) + digits
    return "\(sign)0x\(number.isNormal ? 1 : 0).\(padded)p\(exponent < 0 ? "-" : "+")\(abs(exponent))"
  }

  @Test("lines of keys are known in strings of every kind, in lists over several lines and in inline tables")
  func lines() throws {
    let text = #"""
      a = """
      b = 1 \""" x"""
      c = '''
      d'''''
      e = [ # ]
        "]", { f = 1 },
      ]
      "g h" . 'i' = { j = "}", k = { l = [1] } }
      [ m . n ]
      o = "\"#"
      [[p]]
      q = 1
      [[p]]
      q = 1
      """#
    let document = try TOMLDocument(parsing: Array(text.utf8), file: "x.toml")
    let wanted: [[String]: Int] = [
      ["a"]: 1, ["c"]: 3, ["e"]: 5, ["e", "f"]: 6, ["g h", "i"]: 8, ["g h", "i", "j"]: 8, ["g h", "i", "k", "l"]: 8,
      ["m", "n"]: 9, ["m", "n", "o"]: 10, ["p"]: 11, ["p", "q"]: 12,
    ]
    for (path, line) in wanted { #expect(document.line(of: path) == line, "\(path)") }
    #expect(document.line(of: ["b"]) == nil)
  }
}
