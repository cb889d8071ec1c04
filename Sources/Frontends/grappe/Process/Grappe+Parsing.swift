import ArgumentParser
import Ecosystem

extension Grappe {
  /// Parses a command line. An unknown command is reported as such, with the nearest name, whatever options follow it.
  ///
  /// - Throws: `ValidationError` for an unknown command; else the errors of the argument parser.
  static func parsed(_ words: [String]) throws -> any ParsableCommand {
    if let name = words.first, let command = subcommand(named: name), let parsed = try? command.parseAsRoot(Array(words.dropFirst())) {
      return parsed
    }
    // Whatever is not a command as it should be: the errors and the help name the way from the root.
    do { return try parseAsRoot(words) } catch {
      guard exitCode(for: error) == .validationFailure, let name = words.first, !name.hasPrefix("-") else { throw error }
      let known = subcommands.compactMap { $0.configuration.commandName } + ["help"]
      guard !known.contains(name) else { throw error }
      throw ValidationError(refusal(of: name, among: known))
    }
  }

  /// Finds a subcommand without making the descriptions of the others, which takes a tenth of the time of a short command.
  private static func subcommand(named name: String) -> (any Subcommand.Type)? {
    let type = name.prefix(1).uppercased() + String(name.dropFirst()) + "Command"
    // String(describing:) would search all conformances of each type, which takes as long as the rest.
    return subcommands.first { _typeName($0, qualified: false) == type && $0.configuration.commandName == name }
  }

  private static func refusal(of name: String, among known: [String]) -> String {
    guard let nearest = NearestName.suggest(name, among: known) else {
      return wording("grappe.usage.unknown-command", ["name": name])
    }
    return wording("grappe.usage.unknown-command-near", ["name": name, "nearest": nearest])
  }
}
