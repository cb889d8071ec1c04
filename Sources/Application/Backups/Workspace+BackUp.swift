import Bundles
import Calendar
import Ecosystem
import Engine
import Foundation
import Store

/// The content of a backup.
public struct BackupOutcome: Sendable {
  /// The file.
  public var path: String
  /// Its size in bytes.
  public var bytes: Int64
  /// The timestamp, RFC 3339 in UTC.
  public var madeAt: String
  /// The active generation in it.
  public var generation: Int
  /// Number of records.
  public var records: Int
  /// Number of bundles, those of former generations included.
  public var bundles: Int
  /// Plugins installed now or formerly whose bundle is missing or altered in the workspace, and so not in the backup.
  public var missing: [InstalledPlugin]
  /// The settings files in it: `config.toml`, `trust/allowed_signers`…
  public var settings: [String]

  public var json: FieldValue {
    .map([
      "file": .text(path), "bytes": .integer(bytes), "made_at": .text(madeAt),
      "generation": .integer(Int64(generation)),
      "records": .integer(Int64(records)), "bundles": .integer(Int64(bundles)),
      "missing_bundles": .list(missing.map { .text($0.bundleID) }), "settings": .list(settings.map(FieldValue.text)),
    ])
  }
}

extension Workspace {
  /// The settings that an admin wrote in the workspace: files beside the database and the bundles.
  static let settingPaths = ["config.toml", "trust/allowed_signers", "trust/pinned", "trust/revoked"]

  /// Writes a backup: a snapshot of the database, the bundles that its generations use, trust and settings. Other connections
  /// can write meanwhile.
  ///
  /// - Throws: `BackupError.isWorkspace`; `StoreError.corrupt` when the database is damaged, `.disk`; `EngineError.pathUnusable`.
  ///   A file that existed at the target before is unchanged then.
  public func backUp(to target: BackupTarget, progress: (CopyProgress) throws -> Void) throws -> BackupOutcome {
    let outcome = try backUp(to: target, isChecked: true, progress)
    note(.backup, name: URL(filePath: outcome.path).lastPathComponent, startedAt: outcome.madeAt)
    return outcome
  }

  /// - Parameter isChecked: whether the backup is read back and verified before it is published.
  func backUp(
    to target: BackupTarget, isChecked: Bool, _ progress: (CopyProgress) throws -> Void
  ) throws -> BackupOutcome {
    try refuseOwn(target.path)
    recordIdentity()
    let transaction = try store.begin(.read, for: .admin)
    defer { transaction.rollback() }
    do {
      let outcome = try write(transaction, to: target, isChecked: isChecked, progress: progress)
      CrashPoint.pass()
      try target.publish()
      CrashPoint.pass()
      return outcome
    } catch {
      target.discard()
      throw error
    }
  }

  private func write(
    _ transaction: StoreTransaction, to target: BackupTarget, isChecked: Bool,
    progress: (CopyProgress) throws -> Void
  ) throws -> BackupOutcome {
    let plugins = Self.distinct(try transaction.generations.all().flatMap(\.plugins))
    var outcome = BackupOutcome(
      path: target.path, bytes: 0, madeAt: Instant.now(), generation: try transaction.generations.present().number,
      records: try transaction.recordCount(), bundles: 0, missing: [], settings: [])
    let label = BackupLabel(madeAt: outcome.madeAt, workspace: directory.standardizedFileURL.lastPathComponent)
    CrashPoint.pass()
    try transaction.backup.write(to: target.temporary, label, isChecked: isChecked, progress: progress) { files in
      CrashPoint.pass()
      for plugin in plugins {
        if try add(plugin, to: files) { outcome.bundles += 1 } else { outcome.missing.append(plugin) }
      }
      for path in Self.settingPaths + [Self.erasuresName] {
        guard let bytes = FileManager.default.contents(atPath: directory.appending(path: path).path) else { continue }
        try files.add(path, [UInt8](bytes))
        outcome.settings.append(path)
      }
    }
    outcome.bytes = target.bytes
    return outcome
  }

  private func add(_ plugin: InstalledPlugin, to files: BackupFiles) throws -> Bool {
    guard let id = BundleID(plugin.bundleID), let packed = blobs.intactBytes(of: id) else { return false }
    try files.add(Self.backupPath(of: id), packed)
    return true
  }

  /// The path of a bundle in a backup.
  static func backupPath(of id: BundleID) -> String { "blobs/\(id.hexadecimal)" }

  /// Refuses the database and SQLite's files beside it as the target.
  private func refuseOwn(_ path: String) throws {
    let (url, own) = (URL(filePath: path), URL(filePath: store.path).resolvingSymlinksInPath())
    let isBeside =
      FileIdentity(url.deletingLastPathComponent().path) == FileIdentity(own.deletingLastPathComponent().path)
    let isOwn = FileIdentity(path) == FileIdentity(own.path) && FileIdentity(path) != nil
    if isOwn || isBeside && url.lastPathComponent.hasPrefix(own.lastPathComponent) {
      throw BackupError.isWorkspace(path: path)
    }
  }
}
