import Ecosystem
import Engine
import Foundation
import Localization
import Synchronization

/// The language of the command line: `--lang`, else that of the workspace, else the locale of the environment, else English. In the
/// shell it can change.
///
/// Determined before the arguments are parsed, so that `--help` uses it too.
var language: Language {
  get { spokenLanguage.withLock { $0 } }
  set { spokenLanguage.withLock { $0 = newValue } }
}

private let spokenLanguage = Mutex(firstLanguage())

private func firstLanguage() -> Language {
  argument(of: "--lang").flatMap(Language.init(available:)) ?? workspaceLanguage() ?? localeLanguage
}

private func workspaceLanguage() -> Language? {
  GlobalOptions.workspaceFolder(named: argument(of: "--workspace")).flatMap(Workspace.language(of:))
}

/// Returns the value of an option on the command line of the process; nil without it.
private func argument(of option: String) -> String? {
  let arguments = CommandLine.arguments
  for (index, argument) in arguments.enumerated() {
    if argument.hasPrefix(option + "=") { return String(argument.dropFirst(option.count + 1)) }
    if argument == option, index + 1 < arguments.count { return arguments[index + 1] }
  }
  return nil
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
