/// A table of typed cells. Rows are shown in the order they come in; sorting is left to the report.
public struct Table: Sendable {
  /// The last row of a table.
  public enum Totals: Sendable {
    /// Each column whose ``Column/isSummed`` allows it is added up. Amounts in two currencies are not added.
    case sums
    /// A row the report has worked out itself, one cell a column.
    case row([Cell])
  }

  /// The columns. Rows that are longer get columns without a title, shorter ones are filled with empty cells.
  public var columns: [Column]
  /// The rows.
  public var rows: RowSource
  /// The title of the table.
  public var caption: String?
  /// The totals row, if any.
  public var totals: Totals?
  /// The column whose equal neighbouring cells form groups; it becomes a heading over each group. The only
  /// column of a table makes no groups.
  public var groupColumn: Int?
  /// Whether each group ends with the sums over its rows.
  public var hasSubtotals: Bool
  /// The sentence to print in place of a table without rows; `nil` means the usual one.
  public var emptyText: String?

  /// Makes a table from rows in memory or from a stream.
  public init(
    columns: [Column], rows: RowSource, caption: String? = nil, totals: Totals? = nil,
    groupColumn: Int? = nil, hasSubtotals: Bool = false, emptyText: String? = nil
  ) {
    self.columns = columns
    self.rows = rows
    self.caption = caption
    self.totals = totals
    self.groupColumn = groupColumn
    self.hasSubtotals = hasSubtotals
    self.emptyText = emptyText
  }

  /// Makes a table from rows in memory.
  public init(
    columns: [Column], rows: [[Cell]], caption: String? = nil, totals: Totals? = nil,
    groupColumn: Int? = nil, hasSubtotals: Bool = false, emptyText: String? = nil
  ) {
    self.init(
      columns: columns, rows: .all(rows), caption: caption, totals: totals,
      groupColumn: groupColumn, hasSubtotals: hasSubtotals, emptyText: emptyText)
  }
}

extension Table {
  /// The caption, unless it is blank.
  var title: String? { caption.flatMap { $0.allSatisfy(\.isWhitespace) ? nil : $0 } }

  /// Returns the table with a caption in place of a missing one.
  func captioned(by caption: String?) -> Table {
    guard title == nil else { return self }
    var table = self
    table.caption = caption
    return table
  }
}

/// Source of the rows of a table.
public enum RowSource: Sendable {
  /// Rows in memory.
  case all([[Cell]])
  /// Rows read one by one until `nil`; an error of the closure ends the rendering.
  ///
  /// A stream is read once, on the thread that renders, and never more than ``readAheadMax`` rows ahead of the
  /// output, so a table of any length is written in constant memory. Column kinds, decimals and (in text) widths
  /// are found from the rows read ahead.
  case stream(@Sendable () throws -> [Cell]?)
  /// Rows kept on disk. They are read like a stream, but as often as wanted.
  case spool(RowSpool)

  /// Maximum number of rows of a stream held before the first is written.
  public static let readAheadMax = 1_000
}
