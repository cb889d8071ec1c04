/// What the exit code of `grappe` means.
enum ExitStatus: Int32 {
  case done = 0
  case failed = 1
  case usage = 2
  /// Trust, permission or validation.
  case refused = 3
  /// Stopped by a limit of the sandbox.
  case limit = 4
  /// Undo, rollback or a concurrent change.
  case conflict = 5
  /// The database that `grappe serve` had open was replaced or removed.
  case replaced = 7
}
