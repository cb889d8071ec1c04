import Bundles
import Ecosystem
import HostAPI
import Lua
import Sandbox

/// Looks a plugin's folder over before it is packed: the rules of a bundle, Lua that compiles and loads, the API as it is
/// used against the API as it is and the permissions asked for, globals, fields and operators that there are not, and texts
/// that one language or the code lacks.
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
    let syntax = try bundle.syntaxErrors().map { CheckFinding(syntax: $0.failure, in: $0.file, of: bundle) }
    let loading = syntax.isEmpty ? await loading(bundle) : Loading()
    let files = CheckedFile.all(of: bundle)
    let findings =
      syntax + loading.findings + APICheck(bundle, files).findings() + NameCheck(bundle, files).findings()
      + RecordCheck(bundle, ownFields: loading.fields).findings(in: files)
      + (try TranslationCheck(bundle, files).findings())
    return findings.map { $0.withSource(of: bundle) }
      .sorted { ($0.file ?? "", $0.line ?? 0, $0.code) < ($1.file ?? "", $1.line ?? 0, $1.code) }
  }

  /// What came of running `init.lua`.
  private struct Loading {
    var findings: [CheckFinding] = []
    /// The fields it registered; nil where it did not come to its end.
    var fields: [String]?
  }

  private func loading(_ bundle: Bundles.Bundle) async -> Loading {
    do {
      return Loading(fields: try await PluginHost.inspecting(language: .en).contributions(of: bundle).fields)
    } catch let error as BundleError {
      return Loading(findings: [CheckFinding(error)])
    } catch {
      return Loading(findings: [CheckFinding(failed: error, plugin: bundle.manifest.name)])
    }
  }
}

extension CheckFinding {
  /// `init.lua` did not come to its end.
  init(failed error: any Error, plugin: String) {
    let explained = error as? any Explainable
    var place: LuaFrame?
    if case .luaFailure(_, let failure)? = error as? EngineError {
      place = failure.traceback.first { $0.line > 0 && $0.chunk.hasPrefix("\(plugin)/") }
    }
    self.init(
      code: explained?.code ?? "plugin.failed", severity: .problem,
      file: place.map { String($0.chunk.dropFirst(plugin.count + 1)) } ?? "init.lua", line: place?.line,
      text: LocalizedText(
        fr: explained?.message(in: .fr) ?? "init.lua échoue", en: explained?.message(in: .en) ?? "init.lua fails"))
  }

  /// The finding with its line of the bundle's file.
  func withSource(of bundle: Bundles.Bundle) -> CheckFinding {
    var finding = self
    if let file, let line { finding.source = bundle.line(line, of: file) }
    return finding
  }

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

extension Bundles.Bundle {
  /// A line of a text file, counted from 1, without the blanks around it; nil where there is none.
  func line(_ number: Int, of file: String) -> String? {
    guard number > 0, let bytes = self[file] else { return nil }
    let lines = bytes.split(separator: UInt8(ascii: "\n"), maxSplits: number, omittingEmptySubsequences: false)
    guard number <= lines.count else { return nil }
    let text = String(decoding: lines[number - 1], as: UTF8.self)
    let blanks: Set<Character> = [" ", "\t", "\r"]
    return String(text.drop { blanks.contains($0) }.reversed().drop { blanks.contains($0) }.reversed())
  }
}
