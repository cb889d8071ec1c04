import TextLayout

/// A column of a ``Table``: its title, and how its cells are written.
public struct Column: Sendable, Hashable {
  /// Alignment of the text in its column.
  public typealias Alignment = TextAlignment

  /// The kinds of values in the cells of a column.
  public enum Kind: String, Sendable, CaseIterable {
    /// Found from the cells: the kind they all share, else text.
    case automatic
    case text, integer, number
    /// Numbers that are fractions of one.
    case percent
    case money
    /// Dates; an integer in such a column is a year, written without grouping.
    case date
  }

  /// The title, shown in the heading of the table.
  public var title: String
  /// Kind of the values in the cells.
  public var kind: Kind
  /// The alignment; `nil` means right for quantities and left for the rest.
  public var align: Alignment?
  /// The unit, shown after the title: «Surface (m²)».
  public var unit: String?
  /// Digits after the decimal mark, 0…9; `nil` means as many as the values need, at most two
  /// (more only for values under one hundredth).
  public var decimals: Int?
  /// Whether totals and subtotals add this column up; `nil` means yes for integers, numbers and money.
  public var isSummed: Bool?

  /// Makes a column. Only the title is needed.
  public init(
    _ title: String, kind: Kind = .automatic, align: Alignment? = nil, unit: String? = nil,
    decimals: Int? = nil, isSummed: Bool? = nil
  ) {
    self.title = title
    self.kind = kind
    self.align = align
    self.unit = unit
    self.decimals = decimals
    self.isSummed = isSummed
  }
}
