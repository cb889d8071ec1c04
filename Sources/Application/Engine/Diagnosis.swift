import Bundles
import Ecosystem
import Foundation
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

  /// What in the file does not fit the rest of it; not looked for when the file itself is damaged.
  public var contentFindings: [ContentFinding]
  /// Files that commands which were killed left in the workspace.
  public var leftovers: [String]

  /// How many findings are damage; former bundles and orphans are not.
  public var damageCount: Int {
    fileProblems.count + brokenReferences.count + damagedBundles.count + journalProblems.count
      + contentFindings.filter(\.isDamage).count
  }
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
    let fileProblems = try transaction.integrityProblems()
    return Diagnosis(
      fileProblems: fileProblems, brokenReferences: try transaction.brokenReferences(),
      generation: generations.first?.number ?? 0, damagedBundles: present.filter { !isIntact($0) },
      damagedFormerBundles: Self.distinct(former).filter { !isIntact($0) },
      orphanedBlobs: try orphans(among: Set((present + former).map(\.bundleID))), journal: try transaction.journalSize(),
      journalProblems: try transaction.journalProblems(),
      contentFindings: fileProblems.isEmpty ? try transaction.findings() : [], leftovers: leftovers())
  }

  /// Puts right what can be: makes indexes and the register anew from the records, takes away what belongs to nothing.
  ///
  /// - Returns: the findings that were put right.
  /// - Throws: `StoreError.busy` while somebody else writes, `.corrupt` when the file is damaged; nothing has changed then.
  public func repair() throws -> [ContentFinding] {
    let transaction = try store.begin(.write, busyMilliseconds: Int(settings.writerWaitSeconds) * 1_000)
    do {
      let repaired = try transaction.repair(try transaction.findings())
      var record = InvocationRecord(.repair, name: "", startedAt: Instant.now(), rowsWritten: 0)
      record.id = try transaction.makeID(now: record.startedAt)
      try transaction.appendInvocation(record)
      try transaction.attributeChanges(to: record.id)
      try transaction.commit()
      return repaired
    } catch {
      transaction.rollback()
      throw error
    }
  }

  private func leftovers() -> [String] {
    let path = URL(filePath: store.path).resolvingSymlinksInPath().path + StagedBackup.suffix
    let former = FormerContent.halfWritten(in: directory.appending(path: Self.formerFolder))
    return (FileManager.default.fileExists(atPath: path) ? [path] : []) + former.map { "\(Self.formerFolder)/\($0)" }
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
