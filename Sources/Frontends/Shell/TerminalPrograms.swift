/// Starts the programs that use the terminal of a shell: the editor and the pager. The confined process of the shell cannot start them itself.
public protocol TerminalPrograms: Sendable {
  /// Whether a pager is there.
  var hasPager: Bool { get }
  /// Opens a text in the editor and waits for its end. Blocks the calling thread.
  func edit(_ text: String) -> EditedText
  /// Shows a text in the pager and waits for its end. Blocks the calling thread.
  ///
  /// - Returns: false when the pager did not start; the text was not shown then.
  func page(_ text: [UInt8]) -> Bool
}

/// The result of an editor.
public enum EditedText: Sendable, Hashable {
  /// The text that it saved.
  case text(String)
  /// The editor failed, with its exit code.
  case failed(status: Int32)
  /// The text is longer than an editor is given, or no valid UTF-8.
  case unusable
}
