import Scheduler

extension TaskLimits {
  /// The limits of an admin's script: those of a command, but 1 GiB for its document, since long tables are spooled to disk.
  static let script: TaskLimits = {
    var limits = command
    limits.outputBytes = 1 << 30
    return limits
  }()

  /// Returns these limits with those that the caller of a script gave.
  func with(_ limits: ScriptLimits) -> TaskLimits {
    var changed = self
    if let cpu = limits.cpuMilliseconds { changed.cpuMilliseconds = Int64(cpu) }
    if let wall = limits.wallMilliseconds { changed.wallMilliseconds = Int64(wall) }
    if let writing = limits.writeWallMilliseconds { changed.writeWallMilliseconds = Int64(writing) }
    return changed
  }
}
