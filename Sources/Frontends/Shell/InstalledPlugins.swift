import Ecosystem
import Engine

/// The installed plugins, as the shell last read them.
struct InstalledPlugins: Sendable {
  /// The number of the generation.
  let generation: Int
  private let versions: [(name: String, version: String, id: String)]

  init(_ host: PluginHost) throws {
    generation = try host.generationNumber()
    versions = try host.installed().map { ($0.name, $0.version, $0.id.description) }
  }

  /// Returns the bundle's id of a plugin; nil when it is not installed.
  func bundleID(of name: String) -> String? { versions.first { $0.name == name }?.id }

  /// `europe 1.0.0, wallonia 1.1.0`
  var text: String { versions.map { "\($0.name) \($0.version)" }.joined(separator: ", ") }

  /// Returns the difference: `+ paca 1.0.0, wallonia 1.0.0 → 1.1.0, − luxembourg`.
  func changes(since before: InstalledPlugins) -> String {
    let added = versions.compactMap { plugin -> String? in
      guard let old = before.versions.first(where: { $0.name == plugin.name }) else {
        return "+ \(plugin.name) \(plugin.version)"
      }
      return old.id == plugin.id ? nil : "\(plugin.name) \(old.version) → \(plugin.version)"
    }
    let gone = before.versions.filter { bundleID(of: $0.name) == nil }.map { "− \($0.name)" }
    return (added + gone).joined(separator: ", ")
  }
}
