/// The plugins of a workspace after an installation, in the order in which they load.
///
/// There is one version of each name; a wanted plugin replaces the installed one. Versions are not searched for: a workspace is
/// given bundles, and the plan checks that they are compatible and, if not, gives the conflict.
public struct DependencyPlan: Sendable {
  /// A plugin as dependencies see it.
  public struct Plugin: Sendable, Hashable {
    /// The plugin's name.
    public let name: String
    /// Its version.
    public let version: SemanticVersion
    /// The plugins it depends on, by name.
    public let dependencies: [String: VersionRange]

    /// A plugin with its version and dependencies.
    public init(name: String, version: SemanticVersion, dependencies: [String: VersionRange]) {
      self.name = name
      self.version = version
      self.dependencies = dependencies
    }

    /// The plugin a manifest describes.
    public init(_ manifest: Manifest) {
      self.init(name: manifest.name, version: manifest.version, dependencies: manifest.dependencies)
    }
  }

  /// All plugins, each after those it depends on; independent ones by name.
  public let order: [Plugin]

  /// Checks that the plugins are compatible and orders them.
  ///
  /// - Parameters:
  ///   - installed: the plugins of the workspace.
  ///   - wanted: the plugins to install; they replace installed plugins of the same name. Traps on two of one name in either
  ///     list.
  /// - Throws: `dependency.missing`, `dependency.incompatible` (with every plugin that constrains the one concerned) or
  ///   `dependency.cycle` (with the cycle).
  public init(installed: [Plugin], wanted: [Plugin]) throws(BundleError) {
    var plugins = Dictionary(uniqueKeysWithValues: installed.map { ($0.name, $0) })
    plugins.merge(Dictionary(uniqueKeysWithValues: wanted.map { ($0.name, $0) })) { _, new in new }
    try Self.checkNeeds(plugins)
    order = try Self.ordered(plugins)
  }

  /// Returns the plugins that directly depend on the one of this name, in order.
  public func dependents(of name: String) -> [Plugin] { order.filter { $0.dependencies[name] != nil } }

  private static func checkNeeds(_ plugins: [String: Plugin]) throws(BundleError) {
    for plugin in plugins.values.sorted(by: { $0.name < $1.name }) {
      for (name, range) in plugin.dependencies.sorted(by: { $0.key < $1.key }) {
        let asking = "\(plugin.name) \(plugin.version)"
        guard let present = plugins[name] else {
          throw BundleError(.dependencyMissing, found: asking, wanted: [name, "\(range)"])
        }
        guard !range.contains(present.version) else { continue }
        let others = constraints(on: name, plugins, except: plugin.name)
        throw BundleError(
          .dependencyIncompatible, found: asking, wanted: [name, "\(range)", "\(present.version)", others])
      }
    }
  }

  /// Returns the ranges other plugins require of the same one, in parentheses, to show which of them conflicts.
  private static func constraints(on name: String, _ plugins: [String: Plugin], except: String) -> String {
    let asks = plugins.values.sorted { $0.name < $1.name }.compactMap { plugin -> String? in
      guard plugin.name != except, let range = plugin.dependencies[name] else { return nil }
      return "\(plugin.name) \(plugin.version) : \(name) \(range)"
    }
    return asks.isEmpty ? "" : " (" + asks.joined(separator: "; ") + ")"
  }

  private static func ordered(_ plugins: [String: Plugin]) throws(BundleError) -> [Plugin] {
    var waiting = plugins
    var order: [Plugin] = []
    while !waiting.isEmpty {
      let free = waiting.values.filter { plugin in plugin.dependencies.keys.allSatisfy { waiting[$0] == nil } }
      guard let next = free.min(by: { $0.name < $1.name }) else {
        throw BundleError(.dependencyCycle, found: circle(in: waiting).joined(separator: " → "))
      }
      order.append(next)
      waiting[next.name] = nil
    }
    return order
  }

  /// Follows dependencies until a name repeats; every remaining plugin depends on another remaining one.
  private static func circle(in waiting: [String: Plugin]) -> [String] {
    var path: [String] = []
    var name = waiting.keys.min() ?? ""
    while !path.contains(name) {
      path.append(name)
      name = waiting[name]?.dependencies.keys.filter { waiting[$0] != nil }.min() ?? ""
    }
    return Array(path[(path.firstIndex(of: name) ?? 0)...]) + [name]
  }
}
