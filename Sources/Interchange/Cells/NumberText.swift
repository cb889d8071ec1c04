import Ecosystem

/// Written numbers as values of a column.
enum NumberText {
  /// The result of reading a cell.
  enum Value: Hashable {
    case integer(Int64)
    case number(Double)
  }

  /// Returns the readings of a cell under both decimal marks; a reading outside the range of the field does not count.
  static func readings(_ text: String, _ content: CellContent) -> CellReadings<DecimalMark> {
    switch (value(text, content, mark: .point), value(text, content, mark: .comma)) {
    case (nil, nil): .none
    case (.some, nil): .only(.point)
    case (nil, .some): .only(.comma)
    case (let point, let comma): point == comma ? .equal : .different
    }
  }

  private static func value(_ text: String, _ content: CellContent, mark: DecimalMark) -> Value? {
    switch content {
    case .value(.number(let range)):
      WrittenDecimal(text, mark: mark)?.number.flatMap { range.contains($0) ? .number($0) : nil }
    case .value(.integer(let range)): integer(text, mark).flatMap { range.contains($0) ? .integer($0) : nil }
    case .cents: MoneyText(text).flatMap { integer($0.digits, mark) }.map(Value.integer)
    case .amount: MoneyText(text).flatMap { hundredths($0.digits, mark) }.map(Value.integer)
    default: nil
    }
  }

  /// Returns a whole number; nil for three decimals that are rather a group of digits: `15.000`.
  static func integer(_ text: String, _ mark: DecimalMark) -> Int64? {
    decimals(text, mark)?.integer
  }

  /// Returns an amount in hundredths; nil for three decimals that are rather a group of digits.
  static func hundredths(_ text: String, _ mark: DecimalMark) -> Int64? {
    decimals(text, mark)?.hundredths
  }

  private static func decimals(_ text: String, _ mark: DecimalMark) -> WrittenDecimal? {
    guard let digits = WrittenDecimal(text, mark: mark) else { return nil }
    return digits.fraction.count == 3 && WrittenDecimal(text, mark: mark.other) != nil ? nil : digits
  }
}
