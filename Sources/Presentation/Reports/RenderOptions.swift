import CSV
import Ecosystem
import Localization

/// How a document is rendered, beside its format.
public struct RenderOptions: Sendable, Hashable {
  /// The language of words, numbers and dates.
  public var language: Language
  /// Text: columns of the terminal, taken as 20 at least; `nil` for no limit (output that is piped).
  public var width: Int?
  /// Text: whether colours and bold may be used. The caller decides (terminal, `NO_COLOR`).
  public var isColored: Bool
  /// CSV: its delimiter, decimal mark and guard against formulas. By default formulas are guarded against, since people open these files.
  public var csv: CSVStyle
  /// Workbooks: the folder in which they are put together, in files without a name.
  public var temporaryFolder: String
  /// The addresses of the portal, for links to its pages; nil where the output is read without it, so that they are plain text.
  public var portal: PortalAddresses?
  /// Workbooks: whether the same document gives the same bytes. Its properties then say 1980-01-01, the first day that ZIP knows.
  public var isReproducible = false
  /// HTML files: the `data:` address of the image over the title; nil for none.
  public var logo: String?

  /// Makes options; by default plain French text of any width.
  public init(
    language: Language = .fr, width: Int? = nil, isColored: Bool = false,
    csv: CSVStyle = CSVStyle(guardsFormulas: true), temporaryFolder: String = "/tmp",
    portal: PortalAddresses? = nil
  ) {
    self.language = language
    self.width = width
    self.isColored = isColored
    self.csv = csv
    self.temporaryFolder = temporaryFolder
    self.portal = portal
  }
}
