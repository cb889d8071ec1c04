import Bundles
import Ecosystem
import Foundation
import Store

/// Compares the bundles of all generations with the files in `blobs/`, and what a generation says of a plugin with its manifest.
struct BundleFileCheck {
  let blobs: BlobStore
  /// The newest first; nil when they cannot be read.
  let generations: [Generation]?

  /// A reason for which a bundle cannot be used.
  private enum Defect: String {
    case id = "invalid id"
    case missing
    case empty
    case altered
  }

  func findings() -> [DoctorFinding] {
    let present = generations?.first?.plugins ?? []
    let presentIDs = Set(present.map(\.bundleID))
    let former = Workspace.distinct((generations ?? []).flatMap(\.plugins).filter { !presentIDs.contains($0.bundleID) })
    let all = (generations ?? []).flatMap { generation in generation.plugins.map { (generation.number, $0) } }
    return [
      DoctorFinding.damagedBundles(texts(of: present), isPresent: true),
      DoctorFinding.damagedBundles(texts(of: former), isPresent: false),
      DoctorFinding.bundleMismatch(mismatches(all)),
      DoctorFinding.grantsAltered(alteredGrants(all).map { "\($0.generation): \($0.plugin.name) \($0.plugin.version)" }),
    ].compactMap(\.self) + folderFindings()
  }

  /// Findings of the folder itself, and of files in it that no generation uses.
  func folderFindings() -> [DoctorFinding] {
    let plugins = (generations ?? []).flatMap(\.plugins)
    let names: [String]
    do { names = try blobs.names() } catch {
      return [.blobsUnreadable(SystemReason.localized(error), isDamage: generations == nil || !plugins.isEmpty)]
    }
    guard generations != nil else { return [] }
    let used = Set(plugins.map(\.bundleID))
    let unused = names.filter { name in BundleID(name).map { !used.contains($0.description) } ?? true }
    return unused.isEmpty ? [] : [.unusedBlobs(unused.map { "blobs/\($0)" })]
  }

  private func texts(of plugins: [InstalledPlugin]) -> [String] {
    plugins.compactMap { plugin in
      defect(of: plugin).map { "\(plugin.name) \(plugin.version), \(plugin.bundleID) (\($0.rawValue))" }
    }
  }

  private func defect(of plugin: InstalledPlugin) -> Defect? {
    guard let id = BundleID(plugin.bundleID) else { return .id }
    if blobs.isIntact(id) { return nil }
    let size = blobs.size(of: id)
    return size == nil ? .missing : size == 0 ? .empty : .altered
  }

  /// The plugins whose bundle is whole but of another name or version.
  private func mismatches(_ all: [(generation: Int, plugin: InstalledPlugin)]) -> [String] {
    all.compactMap { generation, plugin in
      guard let expected = approved(plugin), expected.name != plugin.name || expected.version != plugin.version else { return nil }
      return "\(generation): \(plugin.name) \(plugin.version) ≠ \(expected.name) \(expected.version)"
    }
  }

  /// The plugins whose grants are not those that were approved with their bundle: what the manifest of a bundle asks for is approved
  /// whole or not at all, and its id covers the manifest.
  func alteredGrants(
    _ all: [(generation: Int, plugin: InstalledPlugin)]
  ) -> [(generation: Int, plugin: InstalledPlugin, grants: String)] {
    all.compactMap { generation, plugin in
      guard let expected = approved(plugin), !Self.areEqual(expected.grants, plugin.grants) else { return nil }
      return (generation, plugin, expected.grants)
    }
  }

  private static func areEqual(_ one: String, _ other: String) -> Bool {
    guard let left = try? FieldValue(json: one), let right = try? FieldValue(json: other) else { return one == other }
    return left == right
  }

  /// The plugin as its bundle has it; nil when the bundle cannot be read, which is a finding of its own, or is a version under
  /// development, whose folder may have changed.
  private func approved(_ plugin: InstalledPlugin) -> InstalledPlugin? {
    guard !plugin.isDevelopment, let id = BundleID(plugin.bundleID), let bundle = try? blobs.read(id) else { return nil }
    return InstalledPlugin(bundle, installedAt: plugin.installedAt)
  }
}

extension BlobStore {
  /// The size of the blob of this id in bytes; nil where there is none.
  func size(of id: BundleID) -> Int? {
    let attributes = try? FileManager.default.attributesOfItem(atPath: directory.appending(path: id.hexadecimal).path)
    return (attributes?[.size] as? NSNumber)?.intValue
  }
}

extension Workspace {
  /// The first plugin of each bundle.
  static func distinct(_ plugins: [InstalledPlugin]) -> [InstalledPlugin] {
    var seen: Set<String> = []
    return plugins.filter { seen.insert($0.bundleID).inserted }
  }
}
