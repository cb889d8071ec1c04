import Ecosystem

/// Generates ids of new records: ULIDs (48 bits of milliseconds, 80 random bits, Crockford's base 32) in lower case. Ids of the
/// same millisecond are in order, as the ULID specification asks.
struct ULIDSource {
  private var last: (time: UInt64, high: UInt16, low: UInt64) = (0, 0, 0)
  private static let digits = Array("0123456789abcdefghjkmnpqrstvwxyz".utf8)

  /// Returns the next id, for a time in milliseconds since 1970.
  mutating func next(milliseconds: Int64) -> String {
    let time = UInt64(clamping: milliseconds) & 0xFFFF_FFFF_FFFF
    if time == last.time {
      let (low, overflow) = last.low.addingReportingOverflow(1)
      last.low = low
      if overflow { last.high &+= 1 }
    } else {
      last = (time, UInt16.random(in: 0...0x7FFF), UInt64.random(in: 0...UInt64.max))
    }
    return ULIDSource.text(time: last.time, high: last.high, low: last.low)
  }

  static func text(time: UInt64, high: UInt16, low: UInt64) -> String {
    let value = UInt128(time) << 80 | UInt128(high) << 64 | UInt128(low)
    let bytes = (0..<26).map { digits[Int(truncatingIfNeeded: value >> (5 * UInt128(25 - $0))) & 31] }
    return String(decoding: bytes, as: UTF8.self)
  }
}
