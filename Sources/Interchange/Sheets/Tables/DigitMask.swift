/// A number format that only arranges digits: `00000`, `0#" "##" "##" "##" "##`.
public struct DigitMask: Sendable, Hashable {
  private enum Place: Hashable {
    /// `0`: a digit, or a zero.
    case always
    /// `#`: a digit, or nothing.
    case ifAny
    case literal(UInt8)
  }

  private let places: [Place]

  /// The longest mask.
  private static let placesMax = 64

  /// Reads the first section of a number format; nil for one that does more than to arrange digits, or arranges nothing.
  init?(_ code: [FormatToken]) {
    var places: [Place] = []
    for token in code {
      switch token {
      case .sign(UInt8(ascii: "0")): places.append(.always)
      case .sign(UInt8(ascii: "#")): places.append(.ifAny)
      case .sign(let sign) where sign == UInt8(ascii: " ") || sign == UInt8(ascii: "-"): places.append(.literal(sign))
      case .literal(let text): places += text.utf8.map(Place.literal)
      case .sign, .bracket, .filler: return nil
      }
    }
    let digits = places.count { $0 == .always || $0 == .ifAny }
    guard places.count <= Self.placesMax, digits > 1, places.contains(.always), places != [.ifAny, .always] else { return nil }
    self.places = places
  }

  /// Returns a whole number from 0 in the mask; nil for any other.
  func text(_ value: Double) -> String? {
    guard value >= 0, value < 1e15, value == value.rounded() else { return nil }
    var digits = Array("\(Int64(value))".utf8)
    var shown: [UInt8] = []
    var placesLeft = places.count { $0 == .always || $0 == .ifAny }
    for place in places.reversed() {
      switch place {
      case .literal(let byte): if !digits.isEmpty || placesLeft > 0, isNeeded(digits, placesLeft) { shown.append(byte) }
      case .always, .ifAny:
        placesLeft -= 1
        if let digit = digits.popLast() { shown.append(digit) } else if place == .always { shown.append(UInt8(ascii: "0")) }
        if placesLeft == 0 {
          shown += digits.reversed()
          digits = []
        }
      }
    }
    return String(decoding: shown.reversed(), as: UTF8.self)
  }

  /// Whether a digit or a zero follows to the left.
  private func isNeeded(_ digits: [UInt8], _ placesLeft: Int) -> Bool {
    if !digits.isEmpty { return true }
    return places.filter { $0 == .always || $0 == .ifAny }.prefix(placesLeft).contains(.always)
  }
}
