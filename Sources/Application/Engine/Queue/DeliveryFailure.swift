import Calendar
import Ecosystem
import Store

/// The state of a delivery after a failed attempt.
struct DeliveryFailure {
  /// The delivery as it is saved: retried later, or set aside.
  private(set) var delivery: Delivery
  /// Reports a failure that counts against the delivery; nil for another, such as a cancellation.
  private(set) var notice: HostNotice?

  /// The wait after a failure that does not count, in milliseconds.
  private static let uncountedMilliseconds: Int64 = 1_000

  /// - Parameter message: returns the text of an error.
  init(_ error: any Error, of delivery: Delivery, message: (any Error) -> String) {
    self.delivery = delivery
    var wait: Int64? = Self.uncountedMilliseconds
    if RetryRule.countsAsFailure(error) {
      self.delivery.attempts = delivery.attempts.addingSaturated(1)
      self.delivery.detail = message(error)
      wait = RetryRule.delivery.wait(after: self.delivery.attempts, error)
    }
    self.delivery.dueMilliseconds = Instant.present.milliseconds + (wait ?? 0)
    self.delivery.setAsideAt = wait == nil ? Instant.now() : nil
    guard self.delivery.attempts > delivery.attempts else { return }
    notice = .deliveryFailed(self.delivery.withoutPayload, error: self.delivery.detail ?? "", retryMilliseconds: wait)
  }
}

extension Delivery {
  /// The delivery as notices keep it, until a group has committed.
  var withoutPayload: Delivery {
    var delivery = self
    (delivery.event.payload, delivery.event.before) = (.null, nil)
    return delivery
  }
}
