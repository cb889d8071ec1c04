import Calendar
import Ecosystem
import Foundation
import Testing
import TextTestSupport

/// Two independent implementations of cron rules: croniter, where it is installed, and a program in Python that goes minute by
/// minute through universal time with the zones of zoneinfo.
private enum PythonCron {
  static let isThere = (try? run("from zoneinfo import ZoneInfo; ZoneInfo('Europe/Brussels')", input: "")) != nil
  static let hasCroniter = (try? run("import croniter", input: "")) != nil

  /// For each line `START DAYS ZONE RULE`, the moments of the rule in that many days, as seconds since 1970.
  static let walk = """
    import sys
    from datetime import datetime, timedelta, timezone
    from zoneinfo import ZoneInfo
    NAMES = {n: i + 1 for i, n in enumerate('jan feb mar apr may jun jul aug sep oct nov dec'.split())}
    DAYS = {n: i for i, n in enumerate('sun mon tue wed thu fri sat'.split())}
    def numbers(text, low, high, names):
        value = lambda t: names[t.lower()] if t.lower() in names else int(t)
        result = set()
        for part in text.split(','):
            part, _, step = part.partition('/')
            if part == '*': first, last = low, high
            elif '-' in part: first, last = (value(p) for p in part.split('-'))
            else: first = value(part); last = high if step else first
            result |= set(range(first, last + 1, int(step or 1)))
        return result
    def fits(rule, t):
        m, h, d, mo, w = rule
        if t.minute not in numbers(m, 0, 59, {}) or t.hour not in numbers(h, 0, 23, {}): return False
        if t.month not in numbers(mo, 1, 12, NAMES): return False
        day = t.day in numbers(d, 1, 31, {})
        weekday = t.isoweekday() % 7 in {n % 7 for n in numbers(w, 0, 6, DAYS)}
        return (day and weekday) if '*' in (d, w) else (day or weekday)
    minute = timedelta(minutes=1)
    for line in sys.stdin:
        start, days, zone, rule = line.rstrip('\\n').split(' ', 3)
        rule, zone = rule.split(), ZoneInfo(zone)
        now = datetime.fromtimestamp(int(start), timezone.utc)
        end, moments = now + timedelta(days=int(days)), []
        before = now.astimezone(zone).replace(tzinfo=None)
        while now < end:
            now += minute
            local = now.astimezone(zone)
            shown = local.replace(tzinfo=None, fold=0)
            # The minutes that the clock passed over since the last one; none when it was put back.
            passed, candidate = [], before + minute
            while candidate <= shown: passed.append(candidate); candidate += minute
            if local.fold == 0 and any(fits(rule, t) for t in passed or [shown]): moments.append(int(now.timestamp()))
            before = shown
        print(*moments)
    """

  /// For each line `START COUNT RULE`, that number of moments of the rule in UTC.
  static let croniter = """
    import sys
    from croniter import croniter
    for line in sys.stdin:
        start, count, rule = line.rstrip('\\n').split(' ', 2)
        moments = croniter(rule, int(start))
        print(*(int(moments.get_next()) for _ in range(int(count))))
    """

  static func run(_ script: String, input: String) throws -> [[Int64]] {
    try Tool.run("/usr/bin/env", ["python3", "-c", script], input: input)
      .split(separator: "\n", omittingEmptySubsequences: false).dropLast()
      .map { $0.split(separator: " ").compactMap { Int64($0) } }
  }
}

@Suite("Cron rules agree with independent opinions")
struct CronOracleTests {
  /// Around changes of the clock, in both hemispheres and by half an hour; London's and Lisbon's zero offset.
  static let changes = [
    ("Europe/Brussels", "2026-03-27T12:00:00Z"), ("Europe/Brussels", "2026-10-23T12:00:00Z"),
    ("Europe/Lisbon", "2027-03-26T12:00:00Z"), ("America/New_York", "2026-03-06T12:00:00Z"),
    ("America/New_York", "2026-10-30T12:00:00Z"), ("Australia/Lord_Howe", "2026-04-03T00:00:00Z"),
    ("Australia/Lord_Howe", "2026-10-02T00:00:00Z"), ("America/Santiago", "2026-09-04T12:00:00Z"),
  ]

  @Test(
    "around changes of the clock, minute by minute",
    .enabled(if: PythonCron.isThere, "SKIPPED: python3 with zoneinfo is not installed"), arguments: changes)
  func changesOfTheClock(zone: String, start: String) throws {
    var generator = RuleGenerator()
    let rules = ["30 2 * * *", "*/15 2 * * *", "0 3 * * *", "*/10 * * * *", "0 0 * * *"] + (0..<15).map { _ in generator.rule() }
    let (from, clock) = (try #require(Instant(start)), try #require(WallClock(zone: zone)))
    let input = rules.map { "\(from.milliseconds / 1_000) 4 \(zone) \($0)" }.joined(separator: "\n")
    let opinions = try PythonCron.run(PythonCron.walk, input: input)
    try #require(opinions.count == rules.count)
    for (rule, opinion) in zip(rules, opinions) {
      #expect(try moments(rule, clock, from: from, days: 4) == opinion, "\(rule) \(zone)")
    }
    #expect(opinions.contains { !$0.isEmpty })
  }

  @Test(
    "over years, in universal time, with croniter",
    .enabled(if: PythonCron.hasCroniter, "SKIPPED: croniter is not installed (pip install croniter)"))
  func years() throws {
    var generator = RuleGenerator()
    let rules = (0..<400).map { _ in generator.rule() }.filter { (try? CronExpression($0)) != nil }
    let start = try #require(Instant("2024-02-27T23:58:00Z"))
    let input = rules.map { "\(start.milliseconds / 1_000) 12 \($0)" }.joined(separator: "\n")
    let opinions = try PythonCron.run(PythonCron.croniter, input: input)
    try #require(opinions.count == rules.count)
    for (rule, opinion) in zip(rules, opinions) {
      var now = start
      let own = try (0..<12).map { _ in
        now = try #require(try CronExpression(rule).next(after: now, on: .utc))
        return now.milliseconds / 1_000
      }
      #expect(own == opinion, Comment(rawValue: rule))
    }
  }

  private func moments(_ rule: String, _ clock: WallClock, from: Instant, days: Int64) throws -> [Int64] {
    let (rule, end) = (try CronExpression(rule), from.milliseconds + days * 86_400_000)
    var (now, moments) = (from, [Int64]())
    while let next = rule.next(after: now, on: clock), next.milliseconds <= end {
      moments.append(next.milliseconds / 1_000)
      now = next
    }
    return moments
  }
}

/// Random rules with every way of writing a field.
private struct RuleGenerator {
  private var random = SystemRandomNumberGenerator()

  mutating func rule() -> String {
    [
      field(0...59), field(0...23), Bool.random() ? "*" : field(1...28), Bool.random() ? "*" : field(1...12),
      Bool.random() ? "*" : field(0...6),
    ].joined(separator: " ")
  }

  private mutating func field(_ range: ClosedRange<Int>) -> String {
    let (a, b) = (Int.random(in: range), Int.random(in: range))
    switch Int.random(in: 0...5) {
    case 0: return "*"
    case 1: return "*/\(Int.random(in: 2...7))"
    case 2: return "\(a)"
    // croniter reads a range from a number to itself, or over all of them, as a star.
    case 3 where a != b && abs(a - b) < range.count - 1: return "\(min(a, b))-\(max(a, b))"
    case 4 where a != b && abs(a - b) < range.count - 1: return "\(min(a, b))-\(max(a, b))/\(Int.random(in: 1...5))"
    default: return Set([a, b, range.lowerBound]).sorted().map(String.init).joined(separator: ",")
    }
  }
}
