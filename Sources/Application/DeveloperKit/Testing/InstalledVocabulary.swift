import Ecosystem
import Engine
import Foundation
import Localization

/// The codes that a workspace has: of concepts by scheme, and of territories.
public struct InstalledVocabulary: Sendable {
  let schema: Schema
  var codes: [String: Set<String>] = [:]
  var territories: Set<String> = []

  /// Reads the codes of a workspace.
  ///
  /// - Throws: `StoreError` when the database cannot be read.
  public init(of host: PluginHost) throws {
    schema = try host.schema()
    for code in try host.choices(of: .reference(["concept"]), limit: 100_000) {
      let parts = code.text.split(separator: ":", maxSplits: 1).map(String.init)
      if parts.count == 2 { codes[parts[0], default: []].insert(parts[1]) }
    }
    territories = Set(try host.territories(limit: 100_000))
  }
}

extension InstalledVocabulary {
  /// Installs a plugin's folder with its dependencies in a throw-away workspace, and reads the codes there; nil where that fails, which
  /// the tests report.
  static func ofThrowaway(_ folder: URL, _ dependencies: DependencySource, language: Language) async -> InstalledVocabulary? {
    guard let workspace = try? await ThrowawayWorkspace(plugin: folder, dependencies: dependencies, language: language) else { return nil }
    defer { workspace.remove() }
    guard let host = try? workspace.hosts(1)[0] else { return nil }
    defer { host.workspace.store.close() }
    return try? InstalledVocabulary(of: host)
  }
}
