import Ecosystem
import Store

extension Store {
  /// Begins a transaction in which the host keeps its queues. While another writer is at work the Swift task sleeps, not its
  /// thread.
  ///
  /// - Parameter milliseconds: how long to wait; a job may keep the file for as long as its wall clock allows.
  /// - Throws: `StoreError.busy` after that time, `CancellationError` when the task is cancelled.
  func beginWriting(waitingAtMost milliseconds: Int = 900_000) async throws -> StoreTransaction {
    let writer = Writer(plugin: "admin", kind: InvocationKind.job.rawValue, name: "", since: Instant.now())
    return try await beginWriting(writer, wait: .milliseconds(milliseconds))
  }
}
