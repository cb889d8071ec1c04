/// A cell of a file that stores its values with their types, as spreadsheets do: no convention of its column applies to it.
public struct StoredCell: Sendable, Hashable {
  /// The reason why the cell has no value.
  public enum Failure: Sendable, Hashable {
    /// A formula ended with an error, such as `#N/A`.
    case error
    /// The file does not hold the result of a formula.
    case formulaWithoutValue
  }

  /// The value as the cell shows it, for fields of text: `06000`, `15%`.
  public var text: String
  /// The value as programs write it, with a decimal point and dates of ISO 8601.
  public var plain: String
  /// The number of a cell that holds one.
  public var number: Double?
  /// The date or local time that a number stands for in a column of dates.
  public var serialDate: String?
  /// The sign or code of a currency in the cell's style.
  public var currency: String?
  /// The reason why the cell has no value; nil for one that has.
  public var failure: Failure?

  public init(text: String, plain: String? = nil) {
    self.text = text
    self.plain = plain ?? text
  }
}
