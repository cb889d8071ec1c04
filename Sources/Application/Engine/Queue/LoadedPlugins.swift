import Store
import Synchronization

/// The plugins that are loaded in this process, one version of each: the one that invocations begin with. Another that still
/// runs lives as long as its invocations.
final class LoadedPlugins: Sendable {
  private struct Entry {
    var bundleID: String
    var plugin: LoadedPlugin
  }

  private let entries = Mutex<[String: Entry]>([:])
  private let restoration = Mutex<Int?>(nil)

  /// The plugin as it is installed; nil when it is not loaded, or a kill left its state unusable.
  func plugin(_ installed: InstalledPlugin) -> LoadedPlugin? {
    entries.withLock { entries in
      guard let entry = entries[installed.name], entry.bundleID == installed.bundleID,
        !entry.plugin.sandbox.isCondemned
      else { return nil }
      return entry.plugin
    }
  }

  func keep(_ plugin: LoadedPlugin, as installed: InstalledPlugin) {
    entries.withLock { $0[installed.name] = Entry(bundleID: installed.bundleID, plugin: plugin) }
  }

  /// Lets go of all plugins when a backup has taken the place of the content since.
  ///
  /// - Parameter number: the generation that the last restoration made.
  func follow(restoration number: Int) {
    let isOther = restoration.withLock { last in
      defer { last = number }
      return last != nil && last != number
    }
    if isOther { entries.withLock { $0 = [:] } }
  }

  /// Lets go of the plugins that are not installed any more.
  func keepOnly(_ installed: [InstalledPlugin]) {
    let names = Set(installed.map(\.name))
    entries.withLock { $0 = $0.filter { names.contains($0.key) } }
  }
}
