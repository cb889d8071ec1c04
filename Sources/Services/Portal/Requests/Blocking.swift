import Foundation
import Synchronization

/// Waits for asynchronous work on a thread that may block: the thread of a link, never one of the cooperative pool.
enum Blocking {
  /// Runs `body` in a task and returns its result.
  /// - Throws: the errors of `body`.
  static func run<Result: Sendable>(_ body: @escaping @Sendable () async throws -> Result) throws -> Result {
    let done = DispatchSemaphore(value: 0)
    let outcome: Mutex<Swift.Result<Result, any Error>?> = Mutex(nil)
    Task {
      do {
        let value = try await body()
        outcome.withLock { $0 = .success(value) }
      } catch {
        outcome.withLock { $0 = .failure(error) }
      }
      done.signal()
    }
    done.wait()
    guard let result = outcome.withLock({ $0 }) else { throw CancellationError() }
    return try result.get()
  }
}
