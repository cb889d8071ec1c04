/// A calendar date of ISO 8601, as precise as it is known: a year, a month or a day.
public struct CalendarDate: Sendable, Hashable {
  /// The year, 0 to 9999.
  public let year: Int
  /// The month, 1 to 12, when known.
  public let month: Int?
  /// The day of the month, when known.
  public let day: Int?

  /// Reads `YYYY`, `YYYY-MM` or `YYYY-MM-DD` of the Gregorian calendar; nil for anything else, also for 30 February.
  public init?(_ text: String) {
    let parts = text.utf8.split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false)
    guard (1...3).contains(parts.count), let year = decimal(parts[0], digits: 4) else { return nil }
    var month: Int?
    var day: Int?
    if parts.count > 1 {
      guard let number = decimal(parts[1], digits: 2), (1...12).contains(number) else { return nil }
      month = number
    }
    if parts.count > 2 {
      guard let number = decimal(parts[2], digits: 2), number >= 1,
        number <= CalendarDate.days(inMonth: month ?? 1, of: year)
      else { return nil }
      day = number
    }
    self.year = year
    self.month = month
    self.day = day
  }

  /// The days of a month, 28 to 31.
  public static func days(inMonth month: Int, of year: Int) -> Int {
    switch month {
    case 2: isLeap(year) ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }

  /// Whether a year of the Gregorian calendar has 366 days.
  public static func isLeap(_ year: Int) -> Bool {
    year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
  }

  /// Whether `first` is not after `last`, both well-formed. Parts that one of them leaves open are not compared.
  public static func isOrdered(_ first: String, _ last: String) -> Bool {
    let length = min(first.utf8.count, last.utf8.count)
    return first.prefix(length) <= last.prefix(length)
  }
}

/// Reads exactly the given number of decimal digits of ASCII.
package func decimal(_ bytes: some Collection<UInt8>, digits: Int) -> Int? {
  guard bytes.count == digits else { return nil }
  var value = 0
  for byte in bytes {
    guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) else { return nil }
    value = value * 10 + Int(byte - UInt8(ascii: "0"))
  }
  return value
}
