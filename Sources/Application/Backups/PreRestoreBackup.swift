import Calendar
import Engine
import Foundation
import Store

/// The content that a restore replaces, kept in the workspace's folder `backups/` as a backup; restoring that backup undoes the
/// restore.
final class PreRestoreBackup {
  /// The file; a copy of the database's log is beside it when the database was too damaged for a backup.
  private(set) var path: String
  private let folder: URL
  private let stem: String

  /// Creates the folder, and removes unfinished files of killed restores: only one restore runs at a time.
  init(in workspace: URL) throws {
    folder = workspace.appending(path: Workspace.preRestoreBackupFolder)
    let moment = Instant.present.text.filter { $0 != ":" && $0 != "-" }
    stem = "before-restore-\(moment)"
    path = folder.appending(path: "\(stem).sqlite").path
    do { try Workspace.makePrivateFolder(folder) } catch {
      throw EngineError.pathUnusable(path: folder.path, reason: SystemReason.text(error))
    }
    for name in Workspace.halfWrittenBackups(in: folder) { unlink(folder.appending(path: name).path) }
  }

  /// Writes the backup; when the database is damaged, copies its files unchanged.
  func write(_ workspace: Workspace) throws {
    do {
      _ = try workspace.backUp(to: try BackupTarget(path: path, isReplacing: false), isChecked: false) { _ in }
    } catch let error as StoreError where error.kind == .corrupt || error.kind == .sqlite || error.kind == .notGrappe {
      try copyFiles(of: workspace.store.path)
    }
  }

  /// Copies an unreadable database byte for byte, with its log.
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

  /// Removes the backup when nothing was replaced. A file that cannot be removed is only a superfluous copy.
  func remove() { for suffix in ["", "-wal"] { unlink(path + suffix) } }
}
