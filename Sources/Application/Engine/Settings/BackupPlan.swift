import Ecosystem
import Foundation

/// The backups that a serving host writes by itself: the section `[backup]` of `config.toml`.
public struct BackupPlan: Sendable, Hashable {
  /// The times of the backups.
  public var schedule: JobSchedule
  /// The folder: a path relative to the workspace, or an absolute one.
  public var folder: String
  /// The number of backups kept; the oldest beyond are deleted.
  public var keep: Int64

  /// The default of `folder`.
  public static let folderDefault = "backups"
  /// The default of `keep`.
  public static let keepDefault: Int64 = 7

  /// Returns the folder of the backups of the workspace in `directory`.
  public func folder(in directory: URL) -> URL {
    folder.hasPrefix("/") ? URL(filePath: folder) : directory.appending(path: folder)
  }
}

extension Workspace {
  /// Returns the absolute path that `config.toml` names for backups; nil for a folder in the workspace, or without a valid file.
  public static func outerBackupFolder(of directory: URL) -> String? {
    // An invalid file is reported when the workspace is opened.
    let plan = try? WorkspaceSettings(contentsOf: directory.appending(path: WorkspaceSettings.fileName)).backup
    return plan.flatMap { $0.folder.hasPrefix("/") ? $0.folder : nil }
  }
}
