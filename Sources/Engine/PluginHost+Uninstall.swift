import Bundles
import Ecosystem
import Store

/// What an uninstallation did.
public struct UninstallOutcome: Sendable {
  public var generation: Int
  public var recordsDeleted: Int
  public var recordsKept: Int
}

extension PluginHost {
  /// Takes the plugin `name` away.
  ///
  /// - Parameter isPurging: whether its records, fields and private storage go too; else they stay and a later installation
  ///   takes them up again.
  /// - Throws: `EngineError.pluginNotInstalled`, `.neededBy` while another plugin depends on it, and `StoreError` when
  ///   records of others refer to those that would go; nothing has changed then.
  public func uninstall(_ name: String, isPurging: Bool) throws -> UninstallOutcome {
    _ = try bundle(named: name)
    let transaction = try workspace.store.begin(.write)
    do {
      let plugins = try transaction.generation().plugins
      try refuseWhileNeeded(name, plugins)
      let count = try transaction.recordCounts(owner: name).values.reduce(0, +)
      if isPurging {
        _ = try transaction.removePluginRows(owner: name)
        try transaction.removePluginData(name)
      }
      let generation = try transaction.write(
        generation: plugins.filter { $0.name != name }, reason: "uninstall \(name)", now: Instant.now())
      try transaction.commit()
      return UninstallOutcome(
        generation: generation.number, recordsDeleted: isPurging ? count : 0, recordsKept: isPurging ? 0 : count)
    } catch {
      transaction.rollback()
      throw error
    }
  }

  private func refuseWhileNeeded(_ name: String, _ plugins: [InstalledPlugin]) throws {
    let present = try plugins.map { DependencyPlan.Plugin(try bundle(of: $0).manifest) }
    let dependents = try DependencyPlan(installed: present, wanted: []).dependents(of: name).map(\.name)
    guard dependents.isEmpty else { throw EngineError.neededBy(name: name, dependents: dependents) }
  }
}
