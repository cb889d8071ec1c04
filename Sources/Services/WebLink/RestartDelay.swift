/// The back-off before a role is started again: a tenth of a second, twice as long after each end that follows soon, ten seconds at most.
struct RestartDelay: Sendable, Hashable {
  private var milliseconds: Int64 = 100
  /// A run of at least this time resets the delay, in milliseconds.
  static let steadyMilliseconds: Int64 = 60_000
  static let millisecondsMax: Int64 = 10_000

  /// Returns the delay after a run of a duration, both in milliseconds.
  mutating func next(afterRunOf duration: Int64) -> Int64 {
    if duration >= Self.steadyMilliseconds { milliseconds = 100 }
    defer { milliseconds = min(2 * milliseconds, Self.millisecondsMax) }
    return milliseconds
  }
}
