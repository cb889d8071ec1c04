import Cells
import Ecosystem

/// The reading of one column of a file, for the summary of an import: its conventions, and a cell as it was written and as it was read.
public struct ImportedColumn: Sendable, Hashable {
  /// The header.
  public var header: String
  /// The conventions on which the reading of its cells depends.
  public var convention: ColumnConvention
  /// The first cell that shows the reading.
  public var example: Example?
  /// The sums of its amounts of money in cents, by currency; nil for a sum beyond 64 bits.
  public var totals: ExactDictionary<Int64?> = [:]
  /// Number of its amounts of money.
  public var amountCount = 0

  /// A cell and its value; amounts of money have cents in `amount`, and `currency`.
  public struct Example: Sendable, Hashable {
    public var text: String
    public var value: FieldValue
  }

  /// The maximum number of characters of an example.
  private static let exampleMax = 60

  init(header: String, convention: ColumnConvention) {
    self.header = header
    self.convention = convention
  }

  /// Counts an amount of money.
  mutating func add(_ text: String, _ money: FieldValue) {
    guard let members = money.mapValue, let cents = members["amount"]?.integerValue, let currency = members["currency"]?.textValue
    else { return }
    amountCount += 1
    let (sum, isTooLarge) = (totals[currency] ?? 0)?.addingReportingOverflow(cents) ?? (0, true)
    totals.updateValue(isTooLarge ? nil : sum, forKey: currency)
    note(text, money)
  }

  /// Notes a cell as the example, unless there is one.
  mutating func note(_ text: String, _ value: FieldValue) {
    if example == nil, text.utf8.count <= Self.exampleMax { example = Example(text: text, value: value) }
  }

  /// Whether the summary names the column: it holds money, or its cells depend on a convention.
  var isShown: Bool { amountCount > 0 || convention != ColumnConvention() }
}
