import Bundles
import Store

/// What is found when a workspace is looked over.
public struct Diagnosis: Sendable {
  /// What SQLite finds wrong in the file.
  public var fileProblems: [String]
  /// References that lead nowhere.
  public var brokenReferences: [BrokenReference]
  /// The number of the present generation.
  public var generation: Int
  /// Installed plugins whose bundle is missing or altered, with its id.
  public var damagedBundles: [InstalledPlugin]
  /// Former versions whose bundle is missing or altered: nothing runs them, but a rollback to them would fail.
  public var damagedFormerBundles: [InstalledPlugin]
  /// Files in `blobs/` that no generation uses, such as a crash may leave.
  public var orphanedBlobs: [String]

  /// How much the journal holds.
  public var journal: JournalSize
  /// What the journal says of itself that cannot be.
  public var journalProblems: [String]

  /// How many findings are damage; former bundles and orphans are not.
  public var damageCount: Int { fileProblems.count + brokenReferences.count + damagedBundles.count + journalProblems.count }
}

extension Workspace {
  /// Looks the workspace over; nothing is changed.
  ///
  /// - Throws: `StoreError` when the file cannot be read at all.
  public func diagnose() throws -> Diagnosis {
    let transaction = try store.begin(.read)
    defer { transaction.rollback() }
    let generations = try transaction.generations()
    let present = generations.first?.plugins ?? []
    let presentIDs = Set(present.map(\.bundleID))
    let former = generations.flatMap(\.plugins).filter { !presentIDs.contains($0.bundleID) }
    return Diagnosis(
      fileProblems: try transaction.integrityProblems(), brokenReferences: try transaction.brokenReferences(),
      generation: generations.first?.number ?? 0, damagedBundles: present.filter { !isIntact($0) },
      damagedFormerBundles: Self.distinct(former).filter { !isIntact($0) },
      orphanedBlobs: try orphans(among: Set((present + former).map(\.bundleID))), journal: try transaction.journalSize(),
      journalProblems: try transaction.journalProblems())
  }

  private func isIntact(_ plugin: InstalledPlugin) -> Bool {
    BundleID(plugin.bundleID).map { blobs.isIntact($0) } ?? false
  }

  private func orphans(among used: Set<String>) throws -> [String] {
    try blobs.names().filter { name in BundleID(name).map { !used.contains($0.description) } ?? true }
  }

  static func distinct(_ plugins: [InstalledPlugin]) -> [InstalledPlugin] {
    var seen: Set<String> = []
    return plugins.filter { seen.insert($0.bundleID).inserted }
  }
}
