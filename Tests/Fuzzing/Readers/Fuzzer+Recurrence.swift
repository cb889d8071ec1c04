import Calendar
import Ecosystem

extension Fuzzer {
  /// A repetition rule of RFC 5545, and the names of time zones.
  static let recurrence = Fuzzer(name: "recurrence", bytesMax: 512) { input in
    let text = String(decoding: input, as: UTF8.self)
    let isRule = TextFormat.recurrence.admits(text)
    if isRule {
      try Finding.unless(input.allSatisfy { $0 < 0x80 && $0 > 0x20 }, "a rule with a byte that no rule has")
      try Finding.unless(text.contains("FREQ="), "a rule without a frequency")
      // The order of the parts is free.
      let turned = text.split(separator: ";").reversed().joined(separator: ";")
      try Finding.unless(TextFormat.recurrence.admits(turned), "a rule that its order makes wrong")
    }
    if TextFormat.timeZone.admits(text) { try Finding.unless(WallClock(zone: text) != nil, "a zone without a clock") }
  }
}
