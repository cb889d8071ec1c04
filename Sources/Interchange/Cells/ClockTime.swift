import Ecosystem

/// A time of day as people and programs write it, with the offset from UTC where the text has one: `14:30`, `14:30:15.5`, `14h30`,
/// `14h`, `2:30 pm`, `14:30+02:00`, `14:30Z`, `14.30 Uhr`.
struct ClockTime: Hashable {
  /// Milliseconds since midnight.
  private(set) var milliseconds: Int64
  /// Minutes east of UTC; nil for a local time.
  private(set) var offset: Int?

  /// Reads a time; nil for anything else.
  init?(_ text: some StringProtocol) {
    var bytes = Array(Folding.fold(String(text)).utf8.filter { $0 != UInt8(ascii: " ") })
    offset = Self.takeOffset(&bytes)
    let isAfternoon = Self.takeHalf(&bytes)
    if bytes.suffix(3).elementsEqual("uhr".utf8) { bytes.removeLast(3) }
    guard let time = Self.time(bytes, isAfternoon) else { return nil }
    milliseconds = time
  }

  private static func takeOffset(_ bytes: inout [UInt8]) -> Int? {
    if bytes.last == UInt8(ascii: "z") {
      bytes.removeLast()
      return 0
    }
    guard let position = bytes.lastIndex(where: { $0 == UInt8(ascii: "+") || $0 == UInt8(ascii: "-") }) else { return nil }
    let digits = bytes[(position + 1)...].filter { $0 != UInt8(ascii: ":") }
    guard [2, 4].contains(digits.count), let number = Int(String(decoding: digits, as: UTF8.self)) else { return nil }
    let (hours, minutes) = digits.count == 2 ? (number, 0) : (number / 100, number % 100)
    guard hours <= 14, minutes < 60 else { return nil }
    let isWest = bytes[position] == UInt8(ascii: "-")
    bytes.removeSubrange(position...)
    return (hours * 60 + minutes) * (isWest ? -1 : 1)
  }

  /// Removes `am` or `pm`, with or without points.
  /// - Returns: whether the text says afternoon; nil without such a word.
  private static func takeHalf(_ bytes: inout [UInt8]) -> Bool? {
    for (word, isAfternoon) in [("am", false), ("pm", true), ("a.m.", false), ("p.m.", true)]
    where bytes.suffix(word.utf8.count).elementsEqual(word.utf8) {
      bytes.removeLast(word.utf8.count)
      return isAfternoon
    }
    return nil
  }

  private static func time(_ bytes: [UInt8], _ isAfternoon: Bool?) -> Int64? {
    let separators: [UInt8] = [UInt8(ascii: ":"), UInt8(ascii: "h")]
    let whole = bytes.prefix { $0 != UInt8(ascii: ".") && $0 != UInt8(ascii: ",") }
    var parts = whole.split(omittingEmptySubsequences: false, whereSeparator: separators.contains)
    if parts.count == 2, parts[1].isEmpty, whole.last == UInt8(ascii: "h") { parts[1] = Array("00".utf8)[...] }
    let numbers = parts.map { $0.count <= 2 && !$0.isEmpty ? Int(String(decoding: $0, as: UTF8.self)) : nil }
    guard (2...3).contains(numbers.count), var hours = numbers[0], let minutes = numbers[1], minutes < 60,
      numbers.count == 2 || (numbers[2] ?? 60) < 60, let fraction = fraction(bytes[whole.count...], hasSeconds: numbers.count == 3)
    else { return nil }
    if let isAfternoon {
      guard (1...12).contains(hours) else { return nil }
      hours = hours % 12 + (isAfternoon ? 12 : 0)
    }
    guard (0..<24).contains(hours), minutes >= 0 else { return nil }
    let seconds = numbers.count == 3 ? numbers[2]! : 0
    return Int64((hours * 60 + minutes) * 60 + seconds) * 1_000 + fraction
  }

  /// Returns the milliseconds of the decimals of a second.
  private static func fraction(_ bytes: ArraySlice<UInt8>, hasSeconds: Bool) -> Int64? {
    if bytes.isEmpty { return 0 }
    let digits = bytes.dropFirst()
    guard hasSeconds, (1...9).contains(digits.count), digits.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
    return Int64(String(decoding: (digits + [0x30, 0x30]).prefix(3), as: UTF8.self))
  }
}
