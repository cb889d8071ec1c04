import Glibc
import Synchronization

/// Makes Ctrl-C cancel the running task, never the shell.
///
/// The handler of SIGINT writes a byte into a pipe; a thread of its own reads it and cancels the running task, or wakes the
/// reader of lines. There is one per process.
final class InterruptWatch: Sendable {
  /// The descriptor that is readable once Ctrl-C came while no task ran.
  let wakeDescriptor: Int32
  private let waker: Int32
  private let cancel = Mutex<(@Sendable () -> Void)?>(nil)

  /// Installs the handler and starts the thread.
  init() {
    let (wakeReader, wakeWriter) = Self.makePipe()
    _ = fcntl(wakeReader, F_SETFL, O_NONBLOCK)
    (wakeDescriptor, waker) = (wakeReader, wakeWriter)
    let (reader, writer) = Self.makePipe()
    signalPipe = writer
    install()
    startThread(reader)
  }

  /// Runs `work`; Ctrl-C cancels it.
  func during<Result: Sendable>(
    _ work: @escaping @Sendable () async throws -> Result
  ) async throws -> Result {
    let task = Task { try await work() }
    cancel.withLock { $0 = { task.cancel() } }
    defer { cancel.withLock { $0 = nil } }
    return try await task.value
  }

  /// Drops the wake-ups that came while no line was read.
  func drainWakeups() {
    var bytes = [UInt8](repeating: 0, count: 64)
    while read(wakeDescriptor, &bytes, bytes.count) > 0 {}
  }

  private func handle() {
    let cancel = cancel.withLock { $0 }
    if let cancel { return cancel() }
    var byte: UInt8 = 1
    _ = write(waker, &byte, 1)
  }

  private func install() {
    var action = sigaction()
    action.__sigaction_handler.sa_handler = { _ in
      let before = errno
      var byte: UInt8 = 1
      _ = write(signalPipe, &byte, 1)
      errno = before
    }
    action.sa_flags = SA_RESTART
    sigaction(SIGINT, &action, nil)
  }

  /// Starts the thread, which unblocks the signal for itself, whatever the masks of the other threads.
  private func startThread(_ reader: Int32) {
    let context = Unmanaged.passRetained(Start(watch: self, reader: reader)).toOpaque()
    var thread = pthread_t()
    let result = pthread_create(
      &thread, nil,
      { context in
        let start = Unmanaged<Start>.fromOpaque(context!).takeRetainedValue()
        start.watch.readSignals(start.reader)
        return nil
      }, context)
    precondition(result == 0, "the system gives no thread (error \(result))")
    pthread_detach(thread)
  }

  private func readSignals(_ reader: Int32) {
    var signals = sigset_t()
    sigemptyset(&signals)
    sigaddset(&signals, SIGINT)
    pthread_sigmask(SIG_UNBLOCK, &signals, nil)
    var byte: UInt8 = 0
    while true {
      if read(reader, &byte, 1) == 1 { handle() }
    }
  }

  private final class Start {
    let watch: InterruptWatch
    let reader: Int32
    init(watch: InterruptWatch, reader: Int32) { (self.watch, self.reader) = (watch, reader) }
  }

  private static func makePipe() -> (reader: Int32, writer: Int32) {
    var ends: [Int32] = [0, 0]
    precondition(pipe(&ends) == 0, "the system gives no pipe (error \(errno))")
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    // The handler must not block when the pipe is full.
    _ = fcntl(ends[1], F_SETFL, O_NONBLOCK)
    return (ends[0], ends[1])
  }
}

/// The descriptor that the handler writes to; it may use no other state.
private nonisolated(unsafe) var signalPipe: Int32 = -1
