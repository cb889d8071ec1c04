import Engine
import Bundles
import Foundation

/// Where the plugins that a plugin under development depends on are found: the folders beside it that bear their names, else
/// what a workspace has installed.
public struct DependencySource: Sendable {
  private let workspace: Workspace?

  /// - Parameter workspace: whose installed plugins serve; nil for the folders alone.
  public init(workspace: Workspace?) { self.workspace = workspace }

  /// The folder of the plugin, and the folders and bundles of all it depends on.
  ///
  /// - Parameter scratch: where bundles from the workspace are written, as files to install.
  func files(for plugin: URL, in scratch: URL) throws -> [String] {
    var paths: [String] = []
    var seen: Set<String> = []
    var wanted = [(name: "", folder: plugin.standardizedFileURL)]
    while let next = wanted.popLast() {
      guard seen.insert(next.folder.path).inserted else { continue }
      let (path, bundle) = try find(next.name, next.folder, scratch)
      paths.append(path)
      let beside = plugin.standardizedFileURL.deletingLastPathComponent()
      wanted += bundle.manifest.dependencies.keys.sorted().map { ($0, beside.appending(path: $0)) }
    }
    return paths
  }

  /// A folder where there is one; where there is none, and the workspace has the plugin, a file made of that.
  private func find(_ name: String, _ folder: URL, _ scratch: URL) throws -> (path: String, bundle: Bundles.Bundle) {
    if !name.isEmpty, !FileManager.default.fileExists(atPath: folder.path), let installed = try installed(name) {
      let file = scratch.appending(path: "\(name).grappe")
      try Data(try installed.packed()).write(to: file)
      return (file.path, installed)
    }
    return (folder.path, try Bundles.Bundle.reading(directory: folder.path))
  }

  private func installed(_ name: String) throws -> Bundles.Bundle? {
    guard let workspace else { return nil }
    let transaction = try workspace.store.begin(.read)
    defer { transaction.rollback() }
    guard let plugin = try transaction.generation().plugins.first(where: { $0.name == name }),
      let id = BundleID(plugin.bundleID)
    else { return nil }
    return try workspace.blobs.read(id)
  }
}
