import Ecosystem
import Store

extension Store {
  /// How long a host waits for another writer before it runs a job or a delivery: a job may keep the write lock for as long as it was granted.
  static let queueWait = Duration.seconds(900)
}

extension PluginHost {
  /// Begins a transaction in which the host keeps its queues. While another writer is at work the Swift task sleeps, not its thread.
  ///
  /// - Throws: `EngineError.writerBusy` naming the holder of the write lock after `Store.queueWait`, `CancellationError` when the task is
  ///   cancelled.
  func beginQueueWriting() async throws -> StoreTransaction {
    try await beginWriting(.job, "admin", name: "queue", for: .admin, wait: Store.queueWait)
  }
}
