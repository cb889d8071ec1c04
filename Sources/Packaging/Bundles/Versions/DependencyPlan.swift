/// The plugins of a workspace as they would be, in the order in which they load.
///
/// One version of each name; what is wanted takes the place of what is installed. There is no search for versions: a workspace
/// is given bundles, and the plan says whether they go together and, where not, why.
public struct DependencyPlan: Sendable {
  /// A plugin as dependencies see it.
  public struct Plugin: Sendable, Hashable {
    /// The plugin's name.
    public let name: String
    /// Its version.
    public let version: SemanticVersion
    /// The plugins it needs, by name.
    public let dependencies: [String: VersionRange]

    /// Names a plugin, its version and its needs.
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

  /// All plugins, each behind those it needs; independent ones by name.
  public let order: [Plugin]

  /// Checks that the plugins go together and orders them.
  ///
  /// - Parameters:
  ///   - installed: what the workspace has.
  ///   - wanted: what is to be installed; takes the place of installed plugins of the same name. Traps on two of one name in either list.
  /// - Throws: `dependency.missing`, `dependency.incompatible` (with every plugin that constrains the one concerned) or
  ///   `dependency.cycle` (with the circle).
  public init(installed: [Plugin], wanted: [Plugin]) throws(BundleError) {
    var plugins = Dictionary(uniqueKeysWithValues: installed.map { ($0.name, $0) })
    plugins.merge(Dictionary(uniqueKeysWithValues: wanted.map { ($0.name, $0) })) { _, new in new }
    try Self.checkNeeds(plugins)
    order = try Self.ordered(plugins)
  }

  /// The plugins that need the one of this name directly, in order.
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

  /// What others ask of the same plugin, in brackets, so that a person sees which of them stands in the way.
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

  /// Follows needs until a name comes again; every plugin that still waits needs another one that does.
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
