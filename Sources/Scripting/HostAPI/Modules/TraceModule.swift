import Localization
import Lua
import LuaSyntax
import Sandbox

/// `grappe.trace`: notes values with their expressions and their line, for the author.
enum TraceModule {
  static let entries: [String: HostEntry] = ["trace": function("grappe.trace", trace)]

  /// `trace(...)`: logs each value on a line of its own, at the level `debug`.
  private static func trace(_ call: inout HostCall, _ context: HostContext) throws -> HostOutcome {
    let place = call.caller
    let expressions = place.flatMap(context.sourceLine).flatMap(CallArguments.texts) ?? []
    let head = place.map { "\($0.chunk):\($0.line): " } ?? ""
    for index in 0..<call.argumentCount {
      let text = LuaValueText.text(of: call, at: index + 1)
      let name = expressions.count == call.argumentCount ? expressions[index] : "\(index + 1)"
      let line = "\(head)\(name == text ? "" : "\(name) = ")\(text)"
      guard call.charge(.output, Int64(line.utf8.count)), context.countLogLine(line.utf8.count, call) else { break }
      context.log(.debug, line)
    }
    return .returns(0)
  }
}

/// The texts of the arguments of `grappe.trace` in a line of Lua.
enum CallArguments {
  private static let opening: Set<String> = ["(", "{", "["]
  private static let closing: Set<String> = [")", "}", "]"]

  /// The texts of the arguments, as written; nil when the line holds not exactly one whole call.
  static func texts(in line: String) -> [String]? {
    let source = Array(line.utf8)
    let tokens = Array(LuaTokens(source))
    let calls = tokens.indices.filter { isCall(tokens, at: $0) }
    guard calls.count == 1 else { return nil }
    var (depth, start, texts): (Int, Int, [String]) = (0, tokens[calls[0] + 3].offset + 1, [])
    for token in tokens[(calls[0] + 4)...] {
      guard case .symbol(let symbol) = token.token else { continue }
      if depth == 0, symbol == ")" || symbol == "," {
        texts.append(trimmed(source[start..<token.offset]))
        start = token.offset + 1
        if symbol == ")" { return texts }
      }
      if opening.contains(symbol) { depth += 1 }
      if closing.contains(symbol) { depth -= 1 }
    }
    return nil
  }

  private static func isCall(_ tokens: [LuaTokens.Located], at index: Int) -> Bool {
    guard index + 4 < tokens.count else { return false }
    return tokens[index..<(index + 4)].map(\.token) == [.name("grappe"), .symbol("."), .name("trace"), .symbol("(")]
  }

  private static func trimmed(_ bytes: ArraySlice<UInt8>) -> String {
    let text = String(decoding: bytes, as: UTF8.self)
    return String(text.drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace).reversed())
  }
}

/// Values as an author reads them: texts in quotes, tables with what they hold, all of it bounded.
enum LuaValueText {
  /// The maximum depth of nested tables, the maximum number of entries shown of one table, and of characters of one text.
  private static let bounds = (depth: 4, entries: 40, characters: 200)

  /// The value of an argument as text.
  static func text(of call: borrowing HostCall, at index: Int) -> String {
    do { return text(try call.argument(index, "value")) } catch {
      // A table with other keys than names and positions, or one that refers to itself, is not copied.
      return "a \(call.type(at: index).rawValue)"
    }
  }

  /// The value as text.
  static func text(_ value: LuaValue, depth: Int = 0) -> String {
    switch value {
    case .nil: "nil"
    case .boolean(let flag): "\(flag)"
    case .integer(let integer): "\(integer)"
    case .number(let number): "\(number)"
    case .string(let text): quoted(text)
    case .bytes(let bytes): "\(bytes.count) bytes"
    case .function: "function"
    case .table(let table): depth < bounds.depth ? text(table, depth: depth) : "{ … }"
    }
  }

  private static func text(_ table: LuaTable, depth: Int) -> String {
    let entries = table.array.lazy.map { text($0, depth: depth + 1) }
    let fields = table.fields.sorted { $0.key < $1.key }.lazy.map { "\($0.key) = \(text($0.value, depth: depth + 1))" }
    var shown = Array(entries.prefix(bounds.entries))
    shown += fields.prefix(bounds.entries - shown.count)
    let left = table.array.count + table.fields.count - shown.count
    if left > 0 { shown.append("… \(left) more") }
    return shown.isEmpty ? "{}" : "{ \(shown.joined(separator: ", ")) }"
  }

  private static func quoted(_ text: String) -> String {
    let shown = text.prefix(bounds.characters)
    let escaped = shown.map { character in
      switch character {
      case "\"": "\\\""
      case "\\": "\\\\"
      case "\n", "\r\n": "\\n"
      case "\t": "\\t"
      default: String(character)
      }
    }
    return "\"\(escaped.joined())\(shown.endIndex < text.endIndex ? "…" : "")\""
  }
}
