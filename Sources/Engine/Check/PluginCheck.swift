import Bundles
import Ecosystem
import HostAPI
import Lua
import Sandbox

/// Looks a plugin's folder over before it is packed: the rules of a bundle, Lua that compiles and loads, the API as it is
/// used against the API as it is and the permissions asked for, and texts that one language lacks.
public struct PluginCheck: Sendable {
  private let directory: String

  /// - Parameter directory: the path of the folder with `plugin.toml` in it.
  public init(directory: String) { self.directory = directory }

  /// What is found, by file and line; nothing when all is in order.
  public func run() async throws -> [CheckFinding] {
    let bundle: Bundles.Bundle
    do throws(BundleError) { bundle = try Bundles.Bundle.reading(directory: directory) } catch {
      return [CheckFinding(error)]
    }
    var findings = try bundle.syntaxErrors().map { CheckFinding(syntax: $0.failure, in: $0.file, of: bundle) }
    if findings.isEmpty { findings += await loading(bundle) }
    findings += APICheck(bundle).findings()
    findings += try TranslationCheck(bundle).findings()
    return findings.sorted { ($0.file ?? "", $0.line ?? 0) < ($1.file ?? "", $1.line ?? 0) }
  }

  /// Whether `init.lua` comes to its end.
  private func loading(_ bundle: Bundles.Bundle) async -> [CheckFinding] {
    do {
      _ = try await PluginHost.inspecting(language: .en).contributions(of: bundle)
      return []
    } catch let error as BundleError {
      return [CheckFinding(error)]
    } catch {
      let error = error as? any Explainable
      let text = LocalizedText(
        fr: error?.message(in: .fr) ?? "init.lua échoue", en: error?.message(in: .en) ?? "init.lua fails")
      return [CheckFinding(code: error?.code ?? "plugin.failed", severity: .problem, file: "init.lua", text: text)]
    }
  }
}

extension CheckFinding {
  init(_ error: BundleError) {
    self.init(
      code: error.code.rawValue, severity: .problem, file: error.place?.file, line: error.place?.line,
      text: LocalizedText(
        fr: "\(error.sentence(in: "fr")) ; \(error.remedy(in: "fr"))",
        en: "\(error.sentence(in: "en")); \(error.remedy(in: "en"))"))
  }

  /// A Lua message such as `wallonia/lib/rows.lua:4: '=' expected near 'x'`.
  init(syntax failure: LuaFailure, in file: String, of bundle: Bundles.Bundle) {
    let prefix = "\(bundle.manifest.name)/\(file):"
    let rest = failure.message.hasPrefix(prefix) ? failure.message.dropFirst(prefix.count) : failure.message[...]
    let digits = rest.prefix(while: \.isNumber)
    let message = String(rest.dropFirst(digits.count)).drop { $0 == ":" || $0 == " " }
    self.init(
      code: "lua.syntax", severity: .problem, file: file, line: Int(digits),
      text: LocalizedText(fr: "ce Lua ne se compile pas : \(message)", en: "this Lua does not compile: \(message)"))
  }
}

/// Compares the texts of `locales/fr.toml` and `locales/en.toml`.
struct TranslationCheck {
  private let bundle: Bundles.Bundle

  init(_ bundle: Bundles.Bundle) { self.bundle = bundle }

  func findings() throws -> [CheckFinding] {
    let keys: [Language: [String: Int?]]
    do throws(BundleError) {
      keys = try [.fr: Self.keys(.fr, bundle), .en: Self.keys(.en, bundle)]
    } catch { return [CheckFinding(error)] }
    return missing(in: .en, keys) + missing(in: .fr, keys)
  }

  private func missing(in language: Language, _ keys: [Language: [String: Int?]]) -> [CheckFinding] {
    let other: Language = language == .fr ? .en : .fr
    let (there, here) = (keys[other] ?? [:], keys[language] ?? [:])
    let (file, missing) = ("locales/\(other.rawValue).toml", "locales/\(language.rawValue).toml")
    return there.keys.filter { here[$0] == nil }.sorted().map { key in
      CheckFinding(
        code: "locale.missing", severity: .problem, file: file, line: there[key] ?? nil,
        text: LocalizedText(
          fr: "« \(key) » manque dans \(missing) ; ajoutez-le", en: "\"\(key)\" is missing in \(missing); add it"))
    }
  }

  /// The keys of a language with their lines; nested tables give keys with dots.
  private static func keys(_ language: Language, _ bundle: Bundles.Bundle) throws(BundleError) -> [String: Int?] {
    let name = "locales/\(language.rawValue).toml"
    guard let bytes = bundle[name] else { return [:] }
    let document = try TOMLDocument(parsing: bytes, file: name)
    var keys: [String: Int?] = [:]
    collect(document.root, [], document, &keys)
    return keys
  }

  private static func collect(
    _ table: [String: TOMLData], _ path: [String], _ document: TOMLDocument, _ keys: inout [String: Int?]
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
