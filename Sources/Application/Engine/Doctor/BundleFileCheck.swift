import Bundles
import Ecosystem
import Foundation
import Store

/// Compares the bundles of all generations with the files in `blobs/`, and the entry of a plugin in a generation with its
/// manifest.
struct BundleFileCheck {
  let blobs: BlobStore
  /// The generations, newest first; nil when they cannot be read.
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

  /// Findings about the folder itself, and about files in it that no generation uses.
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

  /// The plugins whose bundle is intact but has another name or version.
  private func mismatches(_ all: [(generation: Int, plugin: InstalledPlugin)]) -> [String] {
    all.compactMap { generation, plugin in
      guard let expected = approved(plugin), expected.name != plugin.name || expected.version != plugin.version else { return nil }
      return "\(generation): \(plugin.name) \(plugin.version) ≠ \(expected.name) \(expected.version)"
    }
  }

  /// The plugins whose grants differ from those approved with their bundle: a manifest's permissions are approved all or none,
  /// and the bundle's id covers the manifest.
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

  /// The plugin's entry as its bundle defines it; nil when the bundle cannot be read, which is a finding of its own, or is a
  /// version under development, whose folder may have changed.
  private func approved(_ plugin: InstalledPlugin) -> InstalledPlugin? {
    guard !plugin.isDevelopment, let id = BundleID(plugin.bundleID), let bundle = try? blobs.read(id) else { return nil }
    return InstalledPlugin(bundle, installedAt: plugin.installedAt)
  }
}

extension BlobStore {
  /// The size of the blob of this id in bytes; nil when it is missing.
  func size(of id: BundleID) -> Int? {
    let attributes = try? FileManager.default.attributesOfItem(atPath: directory.appending(path: id.hexadecimal).path)
    return (attributes?[.size] as? NSNumber)?.intValue
  }
}

extension Workspace {
  /// The first entry of each bundle.
  package static func distinct(_ plugins: [InstalledPlugin]) -> [InstalledPlugin] {
    var seen: Set<String> = []
    return plugins.filter { seen.insert($0.bundleID).inserted }
  }
}
