/// Work that SIGINT and SIGTERM ask to end cleanly for as long as this lives, rather than cancelling the command.
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

  private let number: Int

  /// - Parameters:
  ///   - graceMilliseconds: how long the work may take to end before the process is ended by force.
  ///   - stop: called at each signal, from whatever thread.
  init(graceMilliseconds: Int = Termination.graceMilliseconds, _ stop: @escaping @Sendable () -> Void) {
    number = Termination.shared.addStop(graceMilliseconds: graceMilliseconds, stop)
  }

  deinit { Termination.shared.removeStop(number) }
}
