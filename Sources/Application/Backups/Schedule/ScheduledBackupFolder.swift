import Calendar
import Engine
import Foundation

/// The folder of the backups of one workspace that a host writes by itself: `NAME-20260131T023000Z.sqlite`, by the moment of writing.
struct ScheduledBackupFolder: Sendable {
  private let folder: URL
  private let workspace: String
  private let keep: Int

  init(_ plan: BackupPlan, of directory: URL) {
    folder = plan.folder(in: directory)
    workspace = directory.standardizedFileURL.lastPathComponent
    keep = Int(plan.keep)
  }

  /// The moments of the backups there, oldest first.
  var moments: [Instant] { names.compactMap(moment) }

  /// Writes a backup, unless there is one since it was due. A lock file in the folder excludes other hosts meanwhile.
  ///
  /// - Parameters:
  ///   - due: the moment by the schedule.
  ///   - isStopping: whether the copy ends now.
  /// - Throws: `BackupError.exists` when there is one, `.underWay` while another process writes it, `.stopped`; as `Workspace.backUp`.
  func write(_ workspace: Workspace, due: Instant, isStopping: () -> Bool) throws -> BackupOutcome {
    do { try Workspace.makePrivateFolder(folder) } catch {
      throw EngineError.pathUnusable(path: folder.path, reason: SystemReason.text(error))
    }
    let lock = try FileLock(folder.appending(path: ".\(prefix)lock").path, for: folder.path)
    defer { withExtendedLifetime(lock) {} }
    if let newest = moments.last, newest.milliseconds / 1_000 >= due.milliseconds / 1_000 {
      throw BackupError.exists(path: folder.path)
    }
    removeUnfinished()
    let name = prefix + Instant.now().filter { $0.isNumber || $0 == "T" }.prefix(15) + "Z.sqlite"
    let target = try BackupTarget(path: folder.appending(path: name).path, isReplacing: false)
    return try workspace.backUp(to: target) { _ in if isStopping() { throw BackupError.stopped } }
  }

  /// Deletes what killed hosts left. The lock is held, so that nobody writes there.
  private func removeUnfinished() {
    for name in all where name.hasPrefix("." + prefix) && name.hasSuffix(".partial") { unlink(folder.appending(path: name).path) }
  }

  /// Deletes the oldest backups beyond the number kept, and as many of the contents that restores replaced.
  ///
  /// - Returns: the number of deleted files.
  func removeOldest() -> Int {
    let former = all.filter { $0.hasPrefix("before-restore-") && $0.hasSuffix(".sqlite") }
    let surplus = [names, former].flatMap { $0.dropLast(keep) }
    for name in surplus { for suffix in ["", "-wal"] { unlink(folder.appending(path: name + suffix).path) } }
    return surplus.count
  }

  private var prefix: String { workspace + "-" }

  private var all: [String] { ((try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []).sorted() }

  /// The names of the backups, oldest first.
  private var names: [String] { all.filter { moment($0) != nil } }

  private func moment(_ name: String) -> Instant? {
    guard name.hasPrefix(prefix), let match = name.dropFirst(prefix.count).wholeMatch(of: Self.stamp) else { return nil }
    let (_, year, month, day, hour, minute, second) = match.output
    return Instant("\(year)-\(month)-\(day)T\(hour):\(minute):\(second)Z")
  }

  nonisolated(unsafe) private static let stamp = /(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z\.sqlite/
}
