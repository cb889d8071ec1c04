import Ecosystem

/// French translations of the argument parser's texts. It prints errors and help titles in English only, and has no hook to
/// translate them; a test triggers each kind of message, so that a later version's changed texts are detected.
///
/// Source of the texts: swift-argument-parser 1.8, `Usage/UsageGenerator.swift` and `Usage/HelpGenerator.swift`.
enum UsageWording {
  /// Returns a message or a help page in the present language.
  static func spoken(_ text: String) -> String { language == .fr ? french(text) : text }

  static func french(_ text: String) -> String {
    text.split(separator: "\n", omittingEmptySubsequences: false).map { frenchLine(String($0)) }.joined(separator: "\n")
  }

  private static func frenchLine(_ line: String) -> String {
    if line.hasPrefix("Error: ") { return "Erreur : " + refusal(String(line.dropFirst(7))) }
    for (english, french) in titles where line.hasPrefix(english) { return french + line.dropFirst(english.count) }
    for (english, french) in endings where line.hasSuffix(english) { return line.dropLast(english.count) + french }
    let indent = line.prefix { $0 == " " }
    for ending in ["more information", "detailed help"] {
      let pattern = LiteralPattern("See '", "' for \(ending).")
      if let parts = pattern.captures(in: String(line[indent.endIndex...])) { return "\(indent)Voir « \(parts[0]) »." }
    }
    return line
  }

  private static let titles = [
    ("OVERVIEW: ", ""), ("USAGE: ", "USAGE : "), ("Usage: ", "Usage : "), ("Help:  ", "Aide :  "), ("ARGUMENTS:", "ARGUMENTS :"),
    ("OPTIONS:", "OPTIONS :"), ("SUBCOMMANDS:", "COMMANDES :"),
  ]

  private static let endings = [
    ("Show the version.", "Montrer la version."), ("Show help information.", "Montrer cette aide."),
    ("Show subcommand help information.", "Montrer l'aide d'une commande."),
  ]

  // MARK: Refusals

  private static func refusal(_ text: String) -> String {
    for (pattern, sentence) in refusals {
      if let parts = pattern.captures(in: text), let french = sentence(parts) { return french }
    }
    return text
  }

  /// The sentences of the argument parser; of two with the same beginning the longer one first.
  private static let refusals: [(LiteralPattern, @Sendable ([String]) -> String?)] = [
    (
      LiteralPattern("Unknown option '", "'. Did you mean '", "'?"),
      { "option inconnue « \($0[0]) ». Vouliez-vous dire « \($0[1]) » ?" }
    ),
    (LiteralPattern("Unknown option '", "'"), { "option inconnue « \($0[0]) »." }),
    (LiteralPattern("Missing expected argument '", "'"), { "il manque l'argument « \($0[0]) »." }),
    (LiteralPattern("Missing one of: ", ""), { "il manque l'un de : \($0[0])." }),
    (LiteralPattern("Missing value for '", "'"), { "il manque la valeur de « \($0[0]) »." }),
    (LiteralPattern("Unexpected argument '", "'"), { "argument de trop « \($0[0]) »." }),
    (
      LiteralPattern("", " unexpected arguments: ", ""),
      { $0[0].allSatisfy(\.isNumber) ? "\($0[0]) arguments de trop : \($0[1])." : nil }
    ),
    (
      LiteralPattern("The option '", "' does not take any value, but '", "' was specified."),
      { "l'option « \($0[0]) » ne prend pas de valeur, or « \($0[1]) » est donné." }
    ),
    (
      LiteralPattern("The value '", "' is invalid for '", "'", ""),
      { "la valeur « \($0[0]) » ne convient pas à « \($0[1]) »." }
    ),
  ]
}
