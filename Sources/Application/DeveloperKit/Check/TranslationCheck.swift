import Bundles
import Ecosystem
import Engine
import Localization
import LuaSyntax

/// Compares the texts of `locales/fr.toml` and `locales/en.toml` with each other and with the keys that the code asks for, the modules of
/// other bundles that it requires included.
struct TranslationCheck {
  private let bundle: Bundles.Bundle
  private let files: [CheckedFile]
  private let shared: SharedFiles

  init(_ bundle: Bundles.Bundle, _ files: [CheckedFile], _ shared: SharedFiles) {
    self.bundle = bundle
    self.files = files
    self.shared = shared
  }

  func findings() throws -> [CheckFinding] {
    let keys: [Language: ExactDictionary<Int?>]
    do throws(BundleError) {
      keys = try [.fr: Self.keys(.fr, bundle), .en: Self.keys(.en, bundle)]
    } catch { return [CheckFinding(error)] }
    return missing(in: .en, keys) + missing(in: .fr, keys) + unknown(keys) + unused(keys)
  }

  /// The keys that `grappe.t` finds among the texts of dependencies. One whose texts cannot be read has none here; its own check reports it.
  private var sharedKeys: Set<ExactString> {
    let exporters = shared.bundles.values.filter { !$0.manifest.exports.isEmpty }
    return exporters.reduce(into: []) { keys, bundle in
      for language in [Language.fr, .en] { keys.formUnion((try? Self.keys(language, bundle))?.keys.map { ExactString($0) } ?? []) }
    }
  }

  private func missing(in language: Language, _ keys: [Language: ExactDictionary<Int?>]) -> [CheckFinding] {
    let other: Language = language == .fr ? .en : .fr
    let (there, here) = (keys[other] ?? [:], keys[language] ?? [:])
    let (file, missing) = ("locales/\(other.rawValue).toml", "locales/\(language.rawValue).toml")
    return there.keys.sorted().filter { here[$0] == nil }.map { key in
      CheckFinding(
        code: "locale.missing", severity: .problem, file: file, line: there[key] ?? nil,
        text: LocalizedText(
          "engine.translation-check.missing-add", ["key": key, "missing": missing]))
    }
  }

  /// Reports keys written as literals in calls of `grappe.t` that no language has.
  private func unknown(_ keys: [Language: ExactDictionary<Int?>]) -> [CheckFinding] {
    let known = Set(keys.values.flatMap(\.keys).map { ExactString($0) }).union(sharedKeys)
    return files.filter { !$0.isTest }.flatMap { file in
      file.reading.uses.compactMap { use in
        guard use.path == LuaPath(root: "grappe", names: ["t"]), case .called(let arguments) = use.manner,
          case .string(let key)? = arguments.first?.kind, !known.contains(ExactString(key))
        else { return nil }
        return CheckFinding(
          unknown: LocalizedText("engine.translation-check.key-locales", ["key": key]), key,
          among: known.sorted().map(\.string), code: "locale.unknown", file: file.name, line: use.line)
      }
    }
  }

  /// Reports keys that no text of the code equals or is a prefix of: the code may build a key at run time.
  private func unused(_ keys: [Language: ExactDictionary<Int?>]) -> [CheckFinding] {
    let named = (files + shared.files).reduce(into: Set<ExactString>()) { $0.formUnion($1.reading.texts) }
    let texts = named.map(\.string)
    let beginnings = texts.filter { $0.utf8.last == UInt8(ascii: ".") || $0.utf8.contains(UInt8(ascii: "%")) }
    let lines = keys[.fr] ?? [:]
    return lines.keys.sorted().compactMap { key in
      let isNamed = named.contains(ExactString(key)) || texts.contains { $0.hasExactSuffix(".\(key)") }
      let stem = beginnings.contains { key.utf8.starts(with: $0.utf8.prefix { $0 != UInt8(ascii: "%") }) }
      let isBegun = stem || texts.contains { $0.utf8.count > 2 && key.hasExactPrefix($0) && $0.utf8.contains(UInt8(ascii: ".")) }
      guard !isNamed, !isBegun else { return nil }
      return CheckFinding(
        code: "locale.unused", severity: .note, file: "locales/fr.toml", line: lines[key] ?? nil,
        text: LocalizedText(
          "engine.translation-check.asked-nowhere-code", ["key": key]))
    }
  }

  /// The keys of a language with their lines; nested tables give keys with dots.
  private static func keys(_ language: Language, _ bundle: Bundles.Bundle) throws(BundleError) -> ExactDictionary<Int?> {
    let name = "locales/\(language.rawValue).toml"
    guard let bytes = bundle[name] else { return [:] }
    let document = try TOMLDocument(parsing: bytes, file: name)
    var keys: ExactDictionary<Int?> = [:]
    collect(document.root, [], document, &keys)
    return keys
  }

  private static func collect(
    _ table: ExactDictionary<TOMLData>, _ path: [String], _ document: TOMLDocument, _ keys: inout ExactDictionary<Int?>
  ) {
    for (key, value) in table {
      if case .table(let nested) = value {
        collect(nested, path + [key], document, &keys)
      } else {
        keys[(path + [key]).joined(separator: ".")] = .some(document.line(of: path + [key]))
      }
    }
  }
}
