import Synchronization

/// Whether a serving host works (liveness) and whether it is ready: it serves a generation and its database can be read.
public final class HostHealth: Sendable {
  /// The time without a look at the queues after which the host counts as hung.
  static let silenceMax = Duration.seconds(60)

  private struct State {
    var lastLook: ContinuousClock.Instant
    var isReady = false
    var isStopping = false
  }

  private let state: Mutex<State>

  init(now: ContinuousClock.Instant = .now) { state = Mutex(State(lastLook: now)) }

  /// Records a look at the queues.
  ///
  /// - Parameter succeeded: whether the generation is loaded and the database answered; nil when there was nothing to read.
  func noteLook(succeeded: Bool?, now: ContinuousClock.Instant = .now) {
    state.withLock { state in
      state.lastLook = now
      if let succeeded { state.isReady = succeeded }
    }
  }

  /// Records the beginning of the end.
  func noteStop() { state.withLock { $0.isStopping = true } }

  /// Whether the host looked at its queues within the last minute.
  public func isAlive(now: ContinuousClock.Instant = .now) -> Bool {
    state.withLock { now - $0.lastLook < Self.silenceMax }
  }

  /// Whether the host is alive, has loaded a generation, could read the database at its last look, and is not stopping.
  public func isReady(now: ContinuousClock.Instant = .now) -> Bool {
    isAlive(now: now) && state.withLock { $0.isReady && !$0.isStopping }
  }
}
