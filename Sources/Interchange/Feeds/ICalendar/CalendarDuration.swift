import Calendar

/// A value of DURATION (RFC 5545, section 3.3.6): nominal days, and exact seconds.
public struct CalendarDuration: Sendable, Hashable {
  public var days: Int64
  public var seconds: Int64

  /// Reads `P1W`, `P2DT3H`, `-PT15M`; nil for anything else.
  init?(_ text: String) {
    var bytes = Array(text.utf8)[...]
    var sign: Int64 = 1
    if let first = bytes.first, first == UInt8(ascii: "-") || first == UInt8(ascii: "+") {
      sign = first == UInt8(ascii: "-") ? -1 : 1
      bytes = bytes.dropFirst()
    }
    guard bytes.popFirst() == UInt8(ascii: "P"), !bytes.isEmpty, bytes.count <= 40 else { return nil }
    (days, seconds) = (0, 0)
    var isTime = false
    while let byte = bytes.first {
      if byte == UInt8(ascii: "T") {
        if isTime { return nil }
        isTime = true
        bytes = bytes.dropFirst()
        continue
      }
      let digits = bytes.prefix { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
      guard (1...9).contains(digits.count), let number = Int64(String(decoding: digits, as: UTF8.self)) else { return nil }
      bytes = bytes.dropFirst(digits.count)
      switch (bytes.popFirst(), isTime) {
      case (UInt8(ascii: "W"), false): days += number * 7 * sign
      case (UInt8(ascii: "D"), false): days += number * sign
      case (UInt8(ascii: "H"), true): seconds += number * 3_600 * sign
      case (UInt8(ascii: "M"), true): seconds += number * 60 * sign
      case (UInt8(ascii: "S"), true): seconds += number * sign
      default: return nil
      }
    }
  }

  /// Returns the time that lies this far after another.
  func after(_ start: CalendarTime) -> CalendarTime {
    let nominal = start.at(start.clockSeconds + days * 86_400)
    if seconds == 0 { return nominal }
    switch nominal {
    case .day, .universal: return nominal.at(nominal.clockSeconds + seconds)
    case .local(let local, let zone): return .local(exact(local, zone), zone: zone)
    }
  }

  private func exact(_ local: Int64, _ zone: String?) -> Int64 {
    guard let clock = zone.flatMap({ WallClock(zone: $0) }) else { return local + seconds }
    return clock.local(ofSeconds: clock.seconds(ofLocal: local) + seconds)
  }
}
