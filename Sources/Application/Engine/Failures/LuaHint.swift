import Ecosystem
import HostAPI
import Localization
import LuaSyntax

/// The remedies for errors that Lua itself raises. Lua's message names the error, in English; the hint names the remedy.
package enum LuaHint {
  /// Returns the remedy for a message; nil for messages that contain their own.
  ///
  /// - Parameters:
  ///   - line: the source line of the error; nil where it is unknown.
  ///   - before: the line above it.
  package static func remedy(for message: String, line: String? = nil, after before: String? = nil) -> LocalizedText? {
    let message = LuaMessage(message)
    return runtime(message, line ?? "") ?? syntax(message, line ?? "", after: before)
  }

  /// The remedy for a stack overflow by recursion.
  package static let endless = LocalizedText(
    "engine.lua-hint.function-calls-itself-without")

  // MARK: Run time

  private static func runtime(_ message: LuaMessage, _ line: String) -> LocalizedText? {
    if let member = message.missingMember { return member.nearest == nil ? LocalizedText("engine.lua-hint.reference") : nil }
    if message.contains("(error object is a nil") { return LocalizedText("engine.lua-hint.error-without-value") }
    if message.contains("(error object is a ") { return LocalizedText("engine.lua-hint.error-was-given-table") }
    if message.contains("attempt to ") { return attempt(message, line) }
    if message.contains("stack overflow") { return endless }
    if message.isMissingModule { return LocalizedText("engine.lua-hint.require-finds-modules-own") }
    if message.contains("requires itself, directly or through another") { return LocalizedText("engine.lua-hint.module-circle") }
    if message.contains("has no integer representation") { return LocalizedText("engine.lua-hint.whole-number") }
    return argument(message, line)
  }

  /// The remedy for an operation on a value of the wrong type.
  private static func attempt(_ message: LuaMessage, _ line: String) -> LocalizedText? {
    if message.contains("attempt to call a nil value") { return call(message) }
    if message.contains("attempt to call a ") { return callOfValue(message, line) }
    if message.contains("attempt to index a nil value") { return index(message, line) }
    if message.contains("attempt to get length of a nil value") { return absent(message, instead: "{}") }
    if message.contains("attempt to concatenate a nil value") { return absent(message, instead: "\"\"") }
    if message.contains("attempt to concatenate a ") { return LocalizedText("engine.lua-hint.convert-text") }
    if message.contains("attempt to perform arithmetic on a nil value") { return absent(message, instead: "0") }
    if message.contains("attempt to perform arithmetic on a ") || message.contains("' with a '") {
      return LocalizedText("engine.lua-hint.convert-number")
    }
    if message.contains("attempt to compare") { return LocalizedText("engine.lua-hint.one-two-values-missing") }
    if message.contains("attempt to assign to const variable") { return LocalizedText("engine.lua-hint.constant") }
    return nil
  }

  private static func call(_ message: LuaMessage) -> LocalizedText {
    guard let (kind, name) = message.subject else { return LocalizedText("engine.lua-hint.what-called-no-function") }
    if kind == "method" { return ForeignMethods.remedy(for: name) ?? LocalizedText("engine.lua-hint.no-method", ["name": name]) }
    if kind == "global", let absent = AbsentGlobals.remedy(for: name) { return absent }
    if kind == "field", let absent = AbsentGlobals.names.first(where: { $0.hasSuffix(".\(name)") }).flatMap(AbsentGlobals.remedy) {
      return absent
    }
    let known = Array(LuaGlobals.names) + LuaGlobals.libraries.keys + ["grappe"]
    if kind == "global", let nearest = NearestName.suggest(name, among: known) {
      return LocalizedText("engine.lua-hint.did-you-mean", ["nearest": nearest])
    }
    if kind == "global" || kind == "local" || kind == "upvalue" {
      return LocalizedText("engine.lua-hint.there-no-function-here", ["name": name])
    }
    return ForeignMethods.remedy(for: name) ?? LocalizedText("engine.lua-hint.table-has-no-function", ["name": name])
  }

  /// The remedy for the call of a value that is neither nil nor a function.
  private static func callOfValue(_ message: LuaMessage, _ line: String) -> LocalizedText {
    if message.contains("for iterator") { return LocalizedText("engine.lua-hint.no-iterator") }
    if line.contains("grappe.log(") { return LocalizedText("engine.lua-hint.log-levels") }
    guard let name = message.subject?.name, let type = message.calledType else {
      return LocalizedText("engine.lua-hint.what-called-no-function")
    }
    return LocalizedText("engine.lua-hint.call-other", ["name": name, "type": type])
  }

  private static func index(_ message: LuaMessage, _ line: String) -> LocalizedText {
    if let (kind, name) = message.subject, name != "?" {
      if kind == "global", let absent = AbsentGlobals.remedy(for: name) { return absent }
      return LocalizedText("engine.lua-hint.nil-here-field-absent", ["name": name])
    }
    return loop(line) ?? LocalizedText("engine.lua-hint.nil-here")
  }

  /// The remedy for `ipairs` or `pairs` of nil, whose own message names nothing; nil for a line without such a call.
  private static func loop(_ line: String) -> LocalizedText? {
    guard let start = line.firstRange(of: "pairs(") else { return nil }
    let function = line[..<start.lowerBound].last == "i" ? "ipairs" : "pairs"
    let argument = line[start.upperBound...].prefix { $0 != ")" && $0 != "(" && $0 != "," }
    guard !argument.isEmpty, argument != "nil", line[argument.endIndex...].first == ")" else { return nil }
    return LocalizedText("engine.lua-hint.no-fields-or", ["function": function, "name": String(argument)])
  }

  private static func absent(_ message: LuaMessage, instead: String) -> LocalizedText {
    guard let name = message.subject?.name else { return LocalizedText("engine.lua-hint.nil-here") }
    return LocalizedText("engine.lua-hint.has-no-value-here", ["name": name, "instead": instead])
  }

  private static func argument(_ message: LuaMessage, _ line: String) -> LocalizedText? {
    if let (number, function) = message.missingArgument {
      if function == "for iterator" { return loop(line) ?? LocalizedText("engine.lua-hint.nil-here") }
      return LocalizedText("engine.lua-hint.argument-missing-see-where", ["number": number, "function": function])
    }
    if message.contains("(number expected, got string)") { return LocalizedText("engine.lua-hint.convert-number") }
    return nil
  }

  // MARK: Compile time

  private static func syntax(_ message: LuaMessage, _ line: String, after before: String?) -> LocalizedText? {
    guard message.isSyntaxError else { return nil }
    if message.contains("'end' expected") || message.contains("<eof>"), ForeignSyntax.hasElseIf(line) {
      return LocalizedText("engine.foreign-syntax.else-if")
    }
    if let foreign = ForeignSyntax.remedy(for: line, after: before) { return foreign }
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
