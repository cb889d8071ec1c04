import Ecosystem
import Store

extension Store {
  /// How long a host waits for another writer before it runs a job or a delivery.
  static let queueWait = Duration.seconds(900)

  /// Begins a transaction in which the host keeps its queues. While another writer is at work the Swift task sleeps, not its
  /// thread.
  ///
  /// - Parameter wait: how long to wait; a job may keep the file for as long as its wall clock allows.
  /// - Throws: `StoreError.busy` after that time, `CancellationError` when the task is cancelled.
  func beginWriting(waitingAtMost wait: Duration = Store.queueWait) async throws -> StoreTransaction {
    let writer = Writer(plugin: "admin", kind: InvocationKind.job.rawValue, name: "queue", since: Instant.now())
    return try await beginWriting(writer, wait: wait)
  }
}
