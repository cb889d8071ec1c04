import Foundation

/// Runs code that blocks on a thread of its own: pages wait for tasks, and a thread of the cooperative pool that waits for them may be
/// the last that could run them.
func onOwnThread<Result: Sendable>(_ body: @escaping @Sendable () throws -> Result) async throws -> Result {
  try await withCheckedThrowingContinuation { continuation in
    Thread.detachNewThread { continuation.resume(with: Swift.Result { try body() }) }
  }
}
