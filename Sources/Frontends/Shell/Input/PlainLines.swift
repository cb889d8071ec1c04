import Glibc
import Reports
import Synchronization

/// Unedited lines: from a pipe or a file, or from a terminal that cannot move its cursor.
final class PlainLines: LineSource {
  private let isPrompting: Bool
  private let interrupts: InterruptWatch?
  private let descriptor: Int32
  private let buffer = Mutex<[UInt8]>([])

  /// - Parameters:
  ///   - isPrompting: whether a prompt is written.
  ///   - interrupts: the source of Ctrl-C; nil when it ends the process.
  ///   - descriptor: the input; standard input by default.
  init(isPrompting: Bool, interrupts: InterruptWatch?, descriptor: Int32 = STDIN_FILENO) {
    self.descriptor = descriptor
    self.isPrompting = isPrompting
    self.interrupts = interrupts
  }

  func next(prompt: String) -> LineInput {
    // Called before the prompt is written: a Ctrl-C after it concerns the line typed now.
    interrupts?.drainWakeups()
    if isPrompting { StandardStream.output.control(prompt) }
    while true {
      if let line = takeLine() { return .line(line) }
      switch read() {
      case .some(0): return rest()
      case .some: continue
      case nil:
        if isPrompting { StandardStream.output.control("\n") }
        buffer.withLock { $0.removeAll() }
        return .interrupted
      }
    }
  }

  /// A terminal without a cursor has no history either.
  func remember(_ chunk: String) {}

  private func takeLine() -> String? {
    buffer.withLock { bytes in
      guard let end = bytes.firstIndex(of: UInt8(ascii: "\n")) else { return nil }
      defer { bytes.removeSubrange(...end) }
      return String(decoding: bytes[..<end], as: UTF8.self)
    }
  }

  /// Returns the last line, which has no end.
  private func rest() -> LineInput {
    buffer.withLock { bytes in
      guard !bytes.isEmpty else { return .end }
      defer { bytes.removeAll() }
      return .line(String(decoding: bytes, as: UTF8.self))
    }
  }

  /// Reads the available bytes, at least one, and returns their number; 0 at the end, nil for Ctrl-C.
  private func read() -> Int? {
    guard waitForInput() else { return nil }
    var piece = [UInt8](repeating: 0, count: 4_096)
    let count = piece.withUnsafeMutableBytes { Glibc.read(descriptor, $0.baseAddress, $0.count) }
    guard count > 0 else { return count < 0 && errno == EINTR ? 1 : 0 }
    buffer.withLock { $0 += piece.prefix(count) }
    return count
  }

  /// Waits for input; returns false when Ctrl-C comes first.
  private func waitForInput() -> Bool {
    guard let interrupts else { return true }
    var waits = [
      pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0),
      pollfd(fd: interrupts.wakeDescriptor, events: Int16(POLLIN), revents: 0),
    ]
    while poll(&waits, 2, -1) < 0, errno == EINTR {}
    return waits[1].revents == 0
  }
}
