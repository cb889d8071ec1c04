import Calendar
import Ecosystem

extension Fuzzer {
  /// When a job runs: a rule of cron, an interval, a moment and a zone, alone or as the JSON that keeps them.
  static let schedule = Fuzzer(name: "schedule", bytesMax: 512) { input in
    guard let text = String(validating: input, as: UTF8.self) else { return }
    let parts = text.split(separator: "\n", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
    let zone = parts.count > 1 && !parts[1].isEmpty ? parts[1] : nil
    try ScheduleFuzzing.check(of: input) { () throws(ScheduleProblem) in try JobSchedule(cron: parts[0], every: nil, at: nil, zone: zone) }
    try ScheduleFuzzing.check(of: input) { () throws(ScheduleProblem) in try JobSchedule(cron: nil, every: parts[0], at: nil, zone: zone) }
    try ScheduleFuzzing.check(of: input) { () throws(ScheduleProblem) in try JobSchedule(cron: nil, every: nil, at: parts[0], zone: zone) }
    guard let json = try? FieldValue(json: text) else { return }
    try ScheduleFuzzing.check(of: input) { () throws(ScheduleProblem) in try JobSchedule(json: json) }
  }
}

private enum ScheduleFuzzing {
  /// Moments at the edges of the calendar and in the hours that the clocks skip and repeat.
  private static let moments = ["0000-01-01T00:00:00Z", "2026-03-29T00:59:59Z", "2026-10-25T00:30:00Z", "9999-12-31T23:59:59.999Z"]

  static func check(of input: [UInt8], _ read: () throws(ScheduleProblem) -> JobSchedule) throws {
    guard let schedule = try RefusalText.accepted(input, read) else { return }
    try Finding.unless(try JobSchedule(json: schedule.json) == schedule, "a schedule that is not read as it was written")
    for moment in moments.compactMap({ Instant($0) }) {
      _ = schedule.first(from: moment)
      guard let next = schedule.next(after: moment, previous: moment) else { continue }
      try Finding.unless(next > moment, "a next run that is not later")
    }
  }
}
