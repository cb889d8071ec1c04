import Foundation
import Store

/// What a restoration replaces, kept in the workspace's folder `backups/` as a backup of its own: restoring that one goes back.
final class FormerContent {
  /// The file; the database's log lies beside it where the database was too damaged for a backup.
  private(set) var path: String
  private let folder: URL
  private let stem: String

  /// Makes the folder, and takes away what a restoration that was killed left half written: one at a time is under way.
  init(in workspace: URL) throws {
    folder = workspace.appending(path: Workspace.formerFolder)
    let moment = Date().formatted(Date.ISO8601FormatStyle(includingFractionalSeconds: true)).filter {
      $0 != ":" && $0 != "-"
    }
    stem = "before-restore-\(moment)"
    path = folder.appending(path: "\(stem).sqlite").path
    do { try Workspace.makePrivateFolder(folder) } catch {
      throw EngineError.pathUnusable(path: folder.path, reason: SystemReason.text(error))
    }
    for name in Self.halfWritten(in: folder) { unlink(folder.appending(path: name).path) }
  }

  /// What restorations that were killed left in the folder.
  static func halfWritten(in folder: URL) -> [String] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    return names.filter { $0.hasPrefix(".before-restore-") && $0.hasSuffix(".partial") }.sorted()
  }

  /// Writes the backup; where the database is damaged, its files as they are.
  func write(_ workspace: Workspace) throws {
    do {
      _ = try workspace.backUp(to: try BackupTarget(path: path, isReplacing: false), isChecked: false) { _ in }
    } catch let error as StoreError where error.kind == .corrupt || error.kind == .sqlite || error.kind == .notGrappe {
      try copyFiles(of: workspace.store.path)
    }
  }

  /// Copies a database that cannot be read, byte for byte, with its log.
  func copyFiles(of database: String) throws {
    path = folder.appending(path: "\(stem).damaged.sqlite").path
    let source = URL(filePath: database).resolvingSymlinksInPath().path
    do {
      for suffix in ["", "-wal"] where FileManager.default.fileExists(atPath: source + suffix) {
        try FileManager.default.copyItem(atPath: source + suffix, toPath: path + suffix)
        try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: path + suffix)
      }
    } catch {
      throw EngineError.pathUnusable(path: path, reason: SystemReason.text(error))
    }
  }

  /// Takes it away again: nothing was replaced. What cannot be removed is one copy too many.
  func remove() { for suffix in ["", "-wal"] { unlink(path + suffix) } }
}
