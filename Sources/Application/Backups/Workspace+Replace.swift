import Ecosystem
import Engine
import Foundation
import Store

extension Workspace {
  /// Puts a backup in place of a database that is missing or cannot be opened. Keeps the former files, unchanged, in `backups/`.
  /// No host may run, since it would keep the former file open.
  ///
  /// - Throws: `BackupError.served`, and as `restore`. The folder is unchanged then.
  public static func replaceDatabase(in directory: URL, by source: URL, isDryRun: Bool = false) throws -> RestoreOutcome {
    let database = directory.appending(path: databaseName).resolvingSymlinksInPath().path
    let blobs = BlobStore(directory: directory.appending(path: "blobs"))
    let staged = try StagedBackup(source, for: database)
    var outcome = try RestoreOutcome(of: staged, try staged.verify(with: blobs))
    outcome.wasUnreadable = true
    if HostLockFile.isServed(directory) { throw BackupError.served }
    if isDryRun {
      outcome.erasedAgain = try staged.eraseAgain(for: directory, isDryRun: true)
      return outcome
    }
    CrashPoint.pass()
    let former = FileManager.default.fileExists(atPath: database) ? try PreRestoreBackup(in: directory) : nil
    try former?.copyFiles(of: database)
    outcome.former = former?.path
    try staged.restoreBundles(to: blobs)
    try staged.restoreSettings(to: directory, into: &outcome)
    outcome.erasedAgain = try staged.eraseAgain(for: directory)
    (outcome.generation, _) = try staged.prepareAsReplacement(for: .none, withdrawing: [])
    CrashPoint.pass()
    // SQLite would apply the former file's log to the new file.
    for suffix in ["-wal", "-shm"] { unlink(database + suffix) }
    CrashPoint.pass()
    IdentityFile(in: directory).remove()
    try staged.publish(as: database)
    return outcome
  }
}
