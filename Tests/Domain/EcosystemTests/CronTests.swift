import Calendar
import Ecosystem
import Testing

/// Cron rules, clocks and intervals, with results computed by hand.
@Suite struct CronTests {
  private func runs(_ rule: String, _ zone: String, from: String, count: Int) throws -> [String] {
    let (rule, clock) = (try CronExpression(rule), try #require(WallClock(zone: zone)))
    var moments: [String] = []
    var now = try #require(Instant(from))
    for _ in 0..<count {
      now = try #require(rule.next(after: now, on: clock))
      moments.append(now.text.replacing(":00.000Z", with: "Z"))
    }
    return moments
  }

  @Test(
    "A rule names the minutes of its zone",
    arguments: [
      ("0 6 1 * *", ["2026-01-01T05:00Z", "2026-02-01T05:00Z", "2026-03-01T05:00Z", "2026-04-01T04:00Z"]),
      ("*/20 8-9 * * mon-fri", ["2026-01-01T07:00Z", "2026-01-01T07:20Z", "2026-01-01T07:40Z", "2026-01-01T08:00Z"]),
      ("15,45 12 * JAN,Jul sun", ["2026-01-04T11:15Z", "2026-01-04T11:45Z", "2026-01-11T11:15Z", "2026-01-11T11:45Z"]),
      ("0 0 29 2 *", ["2028-02-28T23:00Z", "2032-02-28T23:00Z", "2036-02-28T23:00Z", "2040-02-28T23:00Z"]),
      ("0 12 13 * 5", ["2026-01-02T11:00Z", "2026-01-09T11:00Z", "2026-01-13T11:00Z", "2026-01-16T11:00Z"]),
      ("0 0 * * 7", ["2026-01-03T23:00Z", "2026-01-10T23:00Z", "2026-01-17T23:00Z", "2026-01-24T23:00Z"]),
      ("0 0 1 1 sat-sun", ["2026-01-02T23:00Z", "2026-01-03T23:00Z", "2026-01-09T23:00Z", "2026-01-10T23:00Z"]),
    ])
  func rules(rule: String, moments: [String]) throws {
    #expect(try runs(rule, "Europe/Brussels", from: "2026-01-01T00:00:00Z", count: 4) == moments)
  }

  @Test("What falls into the skipped hour runs once, when the clock has been put forward")
  func skippedHour() throws {
    #expect(
      try runs("30 2 * * *", "Europe/Brussels", from: "2026-03-28T00:00:00Z", count: 3)
        == ["2026-03-28T01:30Z", "2026-03-29T01:00Z", "2026-03-30T00:30Z"])
    #expect(
      try runs("*/15 2,3 29 3 *", "Europe/Brussels", from: "2026-03-28T12:00:00Z", count: 4)
        == ["2026-03-29T01:00Z", "2026-03-29T01:15Z", "2026-03-29T01:30Z", "2026-03-29T01:45Z"])
  }

  @Test("What falls into the repeated hour runs the first time only")
  func repeatedHour() throws {
    #expect(
      try runs("30 2 * * *", "Europe/Brussels", from: "2026-10-24T12:00:00Z", count: 2)
        == ["2026-10-25T00:30Z", "2026-10-26T01:30Z"])
    #expect(
      try runs("*/30 1-3 25 10 *", "Europe/Brussels", from: "2026-10-24T12:00:00Z", count: 6)
        == [
          "2026-10-24T23:00Z", "2026-10-24T23:30Z", "2026-10-25T00:00Z", "2026-10-25T00:30Z", "2026-10-25T02:00Z",
          "2026-10-25T02:30Z",
        ])
    let second = try #require(Instant("2026-10-25T01:10:00Z"))
    let next = try CronExpression("*/30 * * * *").next(after: second, on: WallClock(zone: "Europe/Brussels")!)
    #expect(next?.text == "2026-10-25T02:00:00.000Z")
  }

  @Test(
    "A rule that cannot be is refused, with the field and what may stand there",
    arguments: [
      ("", "five fields"), ("* * * *", "five fields"), ("60 * * * *", "minute"), ("* 24 * * *", "hour"),
      ("* * 0 * *", "day of the month"), ("* * * 13 *", "month"), ("* * * foo *", "month"), ("* * * * 8", "day of the week"),
      ("*/0 * * * *", "step"), ("5-1 * * * *", "lower number"), ("1,,2 * * * *", "minute"), ("0 0 30 2 *", "eight years"),
      ("-1 * * * *", "minute"), ("1-2-3 * * * *", "minute"), ("* * * * */", "step"), ("@daily", "five fields"),
    ])
  func refused(rule: String, words: String) {
    let problem = #expect(throws: ScheduleProblem.self) { try CronExpression(rule) }
    #expect(problem?.message(in: .en).contains(words) == true)
  }

  @Test("An interval counts from the moment the job was meant to run, and makes up nothing one by one")
  func intervals() throws {
    let schedule = try JobSchedule(cron: nil, every: "15m", at: nil, zone: nil)
    func next(_ now: String, _ previous: String) -> String? {
      schedule.next(after: Instant(now)!, previous: Instant(previous)!)?.text
    }
    #expect(next("2026-01-01T00:00:07Z", "2026-01-01T00:00:00Z") == "2026-01-01T00:15:00.000Z")
    #expect(next("2026-01-01T03:20:00Z", "2026-01-01T00:00:00Z") == "2026-01-01T03:30:00.000Z")
    #expect(next("2026-01-01T00:15:00Z", "2026-01-01T00:00:00Z") == "2026-01-01T00:30:00.000Z")
    #expect(schedule.first(from: Instant("2026-01-01T00:00:00Z")!)?.text == "2026-01-01T00:15:00.000Z")
  }

  @Test("Once is a moment, or a minute on the clock of a zone, and never again")
  func once() throws {
    let schedule = try JobSchedule(cron: nil, every: nil, at: "2026-07-01T06:00", zone: "Europe/Brussels")
    #expect(schedule == .once(Instant("2026-07-01T04:00:00Z")!))
    #expect(schedule.first(from: Instant("2030-01-01T00:00:00Z")!)?.text == "2026-07-01T04:00:00.000Z")
    #expect(schedule.next(after: Instant("2026-07-01T04:00:00Z")!, previous: Instant("2026-07-01T04:00:00Z")!) == nil)
  }

  @Test("Schedules survive being kept")
  func kept() throws {
    for schedule in [
      try JobSchedule(cron: "0  6 1 * *", every: nil, at: nil, zone: "Europe/Luxembourg"),
      try JobSchedule(cron: nil, every: "90s", at: nil, zone: nil), try JobSchedule(cron: nil, every: "48h", at: nil, zone: nil),
      try JobSchedule(cron: nil, every: nil, at: "2026-07-01T06:00:00.125Z", zone: nil),
    ] { #expect(try JobSchedule(json: schedule.json) == schedule) }
    #expect(try JobSchedule(cron: nil, every: "48h", at: nil, zone: nil).text == "2d")
  }

  @Test(
    "A schedule that says nothing, too much or nonsense is refused",
    arguments: [
      (nil, nil, nil, nil, "exactly one"), ("* * * * *", "1h", nil, nil, "exactly one"), (nil, "0s", nil, nil, "interval"),
      (nil, "367d", nil, nil, "interval"), (nil, "5", nil, nil, "interval"), (nil, "1h", nil, "Europe/Paris", "no zone"),
      ("* * * * *", nil, nil, "Europe/Bruxelles", "Europe/Brussels"), (nil, nil, "2026-13-01T00:00", nil, "at"),
      (nil, nil, "2026-02-30T00:00:00Z", nil, "at"),
    ] as [(String?, String?, String?, String?, String)])
  func nonsense(cron: String?, every: String?, at: String?, zone: String?, words: String) {
    let problem = #expect(throws: ScheduleProblem.self) {
      try JobSchedule(cron: cron, every: every, at: at, zone: zone)
    }
    #expect(problem?.message(in: .en).contains(words) == true, "\(problem?.message(in: .en) ?? "")")
  }
}
