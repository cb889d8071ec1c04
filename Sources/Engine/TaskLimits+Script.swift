import Scheduler

extension TaskLimits {
  /// These limits with those that a script's caller named.
  func with(_ limits: ScriptLimits) -> TaskLimits {
    var changed = self
    if let cpu = limits.cpuMilliseconds { changed.cpuMilliseconds = Int64(cpu) }
    if let wall = limits.wallMilliseconds { changed.wallMilliseconds = Int64(wall) }
    return changed
  }
}
