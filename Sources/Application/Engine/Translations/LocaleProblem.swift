import Ecosystem
import Localization

/// A mistake in one file of a bundle's `locales/`, with its place and the remedy.
public struct LocaleProblem: Explainable, Hashable {
  /// The kind of mistake: `locale.name`, `locale.value`, `locale.rule` or `locale.forms`.
  public let code: String
  /// The file within the bundle.
  public let file: String
  /// The line, counted from 1.
  public let line: Int?
  /// The mistake and its remedy.
  public let text: LocalizedText

  /// Whether texts of the file cannot be chosen by a count. Only such a mistake keeps a plugin from running.
  var isPlural: Bool { code == "locale.rule" || code == "locale.forms" }

  public func message(in language: Language) -> String {
    (line.map { "\(file):\($0): " } ?? "\(file): ") + text[language]
  }

  /// A name that is no language code with the ending `.toml`.
  static func name(_ file: String) -> LocaleProblem {
    LocaleProblem(code: "locale.name", file: file, line: nil, text: LocalizedText("engine.locale-problem.name"))
  }

  /// A value that is neither a text nor a list of texts.
  static func value(_ key: String, in file: String, line: Int?) -> LocaleProblem {
    LocaleProblem(code: "locale.value", file: file, line: line, text: LocalizedText("engine.locale-problem.value", ["key": key]))
  }

  /// A plural rule that cannot be parsed.
  static func rule(_ file: String, _ line: Int?) -> LocaleProblem {
    LocaleProblem(
      code: "locale.rule", file: file, line: line,
      text: LocalizedText("engine.locale-problem.rule", ["key": LocaleFile.ruleKey]))
  }

  /// Plural forms in a language whose rule is neither known nor given.
  static func ruleMissing(_ file: String, _ language: Language) -> LocaleProblem {
    LocaleProblem(
      code: "locale.rule", file: file, line: nil,
      text: LocalizedText("engine.locale-problem.rule-missing", ["language": language.rawValue, "key": LocaleFile.ruleKey]))
  }

  /// Another number of plural forms than the language has.
  static func forms(_ key: String, found: Int, wanted: Int, in file: String, line: Int?) -> LocaleProblem {
    LocaleProblem(
      code: "locale.forms", file: file, line: line,
      text: LocalizedText("engine.locale-problem.forms", ["key": key, "found": found, "count": wanted]))
  }
}
