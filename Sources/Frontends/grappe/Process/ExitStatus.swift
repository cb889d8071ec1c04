/// The exit codes of `grappe`.
enum ExitStatus: Int32 {
  case done = 0
  case failed = 1
  case usage = 2
  /// A refusal: trust, permission or validation.
  case refused = 3
  /// A kill by a limit of the sandbox.
  case limit = 4
  /// A conflict: undo, rollback or a concurrent change.
  case conflict = 5
  /// The database that `grappe serve` had open was replaced or removed.
  case replaced = 7
}
