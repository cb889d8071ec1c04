import Bundles
import Ecosystem
import Engine
import Localization
import LuaSyntax
import TOML

/// Compares the files of `locales/` with each other and with the keys that the code asks for, the modules of other bundles that it
/// requires included.
struct TranslationCheck {
  private let bundle: Bundles.Bundle
  private let files: [CheckedFile]
  private let shared: SharedFiles

  init(_ bundle: Bundles.Bundle, _ files: [CheckedFile], shared: SharedFiles) {
    self.bundle = bundle
    self.files = files
    self.shared = shared
  }

  func findings() throws -> [CheckFinding] {
    let locales: [LocaleFile]
    do throws(BundleError) { locales = try LocaleFile.all(of: bundle) } catch { return [CheckFinding(error)] }
    let mistakes = LocaleFile.misnamed(in: bundle) + locales.flatMap(\.problems)
    return mistakes.map(CheckFinding.init) + missing(locales) + differing(locales) + unknown(locales) + unused(locales)
  }

  /// The keys that `grappe.t` finds among the texts of dependencies. One whose texts cannot be read has none here; its own check reports it.
  private var sharedKeys: Set<ExactString> {
    let exporters = shared.bundles.values.filter { !$0.manifest.exports.isEmpty }
    return exporters.reduce(into: []) { keys, bundle in
      for locale in (try? LocaleFile.all(of: bundle)) ?? [] { keys.formUnion(locale.entries.keys.map { ExactString($0) }) }
    }
  }

  // MARK: Languages compared

  /// Reports each text that a declared language lacks, where another language has it. A language is declared by its file, and by
  /// the manifest's title when there are other files.
  private func missing(_ locales: [LocaleFile]) -> [CheckFinding] {
    guard !locales.isEmpty else { return [] }
    let titles = bundle.manifest.title.keys.compactMap { Language(code: $0) }
    return Set(titles + locales.map(\.language)).sorted().flatMap { language in
      let own = locales.first { $0.language == language }
      return keys(locales).filter { own?.entries[$0.key] == nil }.map { key, file in
        CheckFinding(
          code: "locale.missing", severity: .problem, file: file.name, line: file.entries[key]?.line,
          text: LocalizedText(
            "engine.translation-check.missing-add", ["key": key, "missing": "locales/\(language.rawValue).toml"]))
      }
    }
  }

  /// Every key, sorted, with the file that a translator starts from.
  private func keys(_ locales: [LocaleFile]) -> [(key: String, file: LocaleFile)] {
    let sources = Self.sources(locales)
    let keys = Set(locales.flatMap { $0.entries.keys.map { ExactString($0) } }).sorted().map(\.string)
    return keys.compactMap { key in sources.first { $0.entries[key] != nil }.map { (key, $0) } }
  }

  /// The files in the order in which one is taken as the source of a text: English first.
  private static func sources(_ locales: [LocaleFile]) -> [LocaleFile] {
    let order = Language.en.preference(among: locales.map(\.language))
    return order.compactMap { language in locales.first { $0.language == language } }
  }

  /// Reports texts that have other arguments than in the source language, or plural forms there only.
  private func differing(_ locales: [LocaleFile]) -> [CheckFinding] {
    keys(locales).flatMap { key, source in
      locales.filter { $0.language != source.language }.compactMap { difference(key, in: $0, from: source) }
    }
  }

  private func difference(_ key: String, in file: LocaleFile, from source: LocaleFile) -> CheckFinding? {
    guard let entry = file.entries[key], let other = source.entries[key] else { return nil }
    if let finding = singleForm(key, in: file, from: source) ?? singleForm(key, in: source, from: file) { return finding }
    let (found, wanted) = (Self.arguments(entry), Self.arguments(other))
    guard found.symmetricDifference(wanted).subtracting(entry.isList || other.isList ? ["count"] : []) != [] else { return nil }
    return CheckFinding(
      code: "locale.arguments", severity: .problem, file: file.name, line: entry.line,
      text: LocalizedText(
        "engine.translation-check.other-arguments",
        ["key": key, "found": Self.shown(found), "wanted": Self.shown(wanted), "source": source.name]))
  }

  /// The finding for a text with one form, where another language has plural forms and this one has several too.
  private func singleForm(_ key: String, in file: LocaleFile, from source: LocaleFile) -> CheckFinding? {
    guard let entry = file.entries[key], !entry.isList, source.entries[key]?.isList == true, let forms = file.rule?.count, forms > 1
    else { return nil }
    return CheckFinding(
      code: "locale.forms", severity: .problem, file: file.name, line: entry.line,
      text: LocalizedText("engine.translation-check.single-form", ["key": key, "source": source.name, "count": forms]))
  }

  private static func arguments(_ entry: LocaleFile.Entry) -> Set<String> {
    entry.forms.reduce(into: []) { $0.formUnion(Translation.arguments(of: $1)) }
  }

  private static func shown(_ names: Set<String>) -> String {
    names.isEmpty ? "–" : names.sorted().map { "{\($0)}" }.joined(separator: ", ")
  }

  // MARK: Code compared

  /// Reports keys written as literals in calls of `grappe.t` that no language has.
  private func unknown(_ locales: [LocaleFile]) -> [CheckFinding] {
    let known = keys(locales).map(\.key)
    let names = Set(known.map { ExactString($0) }).union(sharedKeys)
    return files.filter { !$0.isTest }.flatMap { file in
      file.reading.uses.compactMap { use in
        guard use.path == LuaPath(root: "grappe", names: ["t"]), case .called(let arguments) = use.manner,
          case .string(let key)? = arguments.first?.kind, !names.contains(ExactString(key))
        else { return nil }
        return CheckFinding(
          unknown: LocalizedText("engine.translation-check.key-locales", ["key": key]), key,
          among: known, code: "locale.unknown", file: file.name, line: use.line)
      }
    }
  }

  /// Reports keys that no text of the code equals or is a prefix of: the code may build a key at run time.
  private func unused(_ locales: [LocaleFile]) -> [CheckFinding] {
    let named = (files + shared.files).reduce(into: Set<ExactString>()) { $0.formUnion($1.reading.texts) }
    let texts = named.map(\.string)
    let beginnings = texts.filter { $0.utf8.last == UInt8(ascii: ".") || $0.utf8.contains(UInt8(ascii: "%")) }
    return keys(locales).compactMap { key, file in
      let isNamed = named.contains(ExactString(key)) || texts.contains { $0.hasExactSuffix(".\(key)") }
      let stem = beginnings.contains { key.utf8.starts(with: $0.utf8.prefix { $0 != UInt8(ascii: "%") }) }
      let isBegun = stem || texts.contains { $0.utf8.count > 2 && key.hasExactPrefix($0) && $0.utf8.contains(UInt8(ascii: ".")) }
      guard !isNamed, !isBegun, !key.hasExactPrefix(PluginHost.resultPrefix) else { return nil }
      return CheckFinding(
        code: "locale.unused", severity: .note, file: file.name, line: file.entries[key]?.line,
        text: LocalizedText(
          "engine.translation-check.asked-nowhere-code", ["key": key]))
    }
  }
}

extension CheckFinding {
  init(_ problem: LocaleProblem) {
    self.init(code: problem.code, severity: .problem, file: problem.file, line: problem.line, text: problem.text)
  }
}
