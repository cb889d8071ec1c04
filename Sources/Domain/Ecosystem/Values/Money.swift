/// An amount of money of the model: whole cents within `Money.range`, and a currency.
///
/// The range is far beyond every budget and small enough that nine thousand amounts can be added in 64 bits and that each is
/// exact as a `Double`. Validation refuses amounts outside it; a record with such an amount nevertheless (an old file, a file
/// changed by another program) is read unchanged, and computations treat its amount as unknown.
public struct Money: Sendable, Hashable {
  /// The largest amount, in cents: 10¹⁵ (ten thousand billion euro).
  public static let centsMax: Int64 = 1_000_000_000_000_000
  /// The amounts of the model, in cents.
  public static let range = -centsMax...centsMax

  /// Cents, within `range`.
  public let cents: Int64
  /// The ISO 4217 code.
  public let currency: String

  /// An amount; nil outside `range`.
  public init?(cents: Int64, currency: String) {
    guard Self.range.contains(cents) else { return nil }
    self.cents = cents
    self.currency = currency
  }

  /// An amount rounded to the nearest cent, halves away from zero; nil when it is no finite number within `range`.
  public init?(rounding cents: Double, currency: String) {
    guard let whole = Int64(exactly: cents.rounded()) else { return nil }
    self.init(cents: whole, currency: currency)
  }

  /// Reads the money of a value of the model, `{ amount = cents, currency = "EUR" }`; nil for anything else and outside `range`.
  public init?(_ value: FieldValue) {
    guard let entries = value.mapValue, let amount = entries["amount"]?.numberValue,
      let currency = entries["currency"]?.textValue
    else { return nil }
    self.init(rounding: amount, currency: currency)
  }

  /// The money as a value of the model.
  public var fieldValue: FieldValue { .map(["amount": .integer(cents), "currency": .text(currency)]) }
}
