import Glibc
import Reports
import Synchronization
import TextLayout

/// The progress line of a terminal. Cleared before any other output.
public final class ProgressLine: Sendable {
  private let isCursorMovable: Bool
  private let isColored: Bool
  private let columns: @Sendable () -> Int?
  private let isShown = Mutex(false)

  /// - Parameters:
  ///   - isCursorMovable: whether the terminal can move its cursor; one that cannot gets each progress line once.
  ///   - isColored: whether the line may be dimmed.
  ///   - columns: returns the present width of the terminal; nil for 80.
  public init(isCursorMovable: Bool, isColored: Bool, columns: @escaping @Sendable () -> Int?) {
    self.isCursorMovable = isCursorMovable
    self.isColored = isColored
    self.columns = columns
  }

  /// Replaces the displayed text, on standard error.
  func show(_ text: String) {
    isShown.withLock { isShown in
      guard isCursorMovable || !isShown else { return }
      let line = DisplayWidth.cut(SafeText.line(text), to: (columns() ?? 80) - 1)
      let styled = TerminalStyle.dim.styled(line, isColored: isColored)
      StandardStream.error.control(isCursorMovable ? "\r\u{1B}[K" + styled : line + "\n")
      isShown = true
    }
  }

  /// Clears the line before other output.
  func clear() {
    isShown.withLock { isShown in
      guard isCursorMovable else { return }
      if isShown { StandardStream.error.control("\r\u{1B}[K") }
      isShown = false
    }
  }

  /// Clears the line, and lets a terminal without cursor movement get the next one.
  func end() {
    clear()
    isShown.withLock { $0 = false }
  }
}
