/// What came of asking for a line.
enum LineInput: Sendable, Hashable {
  case line(String)
  /// Ctrl-C: what was typed so far is thrown away.
  case interrupted
  /// Ctrl-D, or the end of the file.
  case end
}

/// Where lines come from. One thread asks at a time, and is blocked meanwhile.
protocol LineSource: Sendable {
  /// The next line, without its end.
  func next(prompt: String) -> LineInput
  /// Keeps a chunk, of one line or several, to be called back.
  func remember(_ chunk: String)
}
