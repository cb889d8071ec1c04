/// Makes SIGINT and SIGTERM call `stop` while it exists, instead of cancelling the command.
final class Interruption {
  /// Runs `body`; Ctrl-C and SIGTERM, or in the shell the cancellation of the line, call `stop` meanwhile.
  static func whileRunning<Result>(
    _ stop: @escaping @Sendable () -> Void, body: () async throws -> Result
  ) async rethrows -> Result {
    // The shell handles its own signals.
    let signals = GlobalOptions.sharedHost == nil ? Interruption(stop) : nil
    defer { withExtendedLifetime(signals) {} }
    return try await withTaskCancellationHandler(operation: body, onCancel: stop)
  }

  private let number: Int

  /// - Parameters:
  ///   - graceMilliseconds: the time the work has to end before the process is ended by force.
  ///   - stop: called at each signal, from any thread.
  init(graceMilliseconds: Int = Termination.graceMilliseconds, _ stop: @escaping @Sendable () -> Void) {
    number = Termination.shared.addStop(graceMilliseconds: graceMilliseconds, stop)
  }

  deinit { Termination.shared.removeStop(number) }
}
