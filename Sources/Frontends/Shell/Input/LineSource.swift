/// The result of reading a line.
enum LineInput: Sendable, Hashable {
  case line(String)
  /// Ctrl-C: the typed text is discarded.
  case interrupted
  /// Ctrl-D, or the end of the file.
  case end
}

/// A source of lines. One thread reads at a time, and is blocked meanwhile.
protocol LineSource: Sendable {
  /// Returns the next line, without its end.
  func next(prompt: String) -> LineInput
  /// Adds a chunk, of one line or several, to the history.
  func remember(_ chunk: String)
}
