import Synchronization

/// Keeps an invocation in the list of `grappe top`, from the start of its task until `end`.
final class InvocationListing: Sendable {
  private let running: RunningInvocations
  private let number = Mutex<UInt64?>(nil)

  init(_ running: RunningInvocations) { self.running = running }

  /// Stores the number of its task.
  func note(_ task: UInt64) { number.withLock { $0 = task } }

  /// Removes the invocation from the list.
  func end() {
    if let task = number.withLock({ $0 }) { running.end(task) }
  }
}
