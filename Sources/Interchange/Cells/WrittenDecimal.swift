import Ecosystem

/// The digits of a written number, read with one decimal mark.
///
/// Groups of three digits may be separated by spaces, apostrophes or the other mark, by one of these throughout. A group never
/// begins a number with 0, so that `0.467` has decimals. Hexadecimal numbers, infinity and NaN are refused.
///
///     WrittenDecimal("1.250,5", mark: .comma)   // 1250 and 5
///     WrittenDecimal("1.250", mark: .comma)     // 1250
///     WrittenDecimal("1.250", mark: .point)     // 1 and 250
struct WrittenDecimal: Sendable, Hashable {
  private(set) var isNegative = false
  /// The digits before the mark.
  private(set) var whole: [UInt8] = []
  /// The digits after the mark.
  private(set) var fraction: [UInt8] = []
  /// The exponent of scientific notation.
  private(set) var exponent: Int?

  /// The maximum number of digits; more are refused.
  private static let digitsMax = 400

  /// Reads a number; nil for anything else.
  init?(_ text: some StringProtocol, mark: DecimalMark) {
    guard let bytes = Self.plain(text), !bytes.isEmpty, bytes.count <= Self.digitsMax else { return nil }
    var rest = bytes[...]
    if let sign = rest.first, sign == UInt8(ascii: "-") || sign == UInt8(ascii: "+") {
      isNegative = sign == UInt8(ascii: "-")
      rest = rest.dropFirst().drop { $0 == UInt8(ascii: " ") }
    }
    if let position = rest.firstIndex(where: { $0 | 0x20 == UInt8(ascii: "e") }) {
      guard let power = Self.power(rest[(position + 1)...]) else { return nil }
      exponent = power
      rest = rest[..<position]
    }
    guard readDigits(rest, mark) else { return nil }
  }

  private mutating func readDigits(_ bytes: ArraySlice<UInt8>, _ mark: DecimalMark) -> Bool {
    let parts = bytes.split(separator: mark.byte, omittingEmptySubsequences: false)
    guard parts.count <= 2 else { return false }
    if parts.count == 2 {
      guard !parts[1].isEmpty, parts[1].allSatisfy(Self.isDigit) else { return false }
      fraction = Array(parts[1])
    }
    // Programs write `.5`; people who use a comma write the zero.
    if parts[0].isEmpty { return mark == .point && !fraction.isEmpty }
    guard let digits = Self.ungrouped(parts[0], mark.other.byte) else { return false }
    whole = digits
    return true
  }

  /// Returns the digits without the separators between groups of three; nil for anything else.
  private static func ungrouped(_ bytes: ArraySlice<UInt8>, _ otherMark: UInt8) -> [UInt8]? {
    guard let separator = bytes.first(where: { !isDigit($0) }) else { return Array(bytes) }
    guard [UInt8(ascii: " "), UInt8(ascii: "'"), otherMark].contains(separator) else { return nil }
    let groups = bytes.split(separator: separator, omittingEmptySubsequences: false)
    guard let first = groups.first, (1...3).contains(first.count), first.first != UInt8(ascii: "0"),
      groups.dropFirst().allSatisfy({ $0.count == 3 }), groups.allSatisfy({ $0.allSatisfy(isDigit) })
    else { return nil }
    return Array(groups.joined())
  }

  private static func power(_ bytes: ArraySlice<UInt8>) -> Int? {
    guard (1...5).contains(bytes.count), let last = bytes.last, isDigit(last) else { return nil }
    return Int(String(decoding: bytes, as: UTF8.self))
  }

  /// Returns the bytes without outer blanks, with the plain signs for typographic spaces, minus and apostrophe; nil for a text with
  /// other characters beyond ASCII.
  private static func plain(_ text: some StringProtocol) -> [UInt8]? {
    var bytes: [UInt8] = []
    for scalar in text.unicodeScalars {
      switch scalar.value {
      case 0xA0, 0x202F, 0x2007, 0x2009, 0x09: bytes.append(UInt8(ascii: " "))
      case 0x2212: bytes.append(UInt8(ascii: "-"))
      case 0x2019: bytes.append(UInt8(ascii: "'"))
      case ..<0x80: bytes.append(UInt8(scalar.value))
      default: return nil
      }
    }
    while bytes.last == UInt8(ascii: " ") { bytes.removeLast() }
    return Array(bytes.drop { $0 == UInt8(ascii: " ") })
  }

  private static func isDigit(_ byte: UInt8) -> Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }
}

extension WrittenDecimal {
  private var sign: String { isNegative ? "-" : "" }

  private var wholeText: String { whole.isEmpty ? "0" : String(decoding: whole, as: UTF8.self) }

  /// The nearest number; nil beyond the range of `Double`.
  var number: Double? {
    let decimals = fraction.isEmpty ? "" : "." + String(decoding: fraction, as: UTF8.self)
    let number = Double(sign + wholeText + decimals + (exponent.map { "e\($0)" } ?? ""))
    return number?.isFinite == true ? number : nil
  }

  /// The whole number; nil with an exponent, with decimals other than zeros, and beyond 64 bits.
  var integer: Int64? {
    guard exponent == nil, fraction.allSatisfy({ $0 == UInt8(ascii: "0") }) else { return nil }
    return Int64(sign + wholeText)
  }

  /// The number in hundredths; nil with an exponent, with more than two decimals other than zeros, and beyond 64 bits.
  var hundredths: Int64? {
    guard exponent == nil, fraction.dropFirst(2).allSatisfy({ $0 == UInt8(ascii: "0") }) else { return nil }
    let decimals = fraction.prefix(2) + [UInt8](repeating: UInt8(ascii: "0"), count: max(0, 2 - fraction.count))
    return Int64(sign + wholeText + String(decoding: decimals, as: UTF8.self))
  }
}
