import Ecosystem
import Localization
import Store

/// The reason why a backup was not written or not restored. Nothing has changed then.
public enum BackupError: Explainable, Hashable {
  /// The file exists already.
  case exists(path: String)
  case isFolder(path: String)
  /// The given path is no regular file.
  case isNoFile(path: String)
  /// The file belongs to the workspace's own database.
  case isWorkspace(path: String)
  /// Another process holds the lock on the same file.
  case underWay(path: String)
  /// The file has a write-ahead log: a program has it open, or ended without a checkpoint, so part of its content is not in the
  /// file.
  case hasLog(path: String)
  /// SQLite cannot read the file.
  case unreadable(path: String, reason: String)
  /// The file failed its checks; `problems` names at most ten.
  case unsound(path: String, problems: [String], total: Int)
  /// Neither the file nor the workspace has a bundle that was installed when the backup was made.
  case bundleMissing(path: String, plugin: String, id: String)
  /// The workspace's database cannot be opened, and a host has it open.
  case served
  /// The caller stopped it, as with Ctrl-C.
  case stopped

  public var code: String {
    switch self {
    case .exists: "backup.exists"
    case .isFolder: "backup.folder"
    case .isNoFile: "backup.no-file"
    case .isWorkspace: "backup.own-database"
    case .underWay: "backup.under-way"
    case .hasLog: "backup.open"
    case .unreadable: "backup.unreadable"
    case .unsound: "backup.unsound"
    case .bundleMissing: "backup.bundle-missing"
    case .served: "backup.served"
    case .stopped: "backup.stopped"
    }
  }

  public func message(in language: Language) -> String { message.text(in: language) }

  private var message: Message {
    switch self {
    case .exists(let path): Message("backups.backup-error.exists", ["path": path])
    case .isFolder(let path): Message("backups.backup-error.is-folder", ["path": path])
    case .isNoFile(let path): Message("backups.backup-error.is-no-file", ["path": path])
    case .isWorkspace(let path): Message("backups.backup-error.is-workspace", ["path": path])
    case .underWay(let path): Message("backups.backup-error.under-way", ["path": path])
    case .hasLog(let path): Message("backups.backup-error.has-log", ["path": path])
    case .unreadable(let path, let reason): Message("backups.backup-error.unreadable", ["path": path, "reason": reason])
    case .unsound(let path, let problems, let total):
      Message("backups.backup-error.unsound", ["path": path, "problems": problems.joined(separator: "; "), "total": total])
    case .bundleMissing(let path, let plugin, let id):
      Message("backups.backup-error.bundle-missing", ["path": path, "plugin": plugin, "id": id])
    case .served: Message("backups.backup-error.served")
    case .stopped: Message("backups.backup-error.stopped")
    }
  }
}
