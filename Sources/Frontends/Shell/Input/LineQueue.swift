import Dispatch

/// Reads lines from a source on a thread of its own, so that a blocking read stops no other work.
struct LineQueue: Sendable {
  private let source: any LineSource
  private let queue = DispatchQueue(label: "grappe.lines")

  init(_ source: any LineSource) { self.source = source }

  func next(prompt: String) async -> LineInput {
    await withCheckedContinuation { continuation in
      queue.async { continuation.resume(returning: source.next(prompt: prompt)) }
    }
  }

  func remember(_ chunk: String) { queue.async { source.remember(chunk) } }
}
