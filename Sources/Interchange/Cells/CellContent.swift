import Ecosystem

/// The content of a column's cells: values of a field's type, or a part of an amount of money.
public enum CellContent: Sendable, Hashable {
  case value(FieldType)
  /// A moment, or a day alone for its first moment.
  case momentOrDay
  /// An amount in major units, such as euros, with or without its currency.
  case amount
  /// An amount in cents.
  case cents
  /// The currency of an amount in another column.
  case currency

  /// Whether the reading of its cells depends on a convention of the column.
  public var followsConvention: Bool {
    switch self {
    case .value(.integer), .value(.number), .value(.date), .value(.instant), .momentOrDay, .amount, .cents: true
    case .value, .currency: false
    }
  }
}
