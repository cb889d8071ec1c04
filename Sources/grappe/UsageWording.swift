import Ecosystem

/// The argument parser's own words in French. It says what it refuses, and titles its help, in English alone and offers no place to
/// word them; a test asks for each kind of message, so that other words of a later version are noticed.
///
/// Source of the sentences: swift-argument-parser 1.8, `Usage/UsageGenerator.swift` and `Usage/HelpGenerator.swift`.
enum UsageWording {
  /// A message or a help page in the language that is spoken.
  static func spoken(_ text: String) -> String { language == .fr ? french(text) : text }

  static func french(_ text: String) -> String {
    text.split(separator: "\n", omittingEmptySubsequences: false).map { frenchLine(String($0)) }.joined(separator: "\n")
  }

  private static func frenchLine(_ line: String) -> String {
    if line.hasPrefix("Error: ") { return "Erreur : " + refusal(String(line.dropFirst(7))) }
    for (english, french) in titles where line.hasPrefix(english) { return french + line.dropFirst(english.count) }
    for (english, french) in endings where line.hasSuffix(english) { return line.dropLast(english.count) + french }
    if let match = line.firstMatch(of: /^( *)See '(.*)' for (more information|detailed help)\.$/) {
      return "\(match.1)Voir « \(match.2) »."
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
    if let match = text.wholeMatch(of: /Unknown option '(.*?)'(?:\. Did you mean '(.*)'\?)?/) {
      return "option inconnue « \(match.1) »." + (match.2.map { " Vouliez-vous dire « \($0) » ?" } ?? "")
    }
    if let match = text.wholeMatch(of: /Missing expected argument '(.*)'/) { return "il manque l'argument « \(match.1) »." }
    if let match = text.wholeMatch(of: /Missing one of: (.*)/) { return "il manque l'un de : \(match.1)." }
    if let match = text.wholeMatch(of: /Missing value for '(.*)'/) { return "il manque la valeur de « \(match.1) »." }
    if let match = text.wholeMatch(of: /Unexpected argument '(.*)'/) { return "argument de trop « \(match.1) »." }
    if let match = text.wholeMatch(of: /(\d+) unexpected arguments: (.*)/) { return "\(match.1) arguments de trop : \(match.2)." }
    if let match = text.wholeMatch(of: /The option '(.*)' does not take any value, but '(.*)' was specified\./) {
      return "l'option « \(match.1) » ne prend pas de valeur, or « \(match.2) » est donné."
    }
    if let match = text.wholeMatch(of: /The value '(.*)' is invalid for '(.*?)'(.*)/) {
      return "la valeur « \(match.1) » ne convient pas à « \(match.2) »."
    }
    return text
  }
}
