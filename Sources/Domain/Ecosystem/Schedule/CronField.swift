import Calendar
import Localization

/// One field of a cron expression: a set of numbers, written as in crontab(5) with `*`, numbers, names, ranges, steps and lists.
struct CronField: Sendable, Hashable {
  /// Bit n is set when n belongs to the field.
  let bits: UInt64
  /// Whether the field is a bare `*`: then the other day field alone decides the day.
  let isEverything: Bool

  /// The values allowed in a field.
  struct Kind: Sendable {
    let name: String
    let range: ClosedRange<Int>
    var names: [String] = []
    /// The number of the first name.
    var firstName = 0

    static let minute = Kind(name: "minute", range: 0...59)
    static let hour = Kind(name: "hour", range: 0...23)
    static let day = Kind(name: "day of the month", range: 1...31)
    static let month = Kind(
      name: "month", range: 1...12,
      names: ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"], firstName: 1)
    /// Sunday is 0 and 7.
    static let weekday = Kind(
      name: "day of the week", range: 0...7, names: ["sun", "mon", "tue", "wed", "thu", "fri", "sat"])
  }

  func contains(_ number: Int) -> Bool { bits >> UInt64(number) & 1 == 1 }

  /// The least member from `number` on; nil when there is none.
  func first(from number: Int) -> Int? {
    guard number < 64 else { return nil }
    let rest = bits >> UInt64(number)
    return rest == 0 ? nil : number + rest.trailingZeroBitCount
  }

  init(_ text: String, _ kind: Kind) throws(ScheduleProblem) {
    var bits: UInt64 = 0
    for part in text.cut(at: ",") { bits |= try Self.bits(part, kind) }
    // Both numbers of Sunday are one day.
    if kind.range.upperBound == 7, bits & (1 << 7) != 0 { bits |= 1 }
    self.bits = bits
    isEverything = text == "*"
  }

  private static func bits(_ part: String, _ kind: Kind) throws(ScheduleProblem) -> UInt64 {
    let pieces = part.cut(at: "/", maxSplits: 1)
    let step = pieces.count == 2 ? try step(pieces[1], part, kind: kind) : 1
    let range = try range(pieces[0], isStepped: pieces.count == 2, part, kind: kind)
    return stride(from: range.lowerBound, through: range.upperBound, by: step).reduce(0) { $0 | 1 << UInt64($1) }
  }

  private static func step(_ text: String, _ part: String, kind: Kind) throws(ScheduleProblem) -> Int {
    guard let step = number(text), (1...kind.range.upperBound).contains(step) else {
      throw ScheduleProblem(
        part: kind.name, found: part,
        wanted: LocalizedText(
          "ecosystem.cron-field.step-from-1", ["upper-bound": kind.range.upperBound]))
    }
    return step
  }

  private static func range(
    _ text: String, isStepped: Bool, _ part: String, kind: Kind
  ) throws(ScheduleProblem) -> ClosedRange<Int> {
    // For a step, the second number of Sunday would add a day.
    let last = kind.range.upperBound == 7 ? 6 : kind.range.upperBound
    if text == "*" { return kind.range.lowerBound...last }
    let ends = text.cut(at: "-", maxSplits: 1)
    let low = try value(ends[0], part, kind: kind)
    guard ends.count == 2 else { return low...(isStepped ? max(low, last) : low) }
    var high = try value(ends[1], part, kind: kind)
    if high == 0, low > 0, kind.range.upperBound == 7 { high = 7 }
    guard low <= high else {
      throw ScheduleProblem(
        part: kind.name, found: part,
        wanted: LocalizedText(
          "ecosystem.cron-field.range-from-lower-number"))
    }
    return low...high
  }

  private static func value(_ text: String, _ part: String, kind: Kind) throws(ScheduleProblem) -> Int {
    if let index = kind.names.firstIndex(of: text.asciiLowercased) { return kind.firstName + index }
    guard let number = number(text), kind.range.contains(number) else {
      let (low, high) = (kind.range.lowerBound, kind.range.upperBound)
      throw ScheduleProblem(
        part: kind.name, found: part,
        wanted: kind.names.first.map {
          LocalizedText("ecosystem.cron-field.numbers-or-name", ["low": low, "high": high, "name": $0])
        } ?? LocalizedText("ecosystem.cron-field.numbers-from", ["low": low, "high": high]))
    }
    return number
  }

  /// One or two decimal digits.
  private static func number(_ text: String) -> Int? {
    (1...2).contains(text.utf8.count) ? decimal(Array(text.utf8), digits: text.utf8.count) : nil
  }
}
