import Ecosystem
import Localization

/// Writings of other languages that are no Lua, each with what Lua writes instead. Found in the line of a syntax error.
package enum ForeignSyntax {
  /// Returns the remedy for a line that does not compile; nil when it holds none of these writings.
  ///
  /// - Parameters:
  ///   - line: the source line of the error.
  ///   - before: the line above; nil for none.
  static func remedy(for line: String, after before: String? = nil) -> LocalizedText? {
    let code = withoutTexts(line)
    if let found = signs.first(where: { code.contains($0.sign) }) {
      return LocalizedText("engine.foreign-syntax.write-instead", ["written": found.sign, "instead": found.instead])
    }
    if let id = shapes.first(where: { $0.matches(code) })?.id { return LocalizedText("engine.foreign-syntax.\(id)") }
    let isContinue = [code, before.map(withoutTexts) ?? ""].contains { words(of: $0).contains("continue") }
    return isContinue ? LocalizedText("engine.foreign-syntax.continue") : nil
  }

  /// The number of the first line with `else if`, counted from 1; nil without one.
  package static func elseIf(in text: [UInt8]) -> Int? {
    let lines = String(decoding: text, as: UTF8.self).split(separator: "\n", omittingEmptySubsequences: false)
    return lines.firstIndex { hasElseIf(String($0)) }.map { $0 + 1 }
  }

  static func hasElseIf(_ line: String) -> Bool {
    let words = words(of: withoutTexts(line))
    return zip(words, words.dropFirst()).contains { $0 == "else" && $1 == "if" }
  }

  /// Signs that Lua does not know; the longer one of two with the same beginning first.
  private static let signs: [(sign: String, instead: String)] = [
    ("!==", "~="), ("!=", "~="), ("<>", "~="), ("===", "=="), ("&&", "and"), ("||", "or"), ("++", "x = x + 1"), ("--=", "x = x - 1"),
    ("+=", "x = x + y"), ("-=", "x = x - y"), ("*=", "x = x * y"), ("/=", "x = x / y"), (".=", "x = x .. y"), ("=>", "function (x) … end"),
  ]

  private static let shapes: [(id: String, matches: @Sendable (String) -> Bool)] = [
    ("ternary", { $0.contains("?") && $0.contains(":") }),
    ("braces", { $0.contains(") {") || $0.contains("){") || $0.contains("else {") || $0.contains("} else") }),
    ("list", { $0.contains("= [") || $0.contains("([") || $0.contains("in [") || $0.contains("return [") }),
    ("field", { $0.contains("{") && $0.contains(":") && !$0.contains("::") }),
    ("not", { $0.contains("!") }),
    (
      "keyword",
      {
        !Set(words(of: $0)).isDisjoint(with: ["var", "let", "const", "def", "class", "import", "switch", "try", "elif", "elsif", "foreach"])
      }
    ),
  ]

  private static func words(of line: String) -> [Substring] {
    line.split { !($0.isLetter || $0.isNumber || $0 == "_") }
  }

  /// The line without the contents of its quoted texts and its comment.
  private static func withoutTexts(_ line: String) -> String {
    var kept = ""
    var quote: Character?
    var isEscaped = false
    for sign in line.prefix(2_048) {
      if let open = quote {
        if isEscaped { isEscaped = false } else if sign == "\\" { isEscaped = true } else if sign == open { quote = nil }
        continue
      }
      if sign == "\"" || sign == "'" { quote = sign } else { kept.append(sign) }
      if kept.hasSuffix("-- ") { return String(kept.dropLast(3)) }
    }
    return kept
  }
}
