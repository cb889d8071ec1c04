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
  /// A workbook of spreadsheets (Office Open XML, ISO/IEC 29500): a sheet for the texts, and one for each table.
  case xlsx

  /// Whether the format is UTF-8 text; a workbook is not.
  public var isText: Bool { self != .xlsx }

  /// The usual ending of a file's name, without the dot.
  public var fileExtension: String { self == .text ? "txt" : rawValue }
}
