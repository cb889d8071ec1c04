import Bundles
import Ecosystem
import Engine
import Foundation
import Localization

/// A workspace in the temporary folder with a plugin's folder, unsigned, and its dependencies installed.
struct ThrowawayWorkspace: Sendable {
  private let directory: URL
  private let language: Language

  private func copy(_ number: Int) -> URL { directory.appending(path: "\(number)") }

  /// Creates the workspace and installs the plugin.
  ///
  /// - Throws: `BundleError` when the plugin or a dependency is invalid or missing, and errors of migrations; the workspace is
  ///   removed then.
  init(plugin: URL, dependencies: DependencySource, language: Language) async throws {
    try await self.init(language: language) { workspace, host in
      try await workspace.install(try dependencies.files(for: plugin, in: workspace.directory), on: host)
    }
  }

  /// Creates the workspace, installs a former version of the plugin, runs the fixture and upgrades to the present version.
  ///
  /// - Parameters:
  ///   - former: the path of the former version's bundle.
  ///   - fixture: Lua code that writes as the admin; nil for none.
  /// - Throws: as the other initializer, and errors of the fixture.
  init(
    plugin: URL, upgradedFrom former: String, fixture: String?, dependencies: DependencySource, language: Language
  ) async throws {
    try await self.init(language: language) { workspace, host in
      let needed = try dependencies.files(for: plugin, in: workspace.directory)
      let present = plugin.standardizedFileURL.path
      try await workspace.install(needed.filter { $0 != present } + [former], on: host)
      if let fixture { _ = try await host.evaluate(fixture, limits: ScriptLimits(), isWriting: true, for: .admin) }
      try await workspace.install([present], on: host)
    }
  }

  private init(language: Language, _ fill: (ThrowawayWorkspace, PluginHost) async throws -> Void) async throws {
    self.language = language
    directory = FileManager.default.temporaryDirectory.appending(path: "grappe-test-\(UUID().uuidString)")
    do {
      let host = try PluginHost(workspace: try Workspace.create(at: copy(1)), language: language)
      defer { host.workspace.store.close() }
      try await fill(self, host)
    } catch {
      remove()
      throw error
    }
  }

  private func install(_ files: [String], on host: PluginHost) async throws {
    let ids = try files.map { path in
      path.hasSuffix(".grappe")
        ? try Bundles.Bundle.reading(file: path).id : try Bundles.Bundle.reading(directory: path).id
    }
    let installer = Installer(host: host)
    _ = try await installer.apply(try await installer.plan(paths: files, trusted: Set(ids)))
  }

  /// Opens `count` copies of the workspace.
  func hosts(_ count: Int) throws -> [PluginHost] {
    for number in 1...count where number > 1 {
      try FileManager.default.copyItem(at: copy(1), to: copy(number))
    }
    return try (1...count).map {
      try PluginHost(workspace: try Workspace.open(at: copy($0)), language: language)
    }
  }

  func remove() {
    // A folder that cannot be removed stays in the temporary folder, which the system empties.
    try? FileManager.default.removeItem(at: directory)
  }
}
