import Calendar

/// A value of DATE or DATE-TIME (RFC 5545, sections 3.3.4 and 3.3.5).
public enum CalendarTime: Sendable, Hashable {
  /// A day, counted from 1970-01-01.
  case day(Int64)
  /// A moment, in seconds since 1970-01-01T00:00:00Z.
  case universal(Int64)
  /// A local time, in seconds since 1970-01-01T00:00:00 on the clock of a zone of the IANA database; without a zone it is floating: the
  /// same on every clock.
  case local(Int64, zone: String?)

  /// Seconds since 1970-01-01T00:00:00 on its own clock; of a day, its beginning.
  public var clockSeconds: Int64 {
    switch self {
    case .day(let day): day * 86_400
    case .universal(let seconds): seconds
    case .local(let seconds, _): seconds
    }
  }

  /// The name of its zone; nil for a day, a moment and a floating time.
  public var zone: String? {
    if case .local(_, let zone) = self { return zone }
    return nil
  }

  /// Whether it is a day.
  public var isDay: Bool {
    if case .day = self { return true }
    return false
  }

  /// The moment, in seconds since 1970-01-01T00:00:00Z; days and floating times as if their clock were UTC's.
  public var seconds: Int64 {
    switch self {
    case .day(let day): day * 86_400
    case .universal(let seconds): seconds
    case .local(let local, let zone): zone.flatMap { WallClock(zone: $0) }?.seconds(ofLocal: local) ?? local
    }
  }

  /// Returns a time of the same kind and zone.
  ///
  /// - Parameter clockSeconds: seconds since 1970-01-01T00:00:00 on its own clock.
  func at(_ clockSeconds: Int64) -> CalendarTime {
    switch self {
    case .day: .day(floorDivide(clockSeconds, 86_400))
    case .universal: .universal(clockSeconds)
    case .local(_, let zone): .local(clockSeconds, zone: zone)
    }
  }

  /// The times that can be written: those of the years 1 to 9999.
  static let writable: ClosedRange<Int64> = -62_135_596_800...253_402_300_799

  /// The value as it is written, without parameters: `20261129`, `20261129T090000` or `20261129T080000Z`.
  public var text: String {
    switch self {
    case .day(let day): Self.date(day)
    case .universal(let seconds): Self.dateTime(seconds) + "Z"
    case .local(let seconds, _): Self.dateTime(seconds)
    }
  }

  /// Writes seconds of any clock as `YYYYMMDDThhmmss`.
  static func dateTime(_ seconds: Int64) -> String {
    let day = floorDivide(seconds, 86_400)
    let time = Int(seconds - day * 86_400)
    return date(day) + "T" + padded(time / 3_600, 2) + padded(time / 60 % 60, 2) + padded(time % 60, 2)
  }

  private static func date(_ day: Int64) -> String {
    let date = CivilMinute.date(ofDay: day)
    return padded(date.year, 4) + padded(date.month, 2) + padded(date.day, 2)
  }

  private static func padded(_ number: Int, _ width: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, width - digits.count)) + digits
  }
}

extension CalendarTime {
  /// Reads `YYYYMMDD`, `YYYYMMDDThhmmss` or that with `Z`; nil for anything else. Second 60 is read as 59 (section 3.3.12).
  ///
  /// - Parameter zone: the zone of a local time.
  init?(_ text: some StringProtocol, zone: String? = nil) {
    let bytes = Array(text.utf8)
    guard bytes.count == 8 || bytes.count == 15 || bytes.count == 16, let year = decimal(bytes[0..<4], digits: 4), year > 0,
      let month = decimal(bytes[4..<6], digits: 2), (1...12).contains(month), let day = decimal(bytes[6..<8], digits: 2),
      day >= 1, day <= CalendarDate.days(inMonth: month, of: year)
    else { return nil }
    let days = Instant.days(year: year, month: month, day: day)
    if bytes.count == 8 {
      self = .day(days)
      return
    }
    guard bytes[8] == UInt8(ascii: "T") || bytes[8] == UInt8(ascii: "t"), let hour = decimal(bytes[9..<11], digits: 2), hour < 24,
      let minute = decimal(bytes[11..<13], digits: 2), minute < 60, let second = decimal(bytes[13..<15], digits: 2), second <= 60
    else { return nil }
    let seconds = days * 86_400 + Int64(hour * 3_600 + minute * 60 + min(second, 59))
    if bytes.count == 15 {
      self = .local(seconds, zone: zone)
    } else if bytes[15] == UInt8(ascii: "Z") || bytes[15] == UInt8(ascii: "z") {
      self = .universal(seconds)
    } else {
      return nil
    }
  }
}
