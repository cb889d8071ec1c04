/// An aligned table for a terminal, as every command prints its lists.
///
/// It fits a width: text columns wrap or are cut, quantities are never cut, and when there are too many columns each
/// row becomes a block of «title: value» lines. Widths are those of ``DisplayWidth``; data are made safe on the way.
///
///     var table = TextTable(columns: [.init("Nom"), .init("Acteurs", .right, overflow: .keep)])
///     table.add(["Jeux vidéo", "12"])
///     for line in table.lines(width: 80, isColored: false) { print(line) }
public struct TextTable: Sendable, Hashable {
  /// Treatment of a text that is wider than its column can be.
  public enum Overflow: Sendable, Hashable {
    /// It continues on the next line.
    case wrap
    /// It is cut and ends with «…».
    case cut
    /// It continues on the next line, but no word is ever broken: the other columns shrink. For quantities, dates,
    /// identifiers (a no-break space does not end a word).
    case keep
  }

  /// A column: title, alignment, overflow.
  public struct Column: Sendable, Hashable {
    /// The title, one line.
    public var title: String
    /// Alignment of the cells and the title.
    public var alignment: TextAlignment
    /// Treatment of texts that are too wide.
    public var overflow: Overflow

    /// Makes a column; by default of text, to the left, that wraps.
    public init(_ title: String, _ alignment: TextAlignment = .left, overflow: Overflow = .wrap) {
      self.title = title
      self.alignment = alignment
      self.overflow = overflow
    }
  }

  /// A text with its style; a string literal makes a plain one.
  public struct Cell: Sendable, Hashable, ExpressibleByStringLiteral {
    /// The text; line feeds start a new line in the cell.
    public var text: String
    /// The style, where colours are allowed.
    public var style: TerminalStyle

    /// Makes a cell.
    public init(_ text: String, _ style: TerminalStyle = .plain) {
      self.text = text
      self.style = style
    }

    /// Makes a plain cell.
    public init(stringLiteral text: String) { self.init(text) }
  }

  /// An entry between the heading and the end of a table.
  public enum Entry: Sendable, Hashable {
    /// A row; missing cells are empty, cells beyond the columns are left out.
    case row([Cell])
    /// A line over the whole width, such as the name of a group.
    case heading(String)
    /// A rule, such as the one over totals.
    case rule
  }

  /// The columns, left to right.
  public var columns: [Column]
  /// The entries under the titles, top to bottom.
  public var entries: [Entry]
  /// Whether titles and the rule under them are printed.
  public var hasHeader: Bool

  /// Makes a table.
  public init(columns: [Column], entries: [Entry] = [], hasHeader: Bool = true) {
    self.columns = columns
    self.entries = entries
    self.hasHeader = hasHeader
  }

  /// Makes a table of plain left-aligned columns.
  public init(_ titles: [String], rows: [[String]]) {
    self.init(columns: titles.map { Column($0) }, entries: rows.map { .row($0.map { Cell($0) }) })
  }

  /// Adds a row.
  public mutating func add(_ row: [Cell]) { entries.append(.row(row)) }

  /// Lays the table out.
  ///
  /// - Parameters:
  ///   - width: columns of the terminal, taken as 20 at least; `nil` for no limit, then each row is one line.
  ///   - isColored: whether escapes for bold and colours may be written.
  /// - Returns: lines without line feeds, none wider than the width, without spaces at their ends.
  public func lines(width: Int?, isColored: Bool) -> [String] {
    let layout = TextTableLayout(self, width: width, isColored: isColored)
    return layout.header + entries.flatMap(layout.lines)
  }
}
