/// The parts of a repetition rule of RFC 5545, section 3.3.10.
///
///     RecurrencePattern("FREQ=MONTHLY;BYDAY=-1FR;COUNT=3")
public struct RecurrencePattern: Sendable, Hashable {
  /// The unit in which a rule counts.
  public enum Frequency: String, Sendable, CaseIterable {
    case secondly = "SECONDLY"
    case minutely = "MINUTELY"
    case hourly = "HOURLY"
    case daily = "DAILY"
    case weekly = "WEEKLY"
    case monthly = "MONTHLY"
    case yearly = "YEARLY"

    /// Whether it counts in days or longer units.
    var countsDays: Bool { self != .secondly && self != .minutely && self != .hourly }
  }

  /// A weekday, perhaps the nth of a month or year; negative numbers count from the end.
  public struct Weekday: Sendable, Hashable {
    /// 0 for Sunday to 6 for Saturday.
    public let day: Int
    /// The number, -53 to 53; nil for every such weekday.
    public let number: Int?
  }

  /// The end of a rule.
  public enum Until: Sendable, Hashable {
    /// A day since 1970-01-01, with all of its times.
    case day(Int64)
    /// Seconds of the local clock since 1970-01-01T00:00:00.
    case local(Int64)
    /// Seconds since 1970-01-01T00:00:00Z.
    case universal(Int64)
  }

  public let frequency: Frequency
  /// From 1.
  public let interval: Int64
  /// The number of occurrences; nil without a bound.
  public let count: Int?
  public let until: Until?
  let weekdays: [Weekday]
  let months, monthDays, yearDays, weekNumbers, hours, minutes, seconds, positions: [Int]
  /// The first day of a week, 0 for Sunday to 6 for Saturday.
  let weekStart: Int

  /// Reads a rule; nil when ``RecurrenceRule/isValid(_:)`` refuses it.
  public init?(_ text: String) {
    guard RecurrenceRule.isValid(text) else { return nil }
    var parts: [String: [Substring]] = [:]
    for part in text.split(separator: ";") {
      let halves = part.split(separator: "=", maxSplits: 1)
      parts[String(halves[0])] = halves[1].split(separator: ",")
    }
    func numbers(_ name: String) -> [Int] { (parts[name] ?? []).compactMap { Int($0.hasPrefix("+") ? $0.dropFirst() : $0) } }
    guard let frequency = parts["FREQ"]?.first.flatMap({ Frequency(rawValue: String($0)) }) else { return nil }
    self.frequency = frequency
    interval = Int64(numbers("INTERVAL").first ?? 1)
    count = numbers("COUNT").first
    until = parts["UNTIL"]?.first.flatMap(Self.until)
    weekdays = (parts["BYDAY"] ?? []).compactMap(Self.weekday)
    (months, monthDays, yearDays) = (numbers("BYMONTH"), numbers("BYMONTHDAY"), numbers("BYYEARDAY"))
    (weekNumbers, positions) = (numbers("BYWEEKNO"), numbers("BYSETPOS"))
    (hours, minutes, seconds) = (numbers("BYHOUR"), numbers("BYMINUTE"), numbers("BYSECOND"))
    weekStart = parts["WKST"]?.first.flatMap(Self.weekday)?.day ?? 1
  }

  private static let weekdayNames = ["SU", "MO", "TU", "WE", "TH", "FR", "SA"]

  private static func weekday(_ text: Substring) -> Weekday? {
    guard let day = weekdayNames.firstIndex(of: String(text.suffix(2))) else { return nil }
    let number = text.dropLast(2)
    return Weekday(day: day, number: number.isEmpty ? nil : Int(number.hasPrefix("+") ? number.dropFirst() : number))
  }

  private static func until(_ text: Substring) -> Until? {
    let bytes = Array(text.utf8)
    guard bytes.count >= 8, let year = decimal(bytes[0..<4], digits: 4), let month = decimal(bytes[4..<6], digits: 2),
      let day = decimal(bytes[6..<8], digits: 2)
    else { return nil }
    let days = Instant.days(year: year, month: month, day: day)
    guard bytes.count >= 15, let hour = decimal(bytes[9..<11], digits: 2), let minute = decimal(bytes[11..<13], digits: 2),
      let second = decimal(bytes[13..<15], digits: 2)
    else { return .day(days) }
    let seconds = days * 86_400 + Int64(hour * 3_600 + minute * 60 + second)
    return bytes.count == 16 ? .universal(seconds) : .local(seconds)
  }
}
