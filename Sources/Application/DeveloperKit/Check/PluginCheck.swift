import Bundles
import Ecosystem
import Engine
import Foundation
import HostAPI
import Localization
import Lua
import Sandbox

/// Checks a plugin's folder before it is packed: the rules of a bundle, whether the Lua code compiles and loads, its uses of
/// the API against the API and against the permissions asked for, unknown globals, fields and operators, and texts that are
/// missing in one language or in the code.
public struct PluginCheck: Sendable {
  private let directory: String
  private let dependencies: DependencySource
  private let language: Language
  private let vocabulary: @Sendable () async -> InstalledVocabulary?

  /// - Parameters:
  ///   - directory: the path of the folder that contains `plugin.toml`.
  ///   - dependencies: the source of the plugins it depends on.
  ///   - language: the language of the errors that `init.lua` raises; the other texts of findings are in every language.
  ///   - vocabulary: the codes that the plugin and its dependencies install; by default those of a throw-away workspace.
  public init(
    directory: String, dependencies: DependencySource, language: Language,
    vocabulary: (@Sendable () async -> InstalledVocabulary?)? = nil
  ) {
    self.vocabulary =
      vocabulary ?? { await InstalledVocabulary.ofThrowaway(URL(filePath: directory), dependencies, language: language) }
    self.directory = directory
    self.dependencies = dependencies
    self.language = language
  }

  /// Returns the findings by file and line; empty when the folder is in order.
  ///
  /// - Throws: `SandboxError` when the system has no memory, and errors of opening the workspace for a dependency; errors of the plugin
  ///   are findings.
  public func run() async throws -> [CheckFinding] {
    let bundle: Bundles.Bundle
    do throws(BundleError) { bundle = try Bundles.Bundle.reading(directory: directory) } catch {
      var lines = LineLookup.Cache(textOnDisk)
      return [CheckFinding(error).withSource(&lines)]
    }
    let syntax = try bundle.syntaxErrors().map { CheckFinding(syntax: $0.failure, in: $0.file, of: bundle) }
    let files = CheckedFile.all(of: bundle)
    let shared = try SharedFiles(bundle, files) { try dependencies.bundle(named: $0, beside: URL(filePath: directory)) }
    let modules = ModuleCheck(bundle, files, dependencies: shared.bundles)
    // Without a dependency whose modules it requires, the plugin cannot load; that is reported by itself.
    let loading = syntax.isEmpty && modules.missing.isEmpty ? await loading(bundle, shared) : Loading()
    let ownFields = loading.contributions.map { OwnFields(of: bundle.manifest.name, $0) } ?? OwnFields(of: bundle.manifest.name)
    let findings =
      syntax + (syntax.isEmpty ? CheckedFile.tooDeep(in: bundle) : []) + loading.findings + shared.findings
      + APICheck(bundle, files, shared.files).findings() + NameCheck(bundle, files).findings() + modules.findings()
      + RecordCheck(ownFields).findings(in: files)
      + FieldUseCheck(files, ownFields).findings(in: files) + DocumentCheck().findings(in: files)
      + EntryCheck(bundle.manifest, files, dependencies: shared.bundles).findings()
      + (loading.contributions.map { PageCheck(bundle.manifest.name, $0).findings(in: files) } ?? [])
      + (loading.contributions.map { RuleCheck($0, ownFields).findings(in: files) } ?? [])
      + ManifestCheck(bundle, shared, from: dependencies).findings()
      + (try TranslationCheck(bundle, files, shared: shared).findings())
    // For a plugin that does not load, the list of unused names is unreliable.
    let isLoaded = syntax.isEmpty && loading.findings.isEmpty
    let codes = isLoaded ? await vocabulary().map { VocabularyCheck($0, files).findings(in: files, bundle) } ?? [] : []
    var lines = LineLookup.Cache { bundle[$0].map(Array.init) }
    return (findings + codes).filter { isLoaded || $0.severity == .problem }.map { $0.withSource(&lines) }
      .sorted { ($0.file ?? "", $0.line ?? 0, $0.code) < ($1.file ?? "", $1.line ?? 0, $1.code) }
  }

  /// Reads a file of a folder that is no bundle; nil when it cannot be read, and then no line is shown.
  private func textOnDisk(_ file: String) -> [UInt8]? {
    (try? Data(contentsOf: URL(filePath: directory).appending(path: file))).map(Array.init)
  }

  /// The result of running `init.lua`.
  private struct Loading {
    var findings: [CheckFinding] = []
    /// All that it registered; nil when it failed.
    var contributions: Contributions?
  }

  private func loading(_ bundle: Bundles.Bundle, _ shared: SharedFiles) async -> Loading {
    do {
      let modules = try SharedModules(for: bundle.manifest) { shared.bundles[$0] }
      let found = try await PluginHost.inspecting(language: language).contributions(of: bundle, sharing: modules)
      return Loading(contributions: found)
    } catch let error where error is BundleError || error is LocaleProblem {
      // A file in locales/ is invalid: the check of translations reports it with its name in the folder.
      return Loading()
    } catch {
      return Loading(findings: [CheckFinding(failed: error, plugin: bundle.manifest.name)])
    }
  }
}

extension CheckFinding {
  /// The finding for an `init.lua` that failed.
  init(failed error: any Error, plugin: String) {
    guard case .luaFailure(_, let failure, _)? = error as? EngineError else {
      let explained = error as? any Explainable
      let text = explained.map { LocalizedText(composing: $0.message(in:)) } ?? "engine.plugin-check.init-lua-failed"
      self.init(code: explained?.code ?? "plugin.failed", severity: .problem, file: "init.lua", text: text)
      return
    }
    let place = failure.traceback.first { $0.line > 0 && $0.chunk.hasPrefix("\(plugin)/") }
    let prefix = place.map { "\($0.chunk):\($0.line): " } ?? ""
    let message = String(failure.message.dropFirst(failure.message.hasPrefix(prefix) ? prefix.count : 0))
    self.init(
      code: "plugin.failed", severity: .problem,
      file: place.map { String($0.chunk.dropFirst(plugin.count + 1)) } ?? "init.lua", line: place?.line,
      text: Self.explained(
        LocalizedText("engine.plugin-check.init-lua-fails"), message,
        remedy: LuaHint.remedy(for: message, line: place?.source, after: place?.sourceBefore)))
  }

  /// Ends a sentence with Lua's message, and adds the remedy below.
  private static func explained(_ sentence: LocalizedText, _ message: String, remedy: LocalizedText?) -> LocalizedText {
    func text(_ language: Language) -> String {
      let below = remedy.map { $0[language] }.flatMap { $0.isEmpty ? nil : "\n  → \($0)" } ?? ""
      return sentence[language] + LuaWording.spoken(message, in: language) + below
    }
    return LocalizedText(composing: text)
  }

  /// Whether the plugin does not even load: its bundle, its Lua code or its `init.lua` is invalid.
  var isFailureToLoad: Bool { code.hasPrefix("plugin.") || code.hasPrefix("limit.") }

  /// Returns the finding with the text of its line.
  func withSource(_ lines: inout LineLookup.Cache) -> CheckFinding {
    var finding = self
    if let file, let line { finding.source = lines.line(line, of: file).flatMap { $0.isEmpty ? nil : $0 } }
    return finding
  }

  init(_ error: BundleError) {
    self.init(
      code: error.code.rawValue, severity: .problem, file: error.place?.file, line: error.place?.line,
      text: LocalizedText(
        "engine.plugin-check.text",
        ["error": LocalizedText(composing: error.sentence(in:)), "remedy": LocalizedText(composing: error.remedy(in:))]))
  }

  /// Reads a Lua message such as `wallonia/lib/rows.lua:4: '=' expected near 'x'`.
  init(syntax failure: LuaFailure, in file: String, of bundle: Bundles.Bundle) {
    self.init(
      syntax: failure, in: file, chunk: "\(bundle.manifest.name)/\(file)", text: bundle[file].map(Array.init) ?? [])
  }

  /// - Parameters:
  ///   - chunk: the name of the chunk in the message.
  ///   - text: the text that does not compile.
  init(syntax failure: LuaFailure, in file: String, chunk: String, text: [UInt8]) {
    let prefix = "\(chunk):"
    let rest = failure.message.hasPrefix(prefix) ? failure.message.dropFirst(prefix.count) : failure.message[...]
    let digits = rest.prefix(while: \.isNumber)
    let message = String(rest.dropFirst(digits.count).drop { $0 == ":" || $0 == " " })
    let elseIf = message.contains("'end' expected") ? ForeignSyntax.elseIf(in: text) : nil
    var lines = LineLookup.Cache { _ in text }
    let number = elseIf ?? Int(digits) ?? 0
    self.init(
      code: "lua.syntax", severity: .problem, file: file, line: elseIf ?? Int(digits),
      text: Self.explained(
        LocalizedText("engine.plugin-check.lua-does-not-compile"), message,
        remedy: LuaHint.remedy(for: message, line: lines.line(number, of: file), after: lines.line(number - 1, of: file))))
  }
}
