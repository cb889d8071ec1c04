/// The decimal digits of a finite number, as its shortest exact notation has them.
///
/// Rounding works on these digits and not on the binary value, so that 2.675 rounds to 2.68 as people expect.
struct DecimalDigits: Sendable, Hashable {
  /// Whether the number is under zero.
  private(set) var isNegative: Bool
  /// The digits before the decimal mark, at least one.
  private(set) var whole: [UInt8]
  /// The digits after the decimal mark, without zeros at the end.
  private(set) var fraction: [UInt8]

  /// Reads the shortest notation of a number that is finite.
  init(_ value: Double) {
    precondition(value.isFinite, "only finite numbers have decimal digits")
    var digits: [UInt8] = []
    var pointAt: Int?
    var exponent = 0
    let parts = value.magnitude.description.split(separator: "e")
    for byte in parts[0].utf8 {
      if byte == UInt8(ascii: ".") { pointAt = digits.count } else { digits.append(byte - UInt8(ascii: "0")) }
    }
    if parts.count > 1 { exponent = Int(parts[1]) ?? 0 }
    self.isNegative = value < 0
    (self.whole, self.fraction) = Self.split(digits, at: (pointAt ?? digits.count) + exponent)
  }

  /// Rounds to a number of digits after the decimal mark, halves away from zero.
  func rounded(to decimals: Int) -> DecimalDigits {
    guard fraction.count > decimals else { return self }
    var copy = self
    let roundsUp = fraction[decimals] >= 5
    copy.fraction = Array(fraction.prefix(decimals))
    if roundsUp { copy.increment() }
    while copy.fraction.last == 0 { copy.fraction.removeLast() }
    if copy.isZero { copy.isNegative = false }
    return copy
  }

  /// Whether every digit is zero.
  var isZero: Bool { fraction.isEmpty && whole.allSatisfy { $0 == 0 } }

  /// Number of zeros between the decimal mark and the first other digit, for numbers under one.
  var leadingZeros: Int { fraction.prefix { $0 == 0 }.count }

  /// The first digits of a number other than zero, rounded, and the power of ten of the first of them.
  func significant(_ count: Int) -> (digits: [UInt8], exponent: Int) {
    let all = whole + fraction
    let first = all.firstIndex { $0 != 0 } ?? 0
    var exponent = whole.count - 1 - first
    var digits = Array(all[first...].prefix(count + 1))
    digits += [UInt8](repeating: 0, count: count + 1 - digits.count)
    var index = digits.removeLast() >= 5 ? count - 1 : -1
    while index >= 0 {
      digits[index] = digits[index] == 9 ? 0 : digits[index] + 1
      index = digits[index] == 0 ? index - 1 : -1
    }
    if digits[0] == 0 {
      digits = [1] + digits.dropLast()
      exponent += 1
    }
    return (digits, exponent)
  }

  private mutating func increment() {
    for index in fraction.indices.reversed() {
      if fraction[index] < 9 {
        fraction[index] += 1
        return
      }
      fraction[index] = 0
    }
    for index in whole.indices.reversed() {
      if whole[index] < 9 {
        whole[index] += 1
        return
      }
      whole[index] = 0
    }
    whole.insert(1, at: 0)
  }

  private static func split(_ digits: [UInt8], at point: Int) -> ([UInt8], [UInt8]) {
    var whole = point <= 0 ? [] : Array(digits.prefix(point))
    if point > digits.count { whole += [UInt8](repeating: 0, count: point - digits.count) }
    var fraction = point < 0 ? [UInt8](repeating: 0, count: -point) + digits : Array(digits.dropFirst(point))
    while fraction.last == 0 { fraction.removeLast() }
    while whole.count > 1, whole.first == 0 { whole.removeFirst() }
    return (whole.isEmpty ? [0] : whole, fraction)
  }
}
