import Bundles
import Ecosystem
import Foundation

@testable import Engine

/// A plugin of a test, as the files of its folder.
struct ModulePlugin {
  var name: String
  var version = "1.0.0"
  /// The lines under `[dependencies]`.
  var dependencies = ""
  /// The modules under `[exports]`.
  var exports: [String] = []
  /// The lines under `[permissions]`.
  var permissions = ""
  /// The lines under `[limits]`.
  var limits = ""
  var initLua = ""
  /// Further files by path.
  var files: [String: String] = [:]

  private var manifest: String {
    let migrations = files.keys.filter { $0.hasPrefix("migrations/") }.count
    return """
      [plugin]
      name = "\(name)"
      version = "\(version)"
      api = 1
      title = { en = "Test" }
      [dependencies]
      \(dependencies)
      [exports]
      modules = [\(exports.map { "\"\($0)\"" }.joined(separator: ", "))]
      [permissions]
      \(permissions)
      [limits]
      \(limits)
      [data]
      schema = \(migrations)
      """
  }

  func bundle() throws -> Bundles.Bundle {
    let all = files.merging(["plugin.toml": manifest, "init.lua": initLua]) { $1 }
    return try Bundles.Bundle(files: all.mapValues { Array($0.utf8) })
  }

  /// Writes the plugin's folder in another one.
  func write(into parent: URL) throws -> URL {
    let folder = parent.appending(path: name)
    try? FileManager.default.removeItem(at: folder)
    for (path, text) in files.merging(["plugin.toml": manifest, "init.lua": initLua], uniquingKeysWith: { $1 }) {
      let file = folder.appending(path: path)
      try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(text.utf8).write(to: file)
    }
    return folder
  }
}

/// A workspace in a temporary folder for plugins that share modules.
final class ModuleWorkspace: Sendable {
  let host: PluginHost
  private let folder: URL

  init(_ plugins: ModulePlugin...) async throws {
    folder = FileManager.default.temporaryDirectory.appending(path: "grappe-modules-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    host = try PluginHost(workspace: try Workspace.create(at: folder.appending(path: "workspace")), language: .en)
    if !plugins.isEmpty { try await install(plugins) }
  }

  deinit {
    host.workspace.store.close()
    try? FileManager.default.removeItem(at: folder)
  }

  /// Plans the installation of the plugins and installs them together.
  func install(_ plugins: ModulePlugin...) async throws { try await install(plugins) }

  private func install(_ plugins: [ModulePlugin]) async throws {
    let installer = Installer(host: host)
    _ = try await installer.apply(try await installer.withContributions(try await plan(plugins)))
  }

  private func plan(_ plugins: [ModulePlugin]) async throws -> InstallPlan {
    var (paths, ids): ([String], Set<BundleID>) = ([], [])
    for plugin in plugins {
      let path = try plugin.write(into: folder).path
      paths.append(path)
      ids.insert(try Bundles.Bundle.reading(directory: path).id)
    }
    return try await Installer(host: host).plan(paths: paths, trusted: ids)
  }

  /// Runs a command and returns its first value.
  func run(_ command: String) async throws -> FieldValue? { try await host.run(command, parameters: [:], for: .admin).first }

  /// Returns the error that installing the plugins throws.
  func refusal(_ plugins: ModulePlugin...) async -> (any Error)? {
    do { try await install(plugins) } catch { return error }
    return nil
  }
}

extension ModulePlugin {
  /// A command with this body.
  static func command(_ id: String, _ body: String) -> String {
    "grappe.command{ id = '\(id)', summary = '\(id)', run = function() \(body) end }\n"
  }

  /// A plugin `base` that exports `lib.tool`, with a module of its own that it does not export.
  static func base(_ version: String = "1.0.0", tool: String = "return { version = 1 }") -> ModulePlugin {
    ModulePlugin(
      name: "base", version: version, exports: ["lib.tool"], files: ["lib/tool.lua": tool, "lib/own.lua": "return 'base'"])
  }

  /// A plugin `user` that depends on `base`, with one command `go`.
  static func user(_ version: String = "1.0.0", _ body: String) -> ModulePlugin {
    ModulePlugin(name: "user", version: version, dependencies: "base = \"*\"", initLua: command("go", body))
  }
}
