import Ecosystem
import Glibc
import Localization
import Synchronization
import TextLayout

/// Standard output or standard error: the one place through which text reaches people and the programs that read it.
///
/// A write that fails does not trap. The first failure of each stream is kept; `status(after:)` turns it into an exit code. Writes
/// are unbuffered, so that lines of both streams keep their order. From any thread.
public enum StandardStream: Int32, Sendable {
  case output = 1
  case error = 2

  /// Exit code when the reader of standard output has closed its end: 128 + SIGPIPE, as a shell reports it of other programs.
  public static let brokenPipeStatus: Int32 = 141

  private struct Failures {
    var output: Int32 = 0
    var error: Int32 = 0
  }

  private static let failures = Mutex(Failures())
  private static let endsAtBrokenPipe = Atomic(true)

  // MARK: Process

  /// Makes writing safe; called first of all. A stream that was closed is opened so that writing to it fails, instead of reaching the
  /// next file that is opened, such as the database; a reader that goes away no longer ends the process by a signal.
  public static func prepare() {
    for descriptor in [STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO] where fcntl(descriptor, F_GETFD) < 0 {
      // The lowest free descriptor is this one; it is opened the wrong way round.
      _ = open("/dev/null", descriptor == STDIN_FILENO ? O_WRONLY : O_RDONLY)
    }
    signal(SIGPIPE, SIG_IGN)
    // A file beyond the limit of its size (RLIMIT_FSIZE) is an error of the write, like a full disk.
    signal(SIGXFSZ, SIG_IGN)
  }

  /// Keeps the process running when standard output is closed by its reader: for a command whose output only reports on its work.
  public static func keepRunningAtBrokenPipe() { endsAtBrokenPipe.store(false, ordering: .relaxed) }

  /// Ends the process at once, without a message, as SIGPIPE ends other programs. Open transactions are rolled back.
  public static func endAtBrokenPipe() -> Never { _exit(brokenPipeStatus) }

  /// Returns the exit code of the process: `status`, or the code for a failed write when `status` is 0.
  ///
  /// - Parameter say: called with a sentence on the failure of standard output, unless it is a broken pipe.
  public static func status(after status: Int32, say: (LocalizedText) -> Void) -> Int32 {
    let failed = failures.withLock { $0 }
    guard status == 0 else { return status }
    if failed.output != 0, failed.output != EPIPE { say(sentence(failed.output)) }
    if failed.output == EPIPE || failed.output == 0 && failed.error == EPIPE { return brokenPipeStatus }
    return failed.output != 0 || failed.error != 0 ? 1 : 0
  }

  private static func sentence(_ number: Int32) -> LocalizedText {
    let reason = String(cString: strerror(number))
    return LocalizedText("reports.standard-stream.not-written", ["reason": reason])
  }

  // MARK: Writing

  /// Writes finished lines, each followed by a line feed. They may hold colours (SGR sequences), and nothing else that steers a
  /// terminal: it would be made visible.
  @discardableResult
  public func write(_ lines: [String]) -> Bool {
    var (text, isWritten) = ("", true)
    for line in lines {
      for piece in TextPieces(line) {
        text += SafeText.keepingColours(piece.text)
        guard text.utf8.count >= Self.bytesAtOnce else { continue }
        isWritten = send(text) && isWritten
        text = ""
      }
      text += "\n"
    }
    return (text.isEmpty || send(text)) && isWritten
  }

  /// Length in bytes from which a text is written in parts, so that no second copy of a long one is made.
  private static let bytesAtOnce = 65_536

  private func send(_ text: String, end: String, _ shown: (String) -> String) -> Bool {
    guard TextPieces.isLong(text) else { return send(shown(text) + end) }
    var isWritten = true
    for piece in TextPieces(text) { isWritten = send(shown(piece.text)) && isWritten }
    return send(end) && isWritten
  }

  /// Writes a text from data on one line.
  @discardableResult
  public func line(_ text: String) -> Bool { send(text, end: "\n", SafeText.line) }

  /// Writes a text from data, whose line feeds and tabs stay.
  @discardableResult
  public func lines(_ text: String) -> Bool { send(text, end: "\n") { SafeText.lines($0, keepsTabs: true) } }

  /// Writes JSON; characters in its strings that would steer a terminal are escaped.
  @discardableResult
  public func json(_ text: String) -> Bool { send(text, end: "\n", SafeText.json) }

  /// Writes text that the program itself composes, such as movements of the cursor.
  @discardableResult
  public func control(_ text: String) -> Bool { send(text) }

  /// Writes bytes of a document.
  ///
  /// - Returns: the system's error number; 0 when all was written.
  public func bytes(_ bytes: [UInt8]) -> Int32 {
    guard let present = self == .output ? HeldOutput.passed(bytes) : bytes else { return 0 }
    return put(present)
  }

  private func put(_ bytes: [UInt8]) -> Int32 {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { Glibc.write(rawValue, $0.baseAddress, $0.count) }
      if count > 0 {
        rest = rest.dropFirst(count)
      } else if errno == EAGAIN {
        wait()
      } else if errno != EINTR {
        return failed(errno)
      }
    }
    return 0
  }

  // MARK: Holding back

  /// Holds back what is written to standard output, until `release` or `discard`. Beyond 4 MiB all of it is written, and nothing is held any
  /// more.
  public func hold() { if self == .output { HeldOutput.begin() } }

  /// Returns what is held back; nil when nothing is held any more.
  public func held() -> [UInt8]? { self == .output ? HeldOutput.present : nil }

  /// Writes what is held back.
  public func release() { if self == .output, let bytes = HeldOutput.end() { _ = put(bytes) } }

  /// Drops what is held back.
  public func discard() { if self == .output { _ = HeldOutput.end() } }

  private func send(_ text: String) -> Bool { bytes(Array(text.utf8)) == 0 }

  /// Waits until a stream that does not block takes more.
  private func wait() {
    var stream = pollfd(fd: rawValue, events: Int16(POLLOUT), revents: 0)
    poll(&stream, 1, -1)
  }

  private func failed(_ number: Int32) -> Int32 {
    if self == .output, number == EPIPE, Self.endsAtBrokenPipe.load(ordering: .relaxed) { Self.endAtBrokenPipe() }
    Self.failures.withLock { failures in
      if self == .output, failures.output == 0 { failures.output = number }
      if self == .error, failures.error == 0 { failures.error = number }
    }
    return number
  }
}
