import Glibc
import Reports
import Synchronization

/// The line on which a terminal is told that something is under way. It is taken away before anything else is written.
public final class ProgressLine: Sendable {
  private let isCursorMovable: Bool
  private let isColored: Bool
  private let columns: @Sendable () -> Int?
  private let isShown = Mutex(false)

  /// - Parameters:
  ///   - isCursorMovable: whether the terminal can move its cursor; one that cannot is told once.
  ///   - isColored: whether it may be written in another brightness.
  ///   - columns: the width of the terminal now; nil for 80.
  public init(isCursorMovable: Bool, isColored: Bool, columns: @escaping @Sendable () -> Int?) {
    self.isCursorMovable = isCursorMovable
    self.isColored = isColored
    self.columns = columns
  }

  /// Shows a text in the place of what was shown last, on standard error.
  func show(_ text: String) {
    isShown.withLock { isShown in
      guard isCursorMovable || !isShown else { return }
      let line = DisplayWidth.cut(SafeText.line(text), to: (columns() ?? 80) - 1)
      let styled = TerminalStyle.dim.styled(line, isColored: isColored)
      StandardStream.error.control(isCursorMovable ? "\r\u{1B}[K" + styled : line + "\n")
      isShown = true
    }
  }

  /// Takes it away before something else is written.
  func clear() {
    isShown.withLock { isShown in
      guard isCursorMovable else { return }
      if isShown { StandardStream.error.control("\r\u{1B}[K") }
      isShown = false
    }
  }

  /// Takes it away, and lets the next one of a terminal without a cursor be told again.
  func end() {
    clear()
    isShown.withLock { $0 = false }
  }
}
