import Ecosystem
import Foundation
import Localization
import Synchronization

/// The language of the command line: `--lang`, else the locale of the environment, else English. In the shell it can change.
///
/// Determined before the arguments are parsed, so that `--help` uses it too.
var language: Language {
  get { spokenLanguage.withLock { $0 } }
  set { spokenLanguage.withLock { $0 = newValue } }
}

private let spokenLanguage = Mutex(firstLanguage())

private func firstLanguage() -> Language {
  let arguments = CommandLine.arguments
  for (index, argument) in arguments.enumerated() {
    if argument.hasPrefix("--lang=") { return Language(available: String(argument.dropFirst(7))) ?? localeLanguage }
    if argument == "--lang", index + 1 < arguments.count {
      return Language(available: arguments[index + 1]) ?? localeLanguage
    }
  }
  return localeLanguage
}

private let localeLanguage: Language = {
  let environment = ProcessInfo.processInfo.environment
  for name in ["LC_ALL", "LC_MESSAGES", "LANG"] {
    guard let value = environment[name], !value.isEmpty else { continue }
    return Language(available: String(value.prefix { $0 != "_" && $0 != "." && $0 != "@" })) ?? .en
  }
  return .en
}()

/// Returns the text of a message in the language of the command line.
func wording(_ id: String, _ arguments: [String: any ArgumentConvertible] = [:]) -> String {
  Message(id, arguments).text(in: language)
}
