import Calendar
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
    guard let parts = CalendarDate(day: date) else { return date }
    guard let month = parts.month else { return parts.yearText }
    return typography.date(year: parts.yearText, month: month, day: parts.day, isLong: length == .long)
  }
}

extension CalendarDate {
  /// Reads a calendar date, or the day of an instant; nil for anything else.
  init?(day text: String) {
    let isInstant = text.utf8.dropFirst(10).first == UInt8(ascii: "T")
    self.init(isInstant ? String(text.prefix(10)) : text)
  }

  /// The year in four digits.
  var yearText: String {
    let digits = String(year)
    return String(repeating: "0", count: 4 - digits.count) + digits
  }
}
