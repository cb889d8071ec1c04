import Ecosystem
import Localization

/// Translations of the argument parser's texts. Its errors are internal types, and it prints them and its help titles in English
/// only, without a hook to translate them; so they are recognised by their English words. A test triggers each kind of message,
/// so that a later version's changed texts are detected.
///
/// Source of the texts: swift-argument-parser 1.8, `Usage/UsageGenerator.swift` and `Usage/HelpGenerator.swift`.
enum UsageWording {
  /// Returns a message or a help page in the present language.
  static func spoken(_ text: String) -> String {
    guard language != .en else { return text }
    return text.split(separator: "\n", omittingEmptySubsequences: false).map { translated(String($0)) }.joined(separator: "\n")
  }

  private static func translated(_ text: String) -> String {
    let line = text.hasPrefix("Error: ") ? text : text.replacing("(default:", with: wording("grappe.usage.default"))
    if line.hasPrefix("Error: ") { return wording("grappe.usage.error", ["reason": refusal(String(line.dropFirst(7)))]) }
    if line.hasPrefix("OVERVIEW: ") { return String(line.dropFirst(10)) }
    for (english, title) in titles where line.hasPrefix(english) { return title.text(in: language) + line.dropFirst(english.count) }
    for (english, ending) in endings where line.hasSuffix(english) { return line.dropLast(english.count) + ending.text(in: language) }
    let indent = line.prefix { $0 == " " }
    for ending in ["more information", "detailed help"] {
      let pattern = LiteralPattern("See '", "' for \(ending).")
      if let parts = pattern.captures(in: String(line[indent.endIndex...])) {
        return indent + wording("grappe.usage.see", ["command": parts[0]])
      }
    }
    return line
  }

  private static let titles = [
    ("USAGE: ", Message("grappe.usage.title.usage")), ("Usage: ", Message("grappe.usage.title.usage-line")),
    ("Help:  ", Message("grappe.usage.title.help-line")), ("ARGUMENTS:", Message("grappe.usage.title.arguments")),
    ("OPTIONS:", Message("grappe.usage.title.options")), ("SUBCOMMANDS:", Message("grappe.usage.title.subcommands")),
  ]

  private static let endings = [
    ("Show the version.", Message("grappe.usage.show-version")), ("Show help information.", Message("grappe.usage.show-help")),
    ("Show subcommand help information.", Message("grappe.usage.show-subcommand-help")),
  ]

  // MARK: Refusals

  private static func refusal(_ text: String) -> String {
    for refusal in refusals {
      guard let parts = refusal.pattern.captures(in: text) else { continue }
      if refusal.arguments.first == "number", !parts[0].allSatisfy(\.isNumber) { continue }
      let arguments: [String: String] = Dictionary(zip(refusal.arguments, parts)) { first, _ in first }
      return wording(refusal.id, arguments)
    }
    return text
  }

  private struct Refusal: Sendable {
    let pattern: LiteralPattern
    let id: String
    /// The names of the placeholders, in the order of the pattern's gaps.
    let arguments: [String]
  }

  /// The sentences of the argument parser; of two with the same beginning the longer one first.
  private static let refusals = [
    Refusal(
      pattern: LiteralPattern("Unknown option '", "'. Did you mean '", "'?"), id: "grappe.usage.unknown-option-near",
      arguments: ["option", "nearest"]),
    Refusal(pattern: LiteralPattern("Unknown option '", "'"), id: "grappe.usage.unknown-option", arguments: ["option"]),
    Refusal(
      pattern: LiteralPattern("Missing expected argument '", "'"), id: "grappe.usage.missing-argument", arguments: ["argument"]),
    Refusal(pattern: LiteralPattern("Missing one of: ", ""), id: "grappe.usage.missing-one-of", arguments: ["names"]),
    Refusal(pattern: LiteralPattern("Missing value for '", "'"), id: "grappe.usage.missing-value", arguments: ["option"]),
    Refusal(pattern: LiteralPattern("Unexpected argument '", "'"), id: "grappe.usage.unexpected-argument", arguments: ["argument"]),
    Refusal(
      pattern: LiteralPattern("", " unexpected arguments: ", ""), id: "grappe.usage.unexpected-arguments",
      arguments: ["number", "arguments"]),
    Refusal(
      pattern: LiteralPattern("The option '", "' does not take any value, but '", "' was specified."),
      id: "grappe.usage.no-value", arguments: ["option", "value"]),
    Refusal(
      pattern: LiteralPattern("The value '", "' is invalid for '", "'", ""), id: "grappe.usage.invalid-value",
      arguments: ["value", "option"]),
  ]
}
