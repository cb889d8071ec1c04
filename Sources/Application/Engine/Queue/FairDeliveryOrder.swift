import Store
import Synchronization

/// Fair scheduling of deliveries: the next plugin, and the next of its listeners, is the one served longest ago. Whatever the
/// number of deliveries for one listener, another waits for at most one delivery of each plugin.
final class FairDeliveryOrder: Sendable {
  private struct State {
    var count: UInt64 = 0
    var plugins: [String: UInt64] = [:]
    var listeners: [EventListener: UInt64] = [:]
  }

  /// The maximum number of listeners remembered; beyond that the memory is cleared.
  private static let listenersMax = 10_000
  private let state = Mutex(State())

  /// Returns the delivery whose plugin, then whose listener, was served longest ago; the oldest among those never served.
  func first(of deliveries: [PendingDelivery]) -> PendingDelivery? {
    state.withLock { state in
      deliveries.min { rank($0, state) < rank($1, state) }
    }
  }

  /// Marks a listener as served now.
  func note(_ listener: EventListener) {
    state.withLock { state in
      if state.listeners.count >= Self.listenersMax { state = State() }
      state.count += 1
      state.plugins[listener.plugin] = state.count
      state.listeners[listener] = state.count
    }
  }

  private func rank(_ delivery: PendingDelivery, _ state: State) -> (UInt64, UInt64, Int64) {
    let listener = delivery.listener
    return (state.plugins[listener.plugin] ?? 0, state.listeners[listener] ?? 0, delivery.number)
  }
}
