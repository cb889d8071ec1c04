import Ecosystem
import Engine
import Foundation
import Localization

/// The model as a plugin under development sees it: with its own fields and those of its dependencies.
public struct PluginSchema: Sendable {
  private let folder: URL
  private let dependencies: DependencySource
  private let language: Language

  /// - Parameters:
  ///   - folder: the plugin's folder.
  ///   - dependencies: the source of the plugins it depends on.
  ///   - language: the language of errors.
  public init(folder: URL, dependencies: DependencySource, language: Language) {
    self.folder = folder
    self.dependencies = dependencies
    self.language = language
  }

  /// Installs the plugin with its dependencies in a throw-away workspace, and returns the model there.
  ///
  /// - Throws: `BundleError` when the plugin or a dependency is invalid or missing, and errors of `init.lua` and of migrations.
  public func schema() async throws -> Schema {
    let workspace = try await ThrowawayWorkspace(plugin: folder, dependencies: dependencies, language: language)
    defer { workspace.remove() }
    let host = try workspace.hosts(1)[0]
    defer { host.workspace.store.close() }
    return try host.schema()
  }
}
