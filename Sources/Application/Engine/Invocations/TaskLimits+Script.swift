import Scheduler

extension TaskLimits {
  /// A script of the admin's: as a command, but its document may have 1 GiB, since long tables wait on disk.
  static let script: TaskLimits = {
    var limits = command
    limits.outputBytes = 1 << 30
    return limits
  }()

  /// These limits with those that a script's caller named.
  func with(_ limits: ScriptLimits) -> TaskLimits {
    var changed = self
    if let cpu = limits.cpuMilliseconds { changed.cpuMilliseconds = Int64(cpu) }
    if let wall = limits.wallMilliseconds { changed.wallMilliseconds = Int64(wall) }
    if let writing = limits.writeWallMilliseconds { changed.writeWallMilliseconds = Int64(writing) }
    return changed
  }
}
