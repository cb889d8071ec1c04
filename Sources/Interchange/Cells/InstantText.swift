import Calendar
import Ecosystem

/// A written day and time: `2024-05-16T14:30:00+02:00`, `16/05/2024 14:30`, `16 mai 2024 à 14h30`.
struct InstantText: Hashable {
  /// The days by the order of day and month; each has a year, a month and a day.
  let dates: DateText.Dates
  /// Milliseconds since midnight.
  let milliseconds: Int64
  /// Minutes east of UTC; nil for a local time.
  let offset: Int?

  /// The maximum length of a text in bytes.
  private static let bytesMax = 96

  /// Words between date and time, folded.
  private static let fillers: Set<String> = ["a", "at", "um"]

  /// Reads a text; nil for anything else.
  ///
  /// - Parameter orDay: whether a date without a time is read as the first moment of the day.
  init?(_ text: String, orDay: Bool = false) {
    guard text.utf8.count <= Self.bytesMax else { return nil }
    let halves = Self.halves(text)
    guard halves != nil || orDay, let dates = DateText.dates(halves?.date ?? text), let clock = ClockTime(halves?.time ?? "00:00") else {
      return nil
    }
    let days = DateText.Dates(dmy: Self.day(dates.dmy), mdy: Self.day(dates.mdy))
    guard days.dmy != nil || days.mdy != nil else { return nil }
    (self.dates, milliseconds, offset) = (days, clock.milliseconds, clock.offset)
  }

  /// Returns a date that is known to the day.
  private static func day(_ date: String?) -> String? { date?.utf8.count == 10 ? date : nil }

  /// Cuts a text before its time: at the `T` of ISO 8601, or at the blank before the first word with a colon or an `h` after a digit.
  private static func halves(_ text: String) -> (date: String, time: String)? {
    let words = text.split(whereSeparator: \.isWhitespace)
    if let first = words.first, let position = first.utf8.firstIndex(of: UInt8(ascii: "T")), first.utf8.first.map(isDigit) == true {
      let rest = [first[first.utf8.index(after: position)...]] + words.dropFirst()
      return (String(first[..<position]), rest.joined(separator: " "))
    }
    guard let position = words.firstIndex(where: isTime), position > 0 else { return nil }
    var date = words[..<position]
    if let last = date.last, fillers.contains(Folding.fold(String(last))) { date.removeLast() }
    var dateText = date.joined(separator: " ")
    if dateText.utf8.last == UInt8(ascii: ",") { dateText.removeLast() }
    return (dateText, words[position...].joined(separator: " "))
  }

  private static func isTime(_ word: Substring) -> Bool {
    guard word.utf8.first.map(isDigit) == true else { return false }
    let rest = word.utf8.drop(while: isDigit)
    return rest.first == UInt8(ascii: ":") || rest.first == UInt8(ascii: "h") || rest.first == UInt8(ascii: "H")
  }

  private static func isDigit(_ byte: UInt8) -> Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }
}

extension InstantText {
  /// Returns the moment in UTC as the model keeps it: `2024-05-16T12:30:00Z`; nil when it is outside the years 0 to 9999.
  ///
  /// - Parameter zone: the clock of a local time; nil when unknown.
  /// - Throws: `CellProblem.Wanted.zone` for a local time without a clock, `.skippedTime` for one that the clock skips when it is put
  ///   forward, `.repeatedTime` for one that it shows twice when it is put back.
  func moment(_ order: DateOrder?, zone: WallClock?) throws(CellProblem.Wanted) -> String? {
    guard let date = dates[order ?? .dmy] ?? (order == nil ? dates.mdy : nil), let day = Instant(date + "T00:00:00Z") else { return nil }
    let shown = Instant(milliseconds: day.milliseconds + milliseconds)
    if let offset { return Self.text(Instant(milliseconds: shown.milliseconds - Int64(offset) * 60_000)) }
    guard let zone else { throw .zone }
    guard let minute = CivilMinute(String(shown.text.prefix(16))) else { return nil }
    let moment = zone.instant(of: minute)
    if zone.minute(at: moment) != minute { throw .skippedTime(zone: zone.zone) }
    let isRepeated = Self.repetitions.contains { zone.minute(at: Instant(milliseconds: moment.milliseconds + $0)) == minute }
    if isRepeated { throw .repeatedTime(zone: zone.zone) }
    return Self.text(Instant(milliseconds: moment.milliseconds + milliseconds % 60_000))
  }

  /// The milliseconds by which clocks are put back.
  private static let repetitions: [Int64] = [30 * 60_000, 60 * 60_000, 120 * 60_000]

  private static func text(_ instant: Instant) -> String? {
    guard Instant.writable.contains(instant) else { return nil }
    return instant.milliseconds % 1_000 == 0 ? instant.text.prefix(19) + "Z" : instant.text
  }
}
