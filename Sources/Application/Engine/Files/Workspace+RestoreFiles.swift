import Foundation

// Names of the files that a restore writes into a workspace, which the doctor knows too.

extension Workspace {
  /// The folder of a workspace in which a restore keeps the former content.
  package static let preRestoreBackupFolder = "backups"
  /// The suffix of the name of a copy that is being restored, after that of the database.
  package static let stagedBackupSuffix = ".restoring"

  /// Returns the names of the files that killed restores left in the folder of former contents.
  package static func halfWrittenBackups(in folder: URL) -> [String] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    return names.filter { $0.hasPrefix(".before-restore-") && $0.hasSuffix(".partial") }.sorted()
  }
}
