import Ecosystem
import Glibc
import Reports
import TextLayout

/// The output of the shell. Results go to standard output, everything else to standard error.
public final class Screen: Sendable {
  /// Whether input and output are a terminal: prompts, notes and progress are for people only.
  public let isInteractive: Bool
  /// Whether the terminal can move its cursor and show colours.
  let isCursorMovable: Bool
  let isColored: Bool
  private let columns: @Sendable () -> Int?
  /// The progress line on a terminal.
  let progress: ProgressLine

  /// - Parameters:
  ///   - isColored: whether bold, dim and colours may be used.
  ///   - columns: returns the present width of the terminal; nil for unlimited lines.
  public init(
    isInteractive: Bool, isCursorMovable: Bool, isColored: Bool, columns: @escaping @Sendable () -> Int?
  ) {
    self.isInteractive = isInteractive
    self.isCursorMovable = isCursorMovable
    self.isColored = isColored
    self.columns = columns
    progress = ProgressLine(isCursorMovable: isCursorMovable, isColored: isColored, columns: columns)
  }

  /// The present width of the terminal; nil for unlimited lines.
  var width: Int? { columns() }

  /// The present height of the terminal; 24 when it is unknown.
  var rows: Int {
    var size = winsize()
    return ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0 && size.ws_row > 0 ? Int(size.ws_row) : 24
  }

  /// Writes lines on standard output.
  func print(_ lines: [String]) {
    guard !lines.isEmpty else { return }
    progress.clear()
    StandardStream.output.write(lines)
  }

  /// Writes a text printed by plugin code, with control characters escaped for a terminal.
  public func printLines(_ text: String, to stream: StandardStream) {
    progress.clear()
    stream.lines(text)
  }

  /// Writes JSON on standard output.
  func print(json: String) {
    progress.clear()
    StandardStream.output.json(json)
  }

  /// Writes a failure on standard error: the first line is highlighted, the remedy follows.
  func fail(_ text: String) {
    progress.clear()
    let safe = SafeText.lines(text)
    var lines = isInteractive ? DisplayWidth.wrap(safe, to: width ?? 80) : [safe]
    if isInteractive, isColored, let first = lines.first {
      lines[0] = TerminalStyle.color(.red).styled(first, isColored: true)
    }
    StandardStream.error.write(lines)
  }

  /// Writes an additional remark to a terminal; omitted in a pipe.
  func note(_ text: String) {
    guard isInteractive else { return }
    progress.clear()
    let lines = DisplayWidth.wrap(SafeText.lines(text), to: width ?? 80)
    let styled = lines.map { TerminalStyle.dim.styled($0, isColored: isColored) }
    StandardStream.error.write(styled)
  }
}
