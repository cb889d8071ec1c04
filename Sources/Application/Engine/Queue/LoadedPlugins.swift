import Store
import Synchronization

/// The plugins loaded in this process, one version of each: the one for new invocations. An older version lives until its
/// running invocations end.
final class LoadedPlugins: Sendable {
  private struct Entry {
    var bundleID: String
    var plugin: LoadedPlugin
  }

  private let entries = Mutex<[String: Entry]>([:])
  private let restoration = Mutex<Int?>(nil)

  /// Returns the loaded plugin of the installed version; nil when it is not loaded, was loaded with other versions of its dependencies, or
  /// a kill left its state unusable.
  ///
  /// - Parameter present: the plugins of the generation.
  func plugin(_ installed: InstalledPlugin, among present: [InstalledPlugin]) -> LoadedPlugin? {
    let ids = Dictionary(uniqueKeysWithValues: present.map { ($0.name, $0.bundleID) })
    return entries.withLock { entries in
      guard let entry = entries[installed.name], entry.bundleID == installed.bundleID, entry.plugin.shared.areThose(of: ids),
        !entry.plugin.sandbox.isInvalidated
      else { return nil }
      return entry.plugin
    }
  }

  func keep(_ plugin: LoadedPlugin, as installed: InstalledPlugin) {
    entries.withLock { $0[installed.name] = Entry(bundleID: installed.bundleID, plugin: plugin) }
  }

  /// Unloads all plugins when a restore has replaced the content since.
  ///
  /// - Parameter number: the generation of the last restore.
  func follow(restoration number: Int) {
    let isOther = restoration.withLock { last in
      defer { last = number }
      return last != nil && last != number
    }
    if isOther { entries.withLock { $0 = [:] } }
  }

  /// Unloads the plugins that are no longer installed.
  func keepOnly(_ installed: [InstalledPlugin]) {
    let names = Set(installed.map(\.name))
    entries.withLock { $0 = $0.filter { names.contains($0.key) } }
  }
}
