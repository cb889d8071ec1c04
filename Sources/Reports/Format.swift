/// A format a document can be rendered in.
public enum Format: String, Sendable, CaseIterable {
  /// Plain or coloured text for a terminal.
  case text
  /// Markdown (CommonMark with GitHub's tables).
  case md
  /// One self-contained HTML file.
  case html
  /// The tables as RFC 4180 comma-separated values.
  case csv
  /// The document as data; see ``JSONRenderer`` for its shape.
  case json

  /// The usual ending of a file's name, without the dot.
  public var fileExtension: String { self == .text ? "txt" : rawValue }
}
