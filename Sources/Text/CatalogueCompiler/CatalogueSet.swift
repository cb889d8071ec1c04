import Gettext

/// The PO files of all modules, compared with each other and written as one Swift source.
///
/// English is the reference: a translation may lack an id, and English is then shown; it must not have an id or an argument that
/// English lacks. Each id begins with the name of its module in lower case.
struct CatalogueSet {
  private struct Located {
    var entry: Catalogue.Entry
    var path: String
  }

  /// The entries by language and id.
  private var texts: [String: [String: Located]] = [:]
  private var rules: [String: String] = [:]
  private var failures: [String] = []

  /// Adds a file `…/MODULE/Locales/LANGUAGE.po`.
  mutating func add(_ text: String, path: String) throws(CatalogueError) {
    let parts = path.split(separator: "/")
    guard parts.count >= 3, parts[parts.count - 2] == "Locales" else {
      throw CatalogueError(line: 1, reason: "the path is MODULE/Locales/LANGUAGE.po")
    }
    let (module, language) = (parts[parts.count - 3].lowercased(), String(parts[parts.count - 1].dropLast(3)))
    let catalogue = try CatalogueReader.read(text)
    try setRule(catalogue.pluralRule, language)
    let count = try PluralRule(catalogue.pluralRule).count
    for entry in catalogue.entries where !entry.isUntranslated {
      try check(entry, module, forms: count)
      texts[language, default: [:]][entry.id] = Located(entry: entry, path: path)
    }
  }

  private mutating func setRule(_ rule: String, _ language: String) throws(CatalogueError) {
    guard rules.updateValue(rule, forKey: language) ?? rule == rule else {
      throw CatalogueError(line: 1, reason: "Plural-Forms differs from that of other modules in \(language)")
    }
  }

  private func check(_ entry: Catalogue.Entry, _ module: String, forms: Int) throws(CatalogueError) {
    guard entry.id.hasPrefix(module + ".") else {
      throw CatalogueError(line: entry.line, reason: "the id \"\(entry.id)\" does not begin with \"\(module).\"")
    }
    guard !entry.isPlural || entry.forms.count == forms else {
      throw CatalogueError(line: entry.line, reason: "\(forms) plural forms are expected")
    }
  }

  /// Finds the differences between the translations and English, one a line, in the format of compilers.
  func problems() -> [String] {
    let english = texts["en"] ?? [:]
    return texts.sorted { $0.key < $1.key }.flatMap { language, entries in
      entries.values.sorted { $0.entry.line < $1.entry.line }.compactMap { located in
        problem(located.entry, english[located.entry.id]?.entry).map { "\(located.path):\(located.entry.line): error: \($0)" }
      }
    }
  }

  private func problem(_ entry: Catalogue.Entry, _ english: Catalogue.Entry?) -> String? {
    guard let english else { return "\"\(entry.id)\" is not in en.po" }
    guard english.isPlural == entry.isPlural else { return "\"\(entry.id)\" has plural forms in one language only" }
    do {
      let (wanted, found) = (try arguments(english), try arguments(entry))
      if entry.isPlural, !wanted.contains("count") { return "\"\(entry.id)\" has plural forms without the argument {count}" }
      return found == wanted ? nil : "\"\(entry.id)\" has the arguments \(found.sorted()), in English \(wanted.sorted())"
    } catch { return error.reason }
  }

  private func arguments(_ entry: Catalogue.Entry) throws(CatalogueError) -> Set<String> {
    var all: Set<String> = []
    for form in entry.forms { all.formUnion(try Template(form).arguments) }
    return all
  }

  // MARK: Output

  /// Generates the Swift source: one literal a language, its records sorted by the bytes of their ids.
  func source() -> String {
    let languages = rules.keys.sorted()
    let table = languages.map { "    case \(quoted($0)): Compiled(texts: \(name($0)), pluralRule: \(quoted(rules[$0] ?? "")))\n" }
    return """
      // Compiled from the PO files.

      extension Compiled {
        static let languages = [\(languages.map(quoted).joined(separator: ", "))]

        static func catalogue(_ language: String) -> Compiled? {
          switch language {
      \(table.joined())    default: nil
          }
        }
      }


      """ + languages.map(literal).joined(separator: "\n")
  }

  private func name(_ language: String) -> String { "texts_" + language.map { $0.isLetter ? String($0) : "_" }.joined() }

  private func literal(_ language: String) -> String {
    let entries = (texts[language] ?? [:]).values.map(\.entry).sorted { Array($0.id.utf8).lexicographicallyPrecedes(Array($1.id.utf8)) }
    let records = entries.map { "\(escaped($0.id))\\u{1}\($0.forms.map(escaped).joined(separator: "\\u{2}"))\\0\\\n" }
    return "private let \(name(language)): StaticString = \"\"\"\n\(records.joined())\n\"\"\"\n"
  }

  private func quoted(_ text: String) -> String { "\"\(escaped(text))\"" }

  private func escaped(_ text: String) -> String {
    text.unicodeScalars.reduce(into: "") { result, scalar in
      switch scalar {
      case "\\": result += "\\\\"
      case "\"": result += "\\\""
      case _ where scalar.value < 0x20 || scalar.value == 0xA0 || scalar.value == 0x202F:
        result += "\\u{\(String(scalar.value, radix: 16))}"
      default: result.unicodeScalars.append(scalar)
      }
    }
  }
}
