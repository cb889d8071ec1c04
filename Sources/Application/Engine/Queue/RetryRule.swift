import Ecosystem
import Lua
import Store

/// How what runs by itself is tried again after a failure, and when it is given up.
struct RetryRule: Sendable {
  /// The wait after the first failure, in milliseconds; each further one is four times as long.
  let firstMilliseconds: Int64

  /// How often something may fail before it is set aside.
  static let attemptsMax = 5
  /// The same where a limit stopped it: the third kill also puts the plugin under quarantine.
  static let killsMax = QuarantineRule.killsMax
  private static let waitMaxMilliseconds: Int64 = 3_600_000

  static let delivery = RetryRule(firstMilliseconds: 1_000)
  static let job = RetryRule(firstMilliseconds: 15_000)

  /// How long to wait after so many failures, in milliseconds; nil when it is to be set aside.
  ///
  /// - Parameter attempts: those that failed, this one included; from 1.
  func wait(after attempts: Int, _ error: any Error) -> Int64? {
    guard attempts < Self.attemptsMax(error) else { return nil }
    let factor = Int64(1) << (2 * Int64(min(max(attempts, 1) - 1, 20)))
    return min(firstMilliseconds * factor, Self.waitMaxMilliseconds)
  }

  /// What an admin ended is not begun again behind the admin's back.
  private static func attemptsMax(_ error: any Error) -> Int {
    guard case EngineError.stopped(_, let kill) = error else { return attemptsMax }
    return kill.limit == .killed ? 1 : killsMax
  }

  /// Whether an error says nothing against what ran: it was cancelled, or somebody else's kill took its state, or the file was
  /// kept by another writer.
  static func isInnocent(_ error: any Error) -> Bool {
    switch error {
    case EngineError.stopped(_, let kill): [.cancelled, .abandoned, .quarantined].contains(kill.limit)
    case EngineError.quarantined, EngineError.writerBusy: true
    case let error as StoreError: error.kind == .busy
    case is CancellationError: true
    default: false
    }
  }
}
