import Foundation

/// The terminal on the standard streams.
enum Terminal {
  /// Whether standard output is a terminal.
  static let isOutput = isatty(STDOUT_FILENO) == 1
  /// Whether standard input is a terminal, so that a question can be asked.
  static let isInput = isatty(STDIN_FILENO) == 1

  /// The columns of the terminal; nil, so unlimited, when output is piped. `COLUMNS` overrides both.
  static var width: Int? {
    if let columns = givenColumns { return columns }
    guard isOutput else { return nil }
    return currentSize.columns
  }

  /// The present columns of the terminal; `COLUMNS` overrides them.
  static var currentWidth: Int { givenColumns ?? currentSize.columns }

  /// The columns given by `COLUMNS`, at most 10,000; nil when it is no number above 0.
  private static var givenColumns: Int? {
    guard let columns = ProcessInfo.processInfo.environment["COLUMNS"].flatMap({ Int($0) }), columns > 0 else { return nil }
    return min(columns, 10_000)
  }

  /// The present size of the terminal, for redrawing; 80 by 24 when it is unknown.
  static var currentSize: (columns: Int, rows: Int) {
    var size = winsize()
    guard ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0, size.ws_row > 0 else { return (80, 24) }
    return (Int(size.ws_col), Int(size.ws_row))
  }

  /// Whether colours may be used: on a terminal, unless `NO_COLOR` is set or the terminal is dumb.
  static let isColored: Bool = {
    let environment = ProcessInfo.processInfo.environment
    return isOutput && (environment["NO_COLOR"] ?? "").isEmpty && environment["TERM"] != "dumb"
  }()
}
