import Foundation
import Synchronization

/// Ends any command within a second of SIGINT or SIGTERM.
///
/// The first signal calls the registered stop functions, or else cancels the task of the command. If the process has not ended
/// after ``graceMilliseconds``, it calls `_exit`: SQLite rolls an open transaction back when the database is opened next, and
/// unfinished files are removed by the registered cleanups.
///
/// The handler writes into a pipe that a thread of its own reads, so that a busy thread pool does not delay it.
final class Termination: Sendable {
  static let shared = Termination()

  /// The time from the signal to the end by force, in milliseconds.
  static let graceMilliseconds = 800

  private struct State {
    var signal: Int32?
    var command = "grappe"
    var graceMilliseconds = Termination.graceMilliseconds
    var cancel: (@Sendable () -> Void)?
    /// Called at SIGHUP.
    var reload: (@Sendable () -> Void)?
    /// The stop functions called instead of cancelling the command, by number.
    var stops: [Int: @Sendable () -> Void] = [:]
    /// The cleanups before an end by force, by number.
    var cleanups: [Int: @Sendable () -> Void] = [:]
    var next = 0
  }

  private let state = Mutex(State())

  private init() {}

  /// The first signal; nil without one.
  var signal: Int32? { state.withLock { $0.signal } }

  /// Installs the handlers of the process.
  ///
  /// - Parameter command: the name of the command in the last line: `grappe import`.
  func install(command: String) {
    state.withLock { $0.command = command }
    var ends: [Int32] = [0, 0]
    guard pipe(&ends) == 0 else { return }  // Without a pipe the signals end the process at once.
    for end in ends {
      _ = fcntl(end, F_SETFD, FD_CLOEXEC)
      _ = fcntl(end, F_SETFL, O_NONBLOCK)
    }
    terminationPipe = ends[1]
    let reader = ends[0]
    let thread = Thread { [self] in watch(reader) }
    thread.stackSize = 256 << 10
    thread.start()
    for number in [SIGINT, SIGTERM] { Self.report(number) }
  }

  /// Makes the thread of the handlers call `reload` at each SIGHUP, which without it ends the process. Called after ``install(command:)``.
  func reloadAtHangup(_ reload: @escaping @Sendable () -> Void) {
    state.withLock { $0.reload = reload }
    Self.report(SIGHUP)
  }

  /// Installs the handler that writes the number of a signal into the pipe.
  private static func report(_ number: Int32) {
    var action = sigaction()
    action.__sigaction_handler.sa_handler = { number in
      let before = errno
      var byte = UInt8(truncatingIfNeeded: number)
      _ = write(terminationPipe, &byte, 1)
      errno = before
    }
    action.sa_flags = SA_RESTART
    sigaction(number, &action, nil)
  }

  /// Cancels the task of the command at a signal.
  func cancelAtSignal(_ cancel: @escaping @Sendable () -> Void) {
    let hasCome = state.withLock { state in
      state.cancel = cancel
      return state.signal != nil
    }
    if hasCome { cancel() }
  }

  /// Registers a stop function for a signal, in place of cancelling the command's task.
  ///
  /// - Parameter graceMilliseconds: the time the work has to end, if its cleanup takes longer than usual.
  /// - Returns: its number for ``removeStop(_:)``.
  func addStop(graceMilliseconds: Int = Termination.graceMilliseconds, _ stop: @escaping @Sendable () -> Void) -> Int {
    let (number, hasCome) = state.withLock { state in
      state.next += 1
      state.stops[state.next] = stop
      state.graceMilliseconds = max(state.graceMilliseconds, graceMilliseconds)
      return (state.next, state.signal != nil)
    }
    if hasCome { stop() }
    return number
  }

  /// Removes a stop function.
  func removeStop(_ number: Int) { state.withLock { $0.stops[number] = nil } }

  /// Registers a cleanup before the process is ended by force, such as removing an unfinished file.
  func addCleanup(_ cleanup: @escaping @Sendable () -> Void) -> Int {
    state.withLock { state in
      state.next += 1
      state.cleanups[state.next] = cleanup
      return state.next
    }
  }

  /// Removes a cleanup.
  func removeCleanup(_ number: Int) { state.withLock { $0.cleanups[number] = nil } }

  // MARK: The thread

  private func watch(_ reader: Int32) {
    var signals = sigset_t()
    sigemptyset(&signals)
    sigaddset(&signals, SIGINT)
    sigaddset(&signals, SIGTERM)
    sigaddset(&signals, SIGHUP)
    pthread_sigmask(SIG_UNBLOCK, &signals, nil)
    var end: ContinuousClock.Instant?
    while true {
      var input = pollfd(fd: reader, events: Int16(POLLIN), revents: 0)
      _ = poll(&input, 1, end == nil ? -1 : 20)
      var byte: UInt8 = 0
      if read(reader, &byte, 1) == 1 {
        if Int32(byte) == SIGHUP {
          state.withLock { $0.reload }?()
          continue
        }
        ask(Int32(byte))
        if end == nil { end = .now + .milliseconds(state.withLock { $0.graceMilliseconds }) }
      }
      if let end, ContinuousClock.now >= end { forceEnd() }
    }
  }

  private func ask(_ number: Int32) {
    let asked = state.withLock { state in
      if state.signal == nil { state.signal = number }
      return state.stops.isEmpty ? [state.cancel].compactMap { $0 } : Array(state.stops.values)
    }
    for stop in asked { stop() }
  }

  private func forceEnd() -> Never {
    let (number, command, cleanups) = state.withLock { ($0.signal ?? SIGTERM, $0.command, Array($0.cleanups.values)) }
    for cleanup in cleanups { cleanup() }
    let name = number == SIGINT ? "SIGINT" : "SIGTERM"
    let sentence = wording("grappe.termination.ended-open-transaction-rolled", ["command": command, "name": name]) + "\n"
    _ = Array(sentence.utf8).withUnsafeBytes { Glibc.write(STDERR_FILENO, $0.baseAddress, $0.count) }
    _exit(128 + number)
  }
}

/// The descriptor that the handler writes to; it may use no other state.
private nonisolated(unsafe) var terminationPipe: Int32 = -1
