import CEdit
import Ecosystem
import Glibc
import Reports

/// What the shell writes, and where. Lines of results go to standard output, everything beside them to standard error.
public final class Screen: Sendable {
  /// Whether somebody sits at a terminal: prompts, notes and progress are for people only.
  public let isInteractive: Bool
  /// Whether the terminal can move its cursor and show colours.
  let isCursorMovable: Bool
  let isColored: Bool
  private let columns: @Sendable () -> Int?
  /// Where somebody at a terminal is told that something goes on.
  let progress: ProgressLine

  /// - Parameters:
  ///   - isColored: whether bold, dim and colours may be written.
  ///   - columns: the width of the terminal now; nil where lines may have any length.
  public init(
    isInteractive: Bool, isCursorMovable: Bool, isColored: Bool, columns: @escaping @Sendable () -> Int?
  ) {
    self.isInteractive = isInteractive
    self.isCursorMovable = isCursorMovable
    self.isColored = isColored
    self.columns = columns
    progress = ProgressLine(isCursorMovable: isCursorMovable, isColored: isColored, columns: columns)
    // What commands print through C's buffer and what is written past it keep their order, also in a pipe.
    setvbuf(cedit_output(), nil, _IOLBF, 0)
  }

  /// The width of the terminal now; nil where lines may have any length.
  var width: Int? { columns() }

  /// Writes lines on standard output.
  func print(_ lines: [String]) {
    guard !lines.isEmpty else { return }
    progress.clear()
    Descriptor.write(lines.map { $0 + "\n" }.joined(), to: STDOUT_FILENO)
  }

  /// Writes a line of `print` as plugin code gave it, on standard output, or one of `warn` on standard error.
  public func printRaw(_ line: String, isWarning: Bool) {
    progress.clear()
    Descriptor.write(line + "\n", to: isWarning ? STDERR_FILENO : STDOUT_FILENO)
  }

  /// Writes a failure on standard error: its first line stands out, what follows is the way out.
  func fail(_ text: String) {
    progress.clear()
    let safe = SafeText.lines(text)
    var lines = isInteractive ? DisplayWidth.wrap(safe, to: width ?? 80) : [safe]
    if isInteractive, isColored, let first = lines.first {
      lines[0] = TerminalStyle.color(.red).styled(first, isColored: true)
    }
    Descriptor.write(lines.map { $0 + "\n" }.joined(), to: STDERR_FILENO)
  }

  /// Tells a person something beside the point; nothing in a pipe.
  func note(_ text: String) {
    guard isInteractive else { return }
    progress.clear()
    let lines = DisplayWidth.wrap(SafeText.lines(text), to: width ?? 80)
    let styled = lines.map { TerminalStyle.dim.styled($0, isColored: isColored) + "\n" }
    Descriptor.write(styled.joined(), to: STDERR_FILENO)
  }
}
