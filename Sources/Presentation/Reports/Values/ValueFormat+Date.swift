import Ecosystem
import Localization

extension ValueFormat {
  /// Length of a written date.
  public enum DateLength: Sendable {
    /// «12/05/2024» in French, “12 May 2024” in English.
    case short
    /// «12 mai 2024» in French, “12 May 2024” in English.
    case long
  }

  /// Writes an ISO 8601 calendar date, of whatever precision it has.
  ///
  /// - Parameter date: `YYYY`, `YYYY-MM` or `YYYY-MM-DD`; an instant (`…T…`) is cut to its day.
  /// - Returns: the date in the language, or the text unchanged if it is no such date.
  public func date(_ date: String, length: DateLength = .short) -> String {
    guard let parts = DateParts(iso: date) else { return date }
    guard let month = parts.month else { return parts.yearText }
    return typography.date(year: parts.yearText, month: month, day: parts.day, isLong: length == .long)
  }
}

/// The parts of an ISO 8601 calendar date of full or reduced precision.
struct DateParts: Sendable, Hashable {
  let year: Int
  let month: Int?
  let day: Int?

  /// Reads `YYYY`, `YYYY-MM`, `YYYY-MM-DD`, or the latter followed by `T…`; checks months and days of the Gregorian
  /// calendar. `nil` for anything else.
  init?(iso: String) {
    let day = iso.utf8.count > 10 && iso.utf8.dropFirst(10).first == UInt8(ascii: "T") ? iso.prefix(10) : iso[...]
    let parts = day.split(separator: "-", omittingEmptySubsequences: false)
    let numbers = parts.compactMap(Self.digits)
    guard (1...3).contains(parts.count), numbers.count == parts.count, parts[0].utf8.count == 4,
      parts.dropFirst().allSatisfy({ $0.utf8.count == 2 })
    else { return nil }
    self.year = numbers[0]
    self.month = numbers.count > 1 ? numbers[1] : nil
    self.day = numbers.count > 2 ? numbers[2] : nil
    guard isReal else { return nil }
  }

  /// The year in four digits.
  var yearText: String {
    let digits = String(year)
    return String(repeating: "0", count: 4 - digits.count) + digits
  }

  private var isReal: Bool {
    guard let month else { return true }
    guard (1...12).contains(month) else { return false }
    guard let day else { return true }
    let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
    let days = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
    return (1...days[month - 1]).contains(day)
  }

  private static func digits(_ text: Substring) -> Int? {
    text.utf8.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) } ? Int(text) : nil
  }
}
