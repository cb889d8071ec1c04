import Store

extension Store {
  /// Begins a transaction that writes. While another writer is at work the Swift task sleeps, not its thread.
  ///
  /// - Parameter milliseconds: how long to wait; a job may keep the file for as long as its wall clock allows.
  /// - Throws: `StoreError.busy` after that time, `CancellationError` when the task is cancelled.
  func beginWriting(waitingAtMost milliseconds: Int = 900_000) async throws -> StoreTransaction {
    let start = ContinuousClock.now
    var pause = Duration.milliseconds(1)
    while true {
      do { return try begin(.write, busyMilliseconds: 0) } catch let error as StoreError where error.kind == .busy {
        guard ContinuousClock.now - start < .milliseconds(milliseconds) else { throw error }
      }
      try await Task.sleep(for: pause)
      pause = min(pause * 2, .milliseconds(20))
    }
  }
}
