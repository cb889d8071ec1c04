import Calendar
import Ecosystem
import Funding

extension Fuzzer {
  /// Calendar dates, instants, days and minutes of a clock.
  static let date = Fuzzer(name: "date", bytesMax: 64) { input in
    guard let text = String(validating: input, as: UTF8.self) else { return }
    try DateFuzzing.checkDate(text)
    try DateFuzzing.checkInstant(text)
    if let minute = CivilMinute(text) {
      for zone in ["UTC", "Europe/Brussels", "Pacific/Apia"] {
        guard let clock = WallClock(zone: zone) else { throw Finding("no clock of \(zone)") }
        _ = clock.minute(at: clock.instant(of: minute))
      }
    }
  }
}

private enum DateFuzzing {
  static func checkDate(_ text: String) throws {
    for edge in [Day.Edge.first, .last] {
      guard let day = Day(text, edge) else { continue }
      try Finding.unless(Day(day.description) == day, "a day that is not read as it was written")
      try Finding.unless(day < day.next, "a day that is not before the next one")
      _ = (day.adding(years: 10_000), day.adding(years: -10_000))
    }
    guard let date = CalendarDate(text) else { return }
    try Finding.unless(text.utf8.count == [4, 7, 10][(date.month == nil ? 0 : 1) + (date.day == nil ? 0 : 1)], "a date with more in it")
    try Finding.unless(CalendarDate.isOrdered(text, text), "a date that is after itself")
  }

  static func checkInstant(_ text: String) throws {
    guard let instant = Instant(text) else { return }
    try Finding.unless(Instant(instant.text) == instant, "an instant that is not read as it was written: \(instant.text)")
    try Finding.unless(instant.text.hasPrefix(text.prefix(19)), "an instant that is another second: \(instant.text)")
  }
}
