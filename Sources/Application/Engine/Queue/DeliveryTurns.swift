import Store
import Synchronization

/// Which plugin, and which of its listeners, is served next: the one served longest ago. However many deliveries wait for one
/// listener, another waits for one delivery of each plugin at most.
final class DeliveryTurns: Sendable {
  private struct State {
    var count: UInt64 = 0
    var plugins: [String: UInt64] = [:]
    var listeners: [EventListener: UInt64] = [:]
  }

  /// How many listeners are remembered; beyond that all begin anew.
  private static let listenersMax = 10_000
  private let state = Mutex(State())

  /// The delivery whose plugin, then whose listener, was served longest ago; the oldest among those never served.
  func first(of deliveries: [Delivery]) -> Delivery? {
    state.withLock { state in
      deliveries.min { rank($0, state) < rank($1, state) }
    }
  }

  /// Notes that a delivery to a listener is made now.
  func note(_ listener: EventListener) {
    state.withLock { state in
      if state.listeners.count >= Self.listenersMax { state = State() }
      state.count += 1
      state.plugins[listener.plugin] = state.count
      state.listeners[listener] = state.count
    }
  }

  private func rank(_ delivery: Delivery, _ state: State) -> (UInt64, UInt64, Int64) {
    let listener = delivery.listener
    return (state.plugins[listener.plugin] ?? 0, state.listeners[listener] ?? 0, delivery.number)
  }
}
