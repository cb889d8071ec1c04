import Dispatch
import Foundation

/// Ctrl-C and an ordinary kill, made a request to end cleanly for as long as this lives; then they end the process again.
final class Interruption {
  /// Does `body`; Ctrl-C and an ordinary kill, or in the shell the cancellation of the line, call `stop` meanwhile.
  static func whileRunning<Result>(
    _ stop: @escaping @Sendable () -> Void, body: () async throws -> Result
  ) async rethrows -> Result {
    // The shell looks after its own signals.
    let signals = GlobalOptions.sharedHost == nil ? Interruption(stop) : nil
    defer { withExtendedLifetime(signals) {} }
    return try await withTaskCancellationHandler(operation: body, onCancel: stop)
  }

  private static let numbers = [SIGINT, SIGTERM]
  private let sources: [any DispatchSourceSignal]

  /// - Parameter stop: called at each signal, from whatever thread.
  init(_ stop: @escaping @Sendable () -> Void) {
    sources = Self.numbers.map { number in
      signal(number, SIG_IGN)
      let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
      source.setEventHandler(handler: stop)
      source.activate()
      return source
    }
  }

  deinit {
    sources.forEach { $0.cancel() }
    for number in Self.numbers { signal(number, SIG_DFL) }
  }
}
