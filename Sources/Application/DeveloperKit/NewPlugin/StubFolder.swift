import Bundles
import Ecosystem
import Engine
import Foundation
import HostAPI

/// A folder of stubs for editors.
public struct StubFolder: Sendable {
  private let folder: URL

  /// The folder of the stubs below a plugin's folder.
  public static let path = PluginTemplate.stubFolder

  /// - Parameter folder: created when missing; other Lua files in it are removed, so that no outdated stub stays.
  public init(_ folder: URL) { self.folder = folder }

  /// - Parameter plugin: the plugin's folder, whose `.luarc.json` points editors to the folder of stubs in it.
  public init(ofPlugin plugin: URL) { folder = plugin.appending(path: PluginTemplate.stubFolder) }

  /// Writes the stubs of this version of the API.
  ///
  /// - Parameter schema: the model whose records the stubs describe; by default the bare model.
  /// - Throws: `EngineError.pathUnusable` when the folder cannot be written.
  public func write(_ schema: Schema = .grappe) throws {
    do {
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
      for name in try FileManager.default.contentsOfDirectory(atPath: folder.path) where name.hasSuffix(".lua") {
        try FileManager.default.removeItem(at: folder.appending(path: name))
      }
      for (name, text) in LuaStubs.files(of: schema) {
        try Data(text.utf8).write(to: folder.appending(path: name))
      }
    } catch {
      throw EngineError.pathUnusable(path: folder.path, reason: SystemReason.text(error))
    }
  }

  /// Writes copies of the modules that a plugin's dependencies export, where an editor looks for `require "europe.lib.rows"`:
  /// `europe/lib/rows.lua` among the stubs. Those of former dependencies are removed.
  ///
  /// - Throws: `BundleError` when the plugin or a dependency beside it is invalid, `EngineError.pathUnusable` when the folder cannot be
  ///   written, and errors of reading a workspace.
  public func writeModules(of plugin: URL, dependencies: DependencySource) throws {
    let names = try Bundles.Bundle.reading(directory: plugin.path).manifest.dependencies.keys.sorted()
    let bundles = try names.compactMap { try dependencies.bundle(named: $0, beside: plugin) }
    do {
      try removeModules()
      for bundle in bundles {
        for module in bundle.manifest.exports { try write(bundle[module.path] ?? [], "\(bundle.manifest.name)/\(module.path)") }
      }
    } catch {
      throw EngineError.pathUnusable(path: folder.path, reason: SystemReason.text(error))
    }
  }

  /// Removes the folders among the stubs that have the name of a plugin and hold modules.
  private func removeModules() throws {
    for name in try FileManager.default.contentsOfDirectory(atPath: folder.path) where Manifest.isName(name) {
      let modules = folder.appending(path: "\(name)/\(ModuleName.folder)")
      guard FileManager.default.fileExists(atPath: modules.path) else { continue }
      try FileManager.default.removeItem(at: folder.appending(path: name))
    }
  }

  private func write(_ source: [UInt8], _ path: String) throws {
    let file = folder.appending(path: path)
    try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(source).write(to: file)
  }
}
