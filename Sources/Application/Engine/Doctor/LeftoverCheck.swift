import Foundation

/// Finds files that killed commands left in the workspace.
struct LeftoverCheck {
  let directory: URL

  func findings() -> [DoctorFinding] {
    let database = directory.appending(path: Workspace.databaseName).resolvingSymlinksInPath()
    let path = database.path + Workspace.stagedBackupSuffix
    let former = Workspace.halfWrittenBackups(in: directory.appending(path: Workspace.preRestoreBackupFolder))
    let names = (FileManager.default.fileExists(atPath: path) ? [path] : []) + former.map { "\(Workspace.preRestoreBackupFolder)/\($0)" }
    return names.isEmpty ? [] : [.leftovers(names)]
  }
}
