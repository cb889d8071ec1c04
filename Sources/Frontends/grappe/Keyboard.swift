import Foundation
import Reports

/// The terminal in raw mode on the alternate screen until `restore`: keys are read one by one and not echoed.
struct Keyboard {
  private let before: termios

  /// Nil when standard input is no terminal.
  init?() {
    var settings = termios()
    guard tcgetattr(STDIN_FILENO, &settings) == 0 else { return nil }
    before = settings
    // Ctrl-C arrives as a key, so that it does not leave the terminal in this mode.
    settings.c_lflag &= ~tcflag_t(ICANON | ECHO | ISIG)
    guard tcsetattr(STDIN_FILENO, TCSANOW, &settings) == 0 else { return nil }
    Self.write("\u{1B}[?1049h\u{1B}[?25l")
  }

  /// Restores the terminal's mode.
  func restore() {
    var settings = before
    tcsetattr(STDIN_FILENO, TCSANOW, &settings)
    Self.write("\u{1B}[?25h\u{1B}[?1049l")
  }

  /// Waits for a key until the timeout, and returns whether to quit: q, Ctrl-C, or a closed terminal.
  func isQuitting(withinMilliseconds wait: Int32) -> Bool {
    var input = pollfd(fd: STDIN_FILENO, events: Int16(POLLIN), revents: 0)
    guard poll(&input, 1, wait) > 0 else { return false }
    var key: UInt8 = 0
    guard read(STDIN_FILENO, &key, 1) == 1 else { return true }
    return key == UInt8(ascii: "q") || key == UInt8(ascii: "Q") || key == 3
  }

  private static func write(_ text: String) { StandardStream.output.control(text) }
}
