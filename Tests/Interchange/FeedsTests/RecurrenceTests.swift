import Calendar
import Foundation
import Testing
import TextTestSupport

@testable import Feeds

@Suite("Repetition rules give the occurrences that others find")
struct RecurrenceTests {
  private func days(_ rule: String, from start: String, count: Int = 10) throws -> [String] {
    var event = CalendarEvent(uid: "x", start: try #require(CalendarTime(start)))
    event.rule = rule
    return CalendarOccurrences(of: [event], until: .max / 4, max: count).occurrences.map(\.start.text)
  }

  @Test("the examples of RFC 5545, section 3.8.5.3")
  func examples() throws {
    #expect(try days("FREQ=MONTHLY;COUNT=4;BYDAY=1FR", from: "19970905") == ["19970905", "19971003", "19971107", "19971205"])
    #expect(try days("FREQ=MONTHLY;COUNT=3;BYDAY=-2MO", from: "19970922") == ["19970922", "19971020", "19971117"])
    #expect(try days("FREQ=YEARLY;BYDAY=20MO", from: "19970519", count: 3) == ["19970519", "19980518", "19990517"])
    #expect(try days("FREQ=YEARLY;BYWEEKNO=20;BYDAY=MO", from: "19970512", count: 3) == ["19970512", "19980511", "19990517"])
    #expect(try days("FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13", from: "19970902", count: 3) == ["19980213", "19980313", "19981113"])
    #expect(try days("FREQ=MONTHLY;COUNT=3;BYDAY=TU,WE,TH;BYSETPOS=3", from: "19970904") == ["19970904", "19971007", "19971106"])
    #expect(
      try days("FREQ=WEEKLY;INTERVAL=2;COUNT=4;BYDAY=TU,SU;WKST=MO", from: "19970805") == ["19970805", "19970810", "19970819", "19970824"])
    #expect(
      try days("FREQ=WEEKLY;INTERVAL=2;COUNT=4;BYDAY=TU,SU;WKST=SU", from: "19970805") == ["19970805", "19970817", "19970819", "19970831"])
    #expect(
      try days("FREQ=YEARLY;INTERVAL=4;BYMONTH=11;BYDAY=TU;BYMONTHDAY=2,3,4,5,6,7,8", from: "19961105", count: 3)
        == ["19961105", "20001107", "20041102"])
    #expect(try days("FREQ=HOURLY;INTERVAL=3;UNTIL=19970902T170000Z", from: "19970902T090000Z").count == 3)
  }

  @Test("a rule that never ends, or that counts to a thousand million seconds, is cut off")
  func bounds() throws {
    var event = CalendarEvent(uid: "x", start: CalendarTime("20200101T000000Z")!)
    for rule in ["FREQ=SECONDLY;COUNT=999999999", "FREQ=SECONDLY;BYMONTH=2;BYMONTHDAY=30", "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30"] {
      event.rule = rule
      let found = CalendarOccurrences(of: [event], until: .max / 4, max: 100, stepsMax: 20_000)
      #expect(found.occurrences.count <= 100 && (found.isTruncated || found.occurrences.isEmpty))
    }
  }

  @Test("exclusions, additions and replaced occurrences, by moment and by day")
  func exceptions() throws {
    let zone = "Europe/Brussels"
    func time(_ text: String) -> CalendarTime { CalendarTime(text, zone: zone)! }
    var series = CalendarEvent(uid: "x", start: time("20261005T120000"))
    (series.rule, series.end) = ("FREQ=DAILY;COUNT=5", time("20261005T130000"))
    series.exclusions = [CalendarTime("20261006T100000Z")!, CalendarTime("20261007")!]
    series.additions = [time("20261012T120000"), time("20261005T120000")]
    var moved = CalendarEvent(uid: "x", start: time("20261008T180000"))
    moved.recurrenceID = time("20261008T120000")
    let found = CalendarOccurrences(of: [series, moved], until: .max / 4).occurrences
    #expect(found.map(\.start.text) == ["20261005T120000", "20261008T180000", "20261009T120000", "20261012T120000"])
    #expect(found.map(\.end?.text) == ["20261005T130000", nil, "20261009T130000", "20261012T130000"])
  }

  /// Returns series with rules of every frequency, from a seed.
  private static func series(_ count: Int) -> [CalendarEvent] {
    var random = SplitMix(20_261_129)
    let zones: [String?] = ["Europe/Brussels", "America/New_York", "Europe/Lisbon", "Africa/Casablanca", nil]
    return (0..<count).map { number in
      let day = Int64(random.below(9_000) + 10_957)
      let kind = random.below(6)
      let start: CalendarTime =
        kind == 5 ? .day(day) : .local(day * 86_400 + Int64(random.below(96)) * 900, zone: zones[random.below(zones.count)])
      var event = CalendarEvent(uid: "series\(number)", start: start)
      event.rule = rule(&random, start: start)
      let first = CalendarOccurrences(of: [event], until: .max / 4, max: 1).occurrences.first
      // A rule that does not hold on DTSTART has no defined meaning (section 3.8.5.3): begin where it holds.
      event.start = first?.start ?? start
      if random.below(3) == 0, let third = CalendarOccurrences(of: [event], until: .max / 4, max: 3).occurrences.last {
        event.exclusions = third.start == event.start ? [] : [third.start]
      }
      return event
    }
  }

  private static func rule(_ random: inout SplitMix, start: CalendarTime) -> String {
    func days(_ random: inout SplitMix, _ numbered: Bool) -> String {
      let names = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"]
      let number = numbered && random.below(2) == 0 ? ["1", "2", "-1", "-2", "3"][random.below(5)] : ""
      return (0...random.below(3)).map { _ in number + names[random.below(7)] }.reduce(into: [String]()) {
        if !$0.contains($1) { $0.append($1) }
      }.joined(separator: ",")
    }
    let interval = random.below(2) == 0 ? "" : ";INTERVAL=\(1 + random.below(3))"
    let end = ";COUNT=\(1 + random.below(12))"
    switch random.below(8) {
    case 0: return "FREQ=DAILY\(interval)\(end)"
    case 1: return "FREQ=WEEKLY\(interval)\(end);BYDAY=\(days(&random, false));WKST=\(["MO", "SU"][random.below(2)])"
    case 2: return "FREQ=MONTHLY\(interval)\(end);BYDAY=\(days(&random, true))"
    case 3: return "FREQ=MONTHLY\(interval)\(end);BYMONTHDAY=\([1, 15, 31, -1, -2][random.below(5)])"
    case 4: return "FREQ=YEARLY\(interval)\(end);BYMONTH=\(1 + random.below(12));BYDAY=\(days(&random, true))"
    case 5: return "FREQ=MONTHLY\(interval)\(end);BYDAY=MO,TU,WE,TH,FR;BYSETPOS=\([1, -1, 3][random.below(3)])"
    case 6: return "FREQ=YEARLY\(interval)\(end);BYYEARDAY=\([1, 60, 200, -1, 366][random.below(5)])"
    default: return "FREQ=YEARLY\(interval)\(end)"
    }
  }

  @Test(
    "every occurrence of 400 series is the one that icalendar and recurring-ical-events find",
    .enabled(if: Tool.python(module: "recurring_ical_events") != nil, "SKIPPED: recurring-ical-events is not installed"))
  func oracle() throws {
    let python = try #require(Tool.python(module: "recurring_ical_events"))
    let all = Self.series(400)
    let output = try Tool.withFile(written(all), ending: "ics") {
      try Tool.run(python, [FeedFiles.reader("occurrences.py"), $0, "20500101"])
    }
    let last = CalendarTime("20500101")!.seconds - 172_800
    let ours = all.flatMap { event in
      CalendarOccurrences(of: [event], until: last).occurrences.map { "\(event.uid) \($0.start.seconds)" }
    }
    let theirs = output.split(separator: "\n").map(String.init)
    #expect(ours.count > 1_500)
    let (mine, others) = (Set(ours), Set(theirs))
    #expect(mine.subtracting(others).sorted() == [] && others.subtracting(mine).sorted() == [])
  }

  @Test(
    "the rules of zones that are written are those of Python's zoneinfo, day by day (oracle: icalendar)",
    .enabled(if: Tool.python(module: "icalendar") != nil, "SKIPPED: icalendar is not installed"))
  func zones() throws {
    let python = try #require(Tool.python(module: "icalendar"))
    let zones = [
      "Europe/Brussels", "Europe/Paris", "Europe/Luxembourg", "Europe/London", "Europe/Dublin", "Europe/Moscow", "America/New_York",
      "America/Sao_Paulo", "Asia/Tokyo", "Asia/Kolkata", "Australia/Lord_Howe", "Africa/Casablanca", "Pacific/Auckland",
    ]
    var feed = CalendarFeed(name: "")
    (feed.zones, feed.years) = (Set(zones), 2_005...2_020)
    let writer = ICalendarWriter(feed)
    let output = try Tool.withFile(writer.beginning + writer.ending, ending: "ics") {
      try Tool.run(python, [FeedFiles.reader("zones.py"), $0, "2005", "2025"])
    }
    #expect(output == "\(zones.count) zones\n")
  }
}

/// Random numbers from a seed (splitmix64, Steele, Lea and Flood 2014).
struct SplitMix {
  private var state: UInt64

  init(_ seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = (state ^ (state >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }

  mutating func below(_ bound: Int) -> Int { Int(next() % UInt64(bound)) }
}
