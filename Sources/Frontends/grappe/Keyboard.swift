import Foundation
import Reports

/// The keys of the terminal, one at a time and unseen, on a screen of its own until `restore`.
struct Keyboard {
  private let before: termios

  /// Nil when standard input is no terminal.
  init?() {
    var settings = termios()
    guard tcgetattr(STDIN_FILENO, &settings) == 0 else { return nil }
    before = settings
    // Ctrl-C comes as a key too, so that it cannot leave the terminal as it is now.
    settings.c_lflag &= ~tcflag_t(ICANON | ECHO | ISIG)
    guard tcsetattr(STDIN_FILENO, TCSANOW, &settings) == 0 else { return nil }
    Self.write("\u{1B}[?1049h\u{1B}[?25l")
  }

  /// Puts the terminal back as it was.
  func restore() {
    var settings = before
    tcsetattr(STDIN_FILENO, TCSANOW, &settings)
    Self.write("\u{1B}[?25h\u{1B}[?1049l")
  }

  /// Waits for a key, at most so long, and says whether it asks for the end: q, Ctrl-C, or no terminal any more.
  func isQuitting(withinMilliseconds wait: Int32) -> Bool {
    var input = pollfd(fd: STDIN_FILENO, events: Int16(POLLIN), revents: 0)
    guard poll(&input, 1, wait) > 0 else { return false }
    var key: UInt8 = 0
    guard read(STDIN_FILENO, &key, 1) == 1 else { return true }
    return key == UInt8(ascii: "q") || key == UInt8(ascii: "Q") || key == 3
  }

  private static func write(_ text: String) { StandardStream.output.control(text) }
}
