import Calendar

/// The time zones that a calendar names, as zones of the IANA database or by the rules that the calendar itself has.
struct CalendarZones: Sendable {
  /// Upper bound of the zones and of the rules of one that are read of a calendar.
  static let zonesMax = 500
  static let rulesMax = 500

  /// One of the rules of a VTIMEZONE: the component STANDARD or DAYLIGHT.
  struct Rule: Sendable {
    /// The first onset, in seconds of the clock before it.
    var start: Int64 = 0
    var before: Int64 = 0
    var after: Int64 = 0
    var pattern: RecurrencePattern?
    var additions: [Int64] = []
  }

  /// A VTIMEZONE.
  struct Definition: Sendable {
    /// The name in the IANA database that Lotus, Evolution and others add (X-LIC-LOCATION).
    var location: String?
    var rules: [Rule] = []
  }

  private(set) var definitions: [String: Definition] = [:]
  /// The zone of times that name none (X-WR-TIMEZONE).
  var standard: String?

  mutating func define(_ name: String, _ definition: Definition) {
    if definitions.count < Self.zonesMax { definitions[name] = definition }
  }

  /// Returns a time in a zone that a calendar names.
  ///
  /// - Parameter text: a value of DATE or DATE-TIME.
  /// - Returns: nil for an invalid value.
  /// - Throws: `FeedProblem.Reason.unknownZone`.
  func time(_ text: String, zone name: String?, line: Int) throws(FeedProblem) -> CalendarTime? {
    guard let plain = CalendarTime(text) else { return nil }
    guard case .local(let local, _) = plain, let name, !name.isEmpty else { return plain }
    if let zone = known(name) { return TimeZoneWriter.isUniversal(zone) ? .universal(local) : .local(local, zone: zone) }
    guard let definition = definitions[name], !definition.rules.isEmpty else { throw FeedProblem(line: line, .unknownZone(name)) }
    let seconds = local - Self.offset(at: local, definition.rules)
    return CalendarTime.writable.contains(seconds) ? .universal(seconds) : nil
  }

  /// The name in the IANA database of a zone that a calendar names; nil when there is none.
  private func known(_ name: String) -> String? {
    if let zone = Self.zone(name) { return zone }
    return definitions[name]?.location.flatMap(Self.zone)
  }

  /// Returns the IANA name of a zone: of the name itself, of the last parts of a name with a path before it
  /// (`/mozilla.org/20050126_1/Europe/Brussels`), or of the name that Windows gives it.
  static func zone(_ name: String) -> String? {
    let name = name.trimmingBlanks
    if WallClock(zone: name) != nil { return name }
    let parts = name.split(separator: "/").suffix(3)
    for count in [3, 2, 1] where parts.count >= count && name.hasPrefix("/") {
      let candidate = parts.suffix(count).joined(separator: "/")
      if WallClock(zone: candidate) != nil { return candidate }
    }
    return WindowsZones.zone(name)
  }

  /// The bound of the days looked at to find the onsets of one rule.
  private static let stepsMax = 100_000

  /// Returns the offset that holds at a local time: that of the last onset before it, else that before the first.
  private static func offset(at local: Int64, _ rules: [Rule]) -> Int64 {
    var last: (onset: Int64, offset: Int64)?
    for rule in rules {
      guard let onset = onset(of: rule, before: local) else { continue }
      if last.map({ onset > $0.onset }) ?? true { last = (onset, rule.after) }
    }
    return last?.offset ?? rules.min { $0.start < $1.start }?.before ?? 0
  }

  private static func onset(of rule: Rule, before local: Int64) -> Int64? {
    guard rule.start <= local else { return nil }
    var last = rule.start
    if let pattern = rule.pattern {
      var expansion = RecurrenceExpansion(pattern, start: rule.start, stepsMax: stepsMax)
      while let onset = expansion.next(), onset <= local { last = onset }
    }
    return max(last, rule.additions.filter { $0 <= local }.max() ?? last)
  }
}

extension String {
  /// The text without blanks and quotation marks at its edges.
  var trimmingBlanks: String {
    func isEdge(_ scalar: Unicode.Scalar) -> Bool { scalar == " " || scalar == "\t" || scalar == "\"" }
    let scalars = unicodeScalars.drop(while: isEdge)
    guard let last = scalars.lastIndex(where: { !isEdge($0) }) else { return "" }
    return String(scalars[...last])
  }
}
