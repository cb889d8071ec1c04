import Ecosystem
import Localization
import LuaSyntax

/// The remedies for errors that Lua itself raises. Lua's message names the error, in English; the hint names the remedy.
package enum LuaHint {
  /// Returns the remedy for a message; nil for messages that contain their own.
  package static func remedy(for message: String) -> LocalizedText? {
    let message = LuaMessage(message)
    return runtime(message) ?? syntax(message)
  }

  /// The remedy for a stack overflow by recursion.
  package static let endless = LocalizedText(
    "engine.lua-hint.function-calls-itself-without")

  // MARK: Run time

  private static func runtime(_ message: LuaMessage) -> LocalizedText? {
    if let text = hostTable(message) { return text }
    if message.contains("(error object is a ") {
      return LocalizedText(
        "engine.lua-hint.error-was-given-table")
    }
    if message.contains("attempt to call a nil value") { return call(message) }
    if message.contains("attempt to index a nil value") { return index(message) }
    if message.contains("attempt to concatenate a nil value") { return absent(message, instead: "\"\"") }
    if message.contains("attempt to perform arithmetic on a nil value") { return absent(message, instead: "0") }
    if message.contains("attempt to compare") {
      return LocalizedText(
        "engine.lua-hint.one-two-values-missing")
    }
    if message.contains("stack overflow") { return endless }
    if message.isMissingModule {
      return LocalizedText(
        "engine.lua-hint.require-finds-modules-own")
    }
    if message.contains("requires itself, directly or through another") { return LocalizedText("engine.lua-hint.module-circle") }
    if let (number, function) = message.missingArgument {
      return LocalizedText(
        "engine.lua-hint.argument-missing-see-where", ["number": number, "function": function])
    }
    return nil
  }

  /// The remedy for an unknown name in a table of the host, whose English message gives the nearest name.
  private static func hostTable(_ message: LuaMessage) -> LocalizedText? {
    guard let (table, name, nearest) = message.missingMember else { return nil }
    return LocalizedText(composing: { language in
      // Lua's message says the rest in English.
      let isEnglish = language == .en
      guard let nearest else {
        let message =
          isEnglish ? Message("engine.lua-hint.reference") : Message("engine.lua-hint.no-member", ["table": table, "name": name])
        return message.text(in: language)
      }
      if isEnglish { return "" }
      return Message("engine.lua-hint.no-member-near", ["table": table, "name": name, "nearest": nearest]).text(in: language)
    })
  }

  private static func call(_ message: LuaMessage) -> LocalizedText {
    guard let (kind, name) = message.subject else {
      return LocalizedText(
        "engine.lua-hint.what-called-no-function")
    }
    let known = Array(LuaGlobals.names) + LuaGlobals.libraries.keys + ["grappe"]
    if kind == "global", let nearest = NearestName.suggest(name, among: known) {
      return LocalizedText("engine.lua-hint.did-you-mean", ["nearest": nearest])
    }
    if kind == "global" || kind == "local" || kind == "upvalue" {
      return LocalizedText(
        "engine.lua-hint.there-no-function-here", ["name": name])
    }
    return LocalizedText(
      "engine.lua-hint.table-has-no-function", ["name": name])
  }

  private static func index(_ message: LuaMessage) -> LocalizedText {
    guard let name = message.subject?.name else { return LocalizedText("engine.lua-hint.nil-here") }
    return LocalizedText("engine.lua-hint.nil-here-field-absent", ["name": name])
  }

  private static func absent(_ message: LuaMessage, instead: String) -> LocalizedText {
    let name = message.subject?.name ?? "x"
    return LocalizedText(
      "engine.lua-hint.has-no-value-here", ["name": name, "instead": instead])
  }

  // MARK: Compile time

  private static func syntax(_ message: LuaMessage) -> LocalizedText? {
    if let (closing, opening, line) = message.unclosed {
      return LocalizedText(
        "engine.lua-hint.close-what-opens-line", ["closing": closing, "opening": opening, "line": line])
    }
    if message.contains("near <eof>") {
      return LocalizedText(
        "engine.lua-hint.file-ends-too-early")
    }
    if message.contains("unfinished string") {
      return LocalizedText("engine.lua-hint.close-quote-same-line")
    }
    if message.contains(" expected near ") || message.contains("unexpected symbol near ") {
      return LocalizedText(
        "engine.lua-hint.look-what-stands-before")
    }
    return nil
  }
}
