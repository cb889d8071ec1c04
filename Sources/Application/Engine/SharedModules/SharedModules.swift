import Bundles
import HostAPI
import Localization
import Sandbox

/// The modules and texts that a plugin may use of other bundles: of its dependencies and of theirs, in the versions of one generation.
///
///     let shared = try SharedModules(for: wallonia.manifest) { name in try host.installedBundle(named: name) }
///     try shared.module(ModuleRequest(name: "europe.lib.rows", callingBundle: "wallonia"), of: wallonia, in: .en)
///
/// The code of such a module runs in the plugin's own sandbox, with the plugin's permissions and limits; the `init.lua` of the bundle
/// that exports it does not run.
package struct SharedModules: Sendable {
  /// Returns the bundle of that name in a generation; nil when the generation has none.
  package typealias Lookup = (String) throws -> Bundles.Bundle?

  /// The part of a dependency that the plugin may use. Its data, which may be large, is not kept.
  fileprivate struct Library {
    var manifest: Manifest
    var id: BundleID
    /// The Lua files under `lib/`, by path.
    var sources: [String: [UInt8]]
    var translations: Translations
  }

  private let own: Manifest
  private var libraries: [String: Library] = [:]
  /// The dependencies that the generation does not have.
  private var absent: Set<String> = []

  /// Reads the dependencies of a plugin, and theirs.
  ///
  /// - Throws: an error of `lookup`, and `BundleError` for invalid TOML in the `locales/` of a dependency.
  package init(for manifest: Manifest, _ lookup: Lookup) throws {
    own = manifest
    var wanted = Array(manifest.dependencies.keys)
    while let name = wanted.popLast() {
      guard name != own.name, libraries[name] == nil, !absent.contains(name) else { continue }
      guard let bundle = try lookup(name) else {
        absent.insert(name)
        continue
      }
      libraries[name] = try Library(bundle)
      wanted += bundle.manifest.dependencies.keys
    }
  }

  /// The ids of the bundles by name.
  package var bundleIDs: [String: String] { libraries.mapValues { $0.id.description } }

  /// Whether a generation has these very bundles.
  ///
  /// - Parameter ids: the ids of its bundles by name.
  func areThose(of ids: [String: String]) -> Bool {
    libraries.allSatisfy { ids[$0.key] == $0.value.id.description } && absent.allSatisfy { ids[$0] == nil }
  }

  /// The texts of the bundles that export modules, which `grappe.t` finds after the plugin's own.
  var translations: [Translations] {
    libraries.sorted { $0.key < $1.key }.map(\.value).filter { !$0.manifest.exports.isEmpty }.map(\.translations)
  }

  /// Returns the source of a chunk, such as `europe/lib/rows.lua`; nil for a chunk of none of the bundles.
  @Sendable func source(ofChunk chunk: String) -> [UInt8]? {
    guard let slash = chunk.firstIndex(of: "/") else { return nil }
    return libraries[String(chunk[..<slash])]?.sources[String(chunk[chunk.index(after: slash)...])]
  }

  // MARK: Modules

  /// Finds a module of the plugin's own bundle or of another one.
  ///
  /// `lib.x` names a module of the bundle whose code calls, exported or not; `europe.lib.x` one that `europe` exports, when the
  /// calling bundle depends on it.
  ///
  /// - Parameters:
  ///   - bundle: the plugin's own bundle.
  ///   - text: returns the text to load in place of an own file, given its name and text.
  /// - Returns: nil when the bundle has no such module.
  /// - Throws: the reason why a module of another bundle is not to be had, and the remedy.
  package func module(
    _ request: ModuleRequest, of bundle: Bundles.Bundle, in language: Language,
    _ text: (String, [UInt8]) -> [UInt8] = { $1 }
  ) throws(ModuleRefusal) -> SandboxConfiguration.Module? {
    let caller = libraries[request.callingBundle]?.manifest ?? own
    let shared = SharedModuleName(request.name)
    if let shared, shared.bundle != caller.name { return try module(shared, for: caller, language) }
    let path = Self.path(shared?.module ?? request.name)
    guard caller.name == own.name else { return libraries[caller.name].flatMap { $0.module(path) } }
    guard path.hasPrefix("lib/"), let source = bundle[path] else { return nil }
    return (text(path, source), "\(own.name)/\(path)")
  }

  private static func path(_ name: String) -> String { name.split(separator: ".").joined(separator: "/") + ".lua" }

  private func module(
    _ name: SharedModuleName, for caller: Manifest, _ language: Language
  ) throws(ModuleRefusal) -> SandboxConfiguration.Module? {
    guard let range = caller.dependencies[name.bundle] else {
      // `socket.http` is no module of a bundle called socket.
      guard ModuleName(name.module) != nil else { return nil }
      throw Self.refusal("undeclared", name, arguments: ["caller": caller.name], in: language)
    }
    guard let library = libraries[name.bundle] else {
      throw Self.refusal("absent", name, arguments: ["caller": caller.name, "range": "\(range)"], in: language)
    }
    guard let module = ModuleName(name.module), library.manifest.exports.contains(module) else {
      throw Self.notExported(name, by: library.manifest, language)
    }
    return library.module(module.path)
  }

  private static func notExported(_ name: SharedModuleName, by manifest: Manifest, _ language: Language) -> ModuleRefusal {
    let exports = manifest.exports.map { "\(manifest.name).\($0)" }
    return refusal(
      exports.isEmpty ? "exports-none" : "not-exported", name,
      arguments: ["version": manifest.version.description, "modules": exports, "module": name.module], in: language)
  }

  private static func refusal(
    _ id: String, _ name: SharedModuleName, arguments: [String: any ArgumentConvertible], in language: Language
  ) -> ModuleRefusal {
    let names: [String: any ArgumentConvertible] = ["name": "\(name.bundle).\(name.module)", "bundle": name.bundle]
    return ModuleRefusal(
      Message("engine.shared-modules.\(id)", names.merging(arguments) { $1 }).text(in: language))
  }
}

extension SharedModules.Library {
  fileprivate init(_ bundle: Bundles.Bundle) throws {
    manifest = bundle.manifest
    id = bundle.id
    sources = [:]
    for name in bundle.luaFiles where name.hasPrefix("lib/") { sources[name] = bundle[name] }
    translations = try Translations(bundle)
  }

  fileprivate func module(_ path: String) -> SandboxConfiguration.Module? {
    sources[path].map { ($0, "\(manifest.name)/\(path)") }
  }
}
