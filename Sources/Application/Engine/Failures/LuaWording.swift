import Ecosystem
import Localization

/// The sentences that Lua itself raises, in the reader's language. Lua has them in English only.
///
/// Source of the forms: ldebug.c, lauxlib.c, lparser.c, ltablib.c and lstrlib.c of Lua 5.4.
package enum LuaWording {
  /// Returns a message with its place, translated as far as Lua wrote it; a message of other code stays as it is.
  package static func spoken(_ message: String, in language: Language) -> String {
    guard language != .en else { return message }
    let rest = message.dropFirst(placeLength(message))
    guard let text = translated(String(rest), in: language) else { return message }
    return message.prefix(message.count - rest.count) + text
  }

  /// The number of characters of `demo/init.lua:4: ` at the beginning.
  private static func placeLength(_ message: String) -> Int {
    guard let colon = message.firstRange(of: ": "), message[..<colon.lowerBound].last?.isNumber == true,
      !message[..<colon.lowerBound].contains(" ")
    else { return 0 }
    return message.distance(from: message.startIndex, to: colon.upperBound)
  }

  private static func translated(_ text: String, in language: Language) -> String? {
    // Only the first line is Lua's; a long message is one of a plugin's own.
    guard text.utf8.count < 1_000 else { return nil }
    for form in forms {
      guard let parts = form.pattern.captures(in: text) else { continue }
      let arguments = Dictionary(zip(form.arguments, parts.map { spokenPart($0, in: language) })) { first, _ in first }
      return Message("engine.lua-wording.\(form.id)", arguments).text(in: language)
    }
    return nil
  }

  /// A part of a message that is itself a sentence of Lua, such as the reason of a bad argument.
  private static func spokenPart(_ part: String, in language: Language) -> String {
    for form in reasons {
      guard let parts = form.pattern.captures(in: part) else { continue }
      let arguments = Dictionary(zip(form.arguments, parts)) { first, _ in first }
      return Message("engine.lua-wording.\(form.id)", arguments).text(in: language)
    }
    return part
  }

  private struct Form: Sendable {
    let id: String
    let pattern: LiteralPattern
    /// The names of the placeholders, in the order of the pattern's gaps.
    let arguments: [String]

    init(_ id: String, _ pattern: LiteralPattern, arguments: [String] = []) {
      (self.id, self.pattern, self.arguments) = (id, pattern, arguments)
    }
  }

  /// Of two forms with the same beginning the longer one first. A gap at the end holds the subject, such as ` (local 'x')`.
  private static let forms = [
    Form("index", LiteralPattern("attempt to index a ", " value", ""), arguments: ["type", "subject"]),
    Form("call", LiteralPattern("attempt to call a ", " value", ""), arguments: ["type", "subject"]),
    Form("arithmetic", LiteralPattern("attempt to perform arithmetic on a ", " value", ""), arguments: ["type", "subject"]),
    Form("concatenate", LiteralPattern("attempt to concatenate a ", " value", ""), arguments: ["type", "subject"]),
    Form("length", LiteralPattern("attempt to get length of a ", " value", ""), arguments: ["type", "subject"]),
    Form("compare-two", LiteralPattern("attempt to compare two ", " values"), arguments: ["type"]),
    Form("compare", LiteralPattern("attempt to compare ", " with ", ""), arguments: ["left", "right"]),
    Form("add", LiteralPattern("attempt to add a '", "' with a '", "'"), arguments: ["left", "right"]),
    Form("combine", LiteralPattern("attempt to ", " a '", "' with a '", "'"), arguments: ["operation", "left", "right"]),
    Form("constant", LiteralPattern("attempt to assign to const variable '", "'"), arguments: ["name"]),
    Form("argument", LiteralPattern("bad argument #", " to '", "' (", ")"), arguments: ["number", "function", "reason"]),
    Form("self", LiteralPattern("calling '", "' on bad self (", ")"), arguments: ["function", "reason"]),
    Form("argument-count", LiteralPattern("wrong number of arguments to '", "'"), arguments: ["function"]),
    Form("concat", LiteralPattern("invalid value (", ") at index ", " in table for 'concat'"), arguments: ["type", "index"]),
    Form("module", LiteralPattern("module '", "' not found in this bundle"), arguments: ["name"]),
    Form("integer", LiteralPattern("number", " has no integer representation"), arguments: ["subject"]),
    Form("error-value", LiteralPattern("(error object is a ", " value)"), arguments: ["type"]),
    Form(
      "unclosed", LiteralPattern("'", "' expected (to close '", "' at line ", ") near ", ""),
      arguments: ["wanted", "opening", "line", "near"]),
    Form("expected", LiteralPattern("'", "' expected near ", ""), arguments: ["wanted", "near"]),
    Form("expected-name", LiteralPattern("<name> expected near ", ""), arguments: ["near"]),
    Form("expected-parameter", LiteralPattern("<name> or '...' expected near ", ""), arguments: ["near"]),
    Form("expected-function", LiteralPattern("function arguments expected near ", ""), arguments: ["near"]),
    Form("unexpected", LiteralPattern("unexpected symbol near ", ""), arguments: ["near"]),
    Form("unfinished", LiteralPattern("unfinished string near ", ""), arguments: ["near"]),
    Form("malformed-number", LiteralPattern("malformed number near ", ""), arguments: ["near"]),
    Form("syntax", LiteralPattern("syntax error near ", ""), arguments: ["near"]),
    Form("label", LiteralPattern("no visible label '", "' for <goto> at line ", ""), arguments: ["name", "line"]),
    Form("break", LiteralPattern("break outside loop at line ", ""), arguments: ["line"]),
    Form("member-near", LiteralPattern("", " has no '", "': did you mean '", "'?"), arguments: ["table", "name", "nearest"]),
    Form("member", LiteralPattern("", " has no '", "'"), arguments: ["table", "name"]),
    Form("given-near", LiteralPattern("", " cannot be given a '", "': did you mean '", "'?"), arguments: ["table", "name", "nearest"]),
    Form("given", LiteralPattern("", " cannot be given a '", "'"), arguments: ["table", "name"]),
  ]

  private static let reasons = [
    Form("reason-type", LiteralPattern("", " expected, got ", ""), arguments: ["wanted", "given"]),
    Form("integer", LiteralPattern("number", " has no integer representation"), arguments: ["subject"]),
    Form("reason-value", LiteralPattern("value expected", "")),
    Form("reason-bounds", LiteralPattern("position out of bounds", "")),
    Form("reason-interval", LiteralPattern("interval is empty", "")),
  ]
}
