import Bundles
import Ecosystem
import Engine
import Foundation
import Localization

/// Finds the dependencies of a plugin under development: in the sibling folders of that name, else among the installed plugins
/// of a workspace.
public struct DependencySource: Sendable {
  private let workspace: @Sendable () throws -> Workspace?

  /// - Parameter workspace: the workspace whose installed plugins are used; nil for the folders alone.
  public init(workspace: Workspace?) { self.workspace = { workspace } }

  /// - Parameter workspace: opens the workspace at the first dependency that has no folder; nil for the folders alone.
  public init(opening workspace: @escaping @Sendable () throws -> Workspace?) { self.workspace = workspace }

  /// Whether there is a workspace whose installed plugins are used.
  var hasWorkspace: Bool { (try? workspace()) != nil }

  /// Returns the dependency of that name of a plugin: from the sibling folder, else from the installed plugins; nil without either.
  ///
  /// - Parameter plugin: the plugin's folder.
  /// - Throws: `BundleError` when the sibling folder is no valid plugin, `EngineError.blobDamaged` for a damaged installed one, and errors
  ///   of opening the workspace.
  public func bundle(named name: String, beside plugin: URL) throws -> Bundles.Bundle? {
    let folder = Self.folder(of: name, beside: plugin)
    guard FileManager.default.fileExists(atPath: folder.path) else { return try installed(name) }
    do throws(BundleError) { return try Bundles.Bundle.reading(directory: folder.path) } catch {
      // The error of an unreadable folder names the whole path already.
      throw error.place?.file == folder.path ? error : error.located(in: folder.path)
    }
  }

  private static func folder(of name: String, beside plugin: URL) -> URL {
    plugin.standardizedFileURL.deletingLastPathComponent().appending(path: name)
  }

  /// Returns the folder of the plugin, and the folders and bundles of all its dependencies.
  ///
  /// - Parameter scratch: the folder for bundles from the workspace, written as files to install.
  func files(for plugin: URL, in scratch: URL) throws -> [String] {
    var paths: [String] = []
    var seen: Set<String> = []
    var wanted = [Wanted(name: "", folder: plugin.standardizedFileURL)]
    while let next = wanted.popLast() {
      guard seen.insert(next.folder.path).inserted else { continue }
      let (path, bundle) = try find(next, scratch: scratch)
      paths.append(path)
      wanted += bundle.manifest.dependencies.sorted { $0.key < $1.key }.map { name, range in
        Wanted(name: name, folder: Self.folder(of: name, beside: plugin), dependent: bundle.manifest, range: "\(range)")
      }
    }
    return paths
  }

  /// A plugin to find: the one under test, or a dependency with the plugin that needs it.
  private struct Wanted {
    var name: String
    var folder: URL
    var dependent: Manifest?
    var range = ""
  }

  /// Returns the folder if it exists, else a file written from the bundle that the workspace has installed.
  private func find(_ wanted: Wanted, scratch: URL) throws -> (path: String, bundle: Bundles.Bundle) {
    guard let dependent = wanted.dependent, !FileManager.default.fileExists(atPath: wanted.folder.path) else {
      return (wanted.folder.path, try Bundles.Bundle.reading(directory: wanted.folder.path))
    }
    guard let installed = try installed(wanted.name) else {
      throw DependencyMissing(
        name: wanted.name, range: wanted.range, dependent: "\(dependent.name) \(dependent.version)", folder: wanted.folder.path)
    }
    let file = scratch.appending(path: "\(wanted.name).grappe")
    try Data(try installed.packed()).write(to: file)
    return (file.path, installed)
  }

  private func installed(_ name: String) throws -> Bundles.Bundle? {
    guard let workspace = try workspace() else { return nil }
    let transaction = try workspace.store.begin(.read, for: .admin)
    defer { transaction.rollback() }
    guard let plugin = try transaction.generations.present().plugins.first(where: { $0.name == name }),
      let id = BundleID(plugin.bundleID)
    else { return nil }
    return try workspace.blobs.read(id)
  }
}

/// A dependency of a plugin under development that is neither in a folder beside it nor installed.
struct DependencyMissing: Explainable {
  let name: String
  let range: String
  /// The plugin that needs it, with its version.
  let dependent: String
  /// The folder in which it would be found.
  let folder: String

  var code: String { "dependency.missing" }

  func message(in language: Language) -> String {
    let arguments = ["name": name, "range": range, "dependent": dependent, "folder": folder]
    return Message("engine.dependency-source.missing", arguments).text(in: language)
  }
}
