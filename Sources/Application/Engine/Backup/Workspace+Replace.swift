import Ecosystem
import Foundation
import Store

extension Workspace {
  /// Puts a backup in the place of a database that is missing or cannot be opened any more. Its files, as they are, are kept in
  /// `backups/`. A running host would go on with the former file, so none may run.
  ///
  /// - Throws: `BackupError.served`, and as `restore`. The folder is as it was then.
  public static func replaceDatabase(in directory: URL, by source: URL, isDryRun: Bool = false) throws -> RestoreOutcome
  {
    let database = directory.appending(path: databaseName).resolvingSymlinksInPath().path
    let blobs = BlobStore(directory: directory.appending(path: "blobs"))
    let staged = try StagedBackup(source, for: database)
    var outcome = try RestoreOutcome(of: staged, try staged.verify(with: blobs))
    outcome.wasUnreadable = true
    if HostPresence.isServed(directory) { throw BackupError.served }
    if isDryRun { return outcome }
    CrashPoint.pass()
    let former = FileManager.default.fileExists(atPath: database) ? try FormerContent(in: directory) : nil
    try former?.copyFiles(of: database)
    outcome.former = former?.path
    try staged.bringBundles(to: blobs)
    try staged.bringSettings(to: directory, into: &outcome)
    outcome.generation = try staged.succeed(.none)
    CrashPoint.pass()
    // A log of the former file would be taken for one of the new.
    for suffix in ["-wal", "-shm"] { unlink(database + suffix) }
    CrashPoint.pass()
    try staged.publish(as: database)
    return outcome
  }
}
