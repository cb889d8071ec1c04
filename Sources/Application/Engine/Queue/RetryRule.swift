import Ecosystem
import Lua
import Store

/// The retries of unattended runs after a failure, and their maximum.
struct RetryRule: Sendable {
  /// The delay after the first failure, in milliseconds; each further one is four times as long.
  let firstMilliseconds: Int64

  /// The number of failures after which a run is set aside.
  static let attemptsMax = 5
  /// The number of kills after which a run is set aside: the third kill also quarantines the plugin.
  static let killsMax = QuarantineRule.killsMax
  private static let waitMaxMilliseconds: Int64 = 3_600_000

  static let delivery = RetryRule(firstMilliseconds: 1_000)
  static let job = RetryRule(firstMilliseconds: 15_000)

  /// Returns the delay after that many failures, in milliseconds; nil when the run is set aside.
  ///
  /// - Parameter attempts: the number of failed attempts, including this one; from 1.
  func wait(after attempts: Int, _ error: any Error) -> Int64? {
    guard attempts < Self.attemptsMax(error) else { return nil }
    let factor = Int64(1) << (2 * Int64(min(max(attempts, 1) - 1, 20)))
    return min(firstMilliseconds * factor, Self.waitMaxMilliseconds)
  }

  /// Returns the maximum number of attempts. A run that an admin ended is not retried.
  private static func attemptsMax(_ error: any Error) -> Int {
    guard case EngineError.stopped(_, let kill) = error else { return attemptsMax }
    return kill.limit == .killed ? 1 : killsMax
  }

  /// Whether an error counts against the run. A cancellation does not, nor the kill of another run that took its state, nor a write
  /// lock held by another writer.
  static func countsAsFailure(_ error: any Error) -> Bool {
    switch error {
    case EngineError.stopped(_, let kill): ![.cancelled, .abandoned, .quarantined].contains(kill.limit)
    case EngineError.quarantined, EngineError.writerBusy: false
    case let error as StoreError: error.kind != .busy
    case is CancellationError: false
    default: true
    }
  }
}
