import Synchronization

/// Counts started and finished runs, and collects errors.
final class Tally: Sendable {
  struct Summary: Sendable {
    var started = 0
    var ended = 0
    var wrong: [String] = []
  }

  private let state = Mutex(Summary())

  /// Runs `body`, which returns an error message, or nil.
  func run(_ name: String, _ body: () async throws -> String?) async {
    state.withLock { $0.started += 1 }
    let problem: String?
    do { problem = try await body() } catch { problem = "\(error)" }
    state.withLock {
      $0.ended += 1
      if let problem, $0.wrong.count < 1_000 { $0.wrong.append("\(name): \(problem)") }
    }
  }

  func summary() -> Summary { state.withLock { $0 } }
}
