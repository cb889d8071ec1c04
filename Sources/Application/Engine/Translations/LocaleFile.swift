import TOML
import Bundles
import Ecosystem
import Gettext
import Localization

/// One file of a bundle's `locales/`, named for its language: the texts by key.
///
/// A text is a string, or a list of strings, one for each plural form of the language in gettext's order. Nested tables give keys
/// with dots. A language whose plural rule the host does not know states it as gettext does, in the key `plural_forms`:
///
///     plural_forms = "nplurals=2; plural=(n != 1);"
///     lines = ["one line", "{count} lines"]
package struct LocaleFile: Sendable {
  /// A text with its place.
  package struct Entry: Sendable {
    /// The text, or its plural forms.
    package let forms: [String]
    /// Whether it is written as a list of forms.
    package let isList: Bool
    /// The line, counted from 1.
    package let line: Int?
  }

  /// The key of the plural rule.
  package static let ruleKey = "plural_forms"
  static let folder = "locales/"
  private static let ending = ".toml"

  /// The name within the bundle, such as `locales/fr.toml`.
  package let name: String
  /// The language that the name tells.
  package let language: Language
  /// The rule of the plural forms; nil when it is neither known nor given.
  package private(set) var rule: PluralRule?
  /// The texts by key.
  package private(set) var entries: ExactDictionary<Entry> = [:]
  /// The mistakes, in the order of the keys.
  package private(set) var problems: [LocaleProblem] = []

  /// Reads the files of a bundle, by language.
  ///
  /// - Throws: `BundleError` naming file and line of invalid TOML.
  package static func all(of bundle: Bundles.Bundle) throws(BundleError) -> [LocaleFile] {
    var files: [LocaleFile] = []
    for name in bundle.names {
      guard let language = language(of: name), let bytes = bundle[name] else { continue }
      files.append(LocaleFile(name, language, in: try TOMLDocument(reading: bytes, file: name)))
    }
    return files.sorted { $0.language < $1.language }
  }

  /// Finds the files in `locales/` whose name is no language code: nothing reads them.
  package static func misnamed(in bundle: Bundles.Bundle) -> [LocaleProblem] {
    bundle.names.filter { $0.hasPrefix(folder) && language(of: $0) == nil }.map(LocaleProblem.name)
  }

  private static func language(of name: String) -> Language? {
    guard name.hasPrefix(folder), name.hasSuffix(ending) else { return nil }
    return Language(code: String(name.dropFirst(folder.count).dropLast(ending.count)))
  }

  private init(_ name: String, _ language: Language, in document: TOMLDocument) {
    (self.name, self.language) = (name, language)
    rule = PluralRule.known(for: language.rawValue)
    if let given = document.root[Self.ruleKey] { setRule(given, document.line(of: [Self.ruleKey])) }
    collect(document.root, [], in: document)
    checkForms()
  }

  private mutating func setRule(_ value: TOMLData, _ line: Int?) {
    if case .text(let text) = value, let given = try? PluralRule(text) {
      rule = given
    } else {
      problems.append(.rule(name, line))
    }
  }

  private mutating func collect(_ table: ExactDictionary<TOMLData>, _ path: [String], in document: TOMLDocument) {
    for (key, value) in table.sortedByKey where !(path.isEmpty && key == Self.ruleKey) {
      let (path, line) = (path + [key], document.line(of: path + [key]))
      let whole = path.joined(separator: ".")
      switch value {
      case .text(let text): entries[whole] = Entry(forms: [text], isList: false, line: line)
      case .table(let nested): collect(nested, path, in: document)
      case .list(let list): collect(list, whole, line: line)
      default: problems.append(.value(whole, in: name, line: line))
      }
    }
  }

  private mutating func collect(_ list: [TOMLData], _ key: String, line: Int?) {
    let forms = list.compactMap { if case .text(let text) = $0 { text } else { nil } }
    guard forms.count == list.count, !forms.isEmpty else { return problems.append(.value(key, in: name, line: line)) }
    entries[key] = Entry(forms: forms, isList: true, line: line)
  }

  private mutating func checkForms() {
    let lists = entries.sortedByKey.filter { $0.value.isList }
    guard !lists.isEmpty else { return }
    guard let rule else { return problems.append(.ruleMissing(name, language)) }
    for (key, entry) in lists where entry.forms.count != rule.count {
      problems.append(.forms(key, found: entry.forms.count, wanted: rule.count, in: name, line: entry.line))
    }
  }
}

extension Translations {
  /// Reads the texts of a bundle's `locales/`.
  ///
  /// - Throws: `BundleError` naming file and line of invalid TOML; `LocaleProblem` for plural forms that do not fit their language.
  init(_ bundle: Bundles.Bundle) throws {
    var texts: [Language: Texts] = [:]
    for file in try LocaleFile.all(of: bundle) {
      if let problem = file.problems.first(where: \.isPlural) { throw problem }
      // Without plural forms the rule does not matter.
      guard let rule = file.rule ?? PluralRule.known(for: Language.en.rawValue) else { continue }
      texts[file.language] = Texts(rule: rule, forms: file.entries.mapValues(\.forms))
    }
    self.init(texts)
  }
}
