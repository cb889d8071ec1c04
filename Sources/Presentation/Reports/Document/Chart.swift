/// A chart over labels and one or more series of values.
public struct Chart: Sendable, Hashable {
  /// How the values are drawn.
  public enum Kind: String, Sendable, CaseIterable {
    /// A bar for each label; with several series, a bar for each series under each label.
    case bar
    /// A bar for each label, cut into the series.
    case stacked
    /// A line for each series over the labels, which are in order (years, months).
    case line
    /// The labels as parts of a whole. Only the first series is drawn; negative values count as nothing.
    case share
    /// Counts over ranges of values; see ``Chart/histogram(title:values:bins:unit:language:)``.
    case histogram
    /// A grid: a row for each series, a column for each label, shaded by value.
    case matrix
  }

  /// A named row of values, one for each label; `nil` is a missing value.
  public struct Series: Sendable, Hashable {
    /// Name of the series; empty for the only one.
    public var name: String
    /// The values, in the order of the labels.
    public var values: [Double?]

    /// Makes a series; missing values at the end may be left out.
    public init(_ name: String, _ values: [Double?]) {
      self.name = name
      self.values = values
    }
  }

  /// How the values are drawn.
  public var kind: Kind
  /// The title, one line of plain text.
  public var title: String
  /// One label for each value of a series.
  public var labels: [String]
  /// The values.
  public var series: [Series]
  /// The unit of the values; for money, the ISO 4217 code.
  public var unit: String?
  /// How values are written: `percent` (fractions), `money` (in whole units of the currency) or a number.
  public var valueKind: Column.Kind
  /// Digits after the decimal mark; `nil` means as many as needed, at most two.
  public var decimals: Int?

  /// Makes a chart of several series.
  public init(
    kind: Kind, title: String, labels: [String], series: [Series], unit: String? = nil,
    valueKind: Column.Kind = .automatic, decimals: Int? = nil
  ) {
    self.kind = kind
    self.title = title
    self.labels = labels
    self.series = series
    self.unit = unit
    self.valueKind = valueKind
    self.decimals = decimals
  }

  /// Makes a chart of one series without a name.
  public init(
    kind: Kind, title: String, labels: [String], values: [Double?], unit: String? = nil,
    valueKind: Column.Kind = .automatic, decimals: Int? = nil
  ) {
    self.init(
      kind: kind, title: title, labels: labels, series: [Series("", values)], unit: unit,
      valueKind: valueKind, decimals: decimals)
  }
}
