/// A small generator of random numbers that gives the same sequence on every run (SplitMix64).
package struct SeededRandom: RandomNumberGenerator {
  private var state: UInt64

  /// Begins a sequence.
  package init(_ seed: UInt64) { state = seed }

  /// Returns the next number.
  package mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var value = state
    value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
    value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
    return value ^ (value >> 31)
  }
}

/// Texts that are hard to lay out.
package enum RandomText {
  /// Pieces that terminals, pages and files handle badly.
  private static let pieces = [
    "a", "Été", "e\u{301}", "漫", "画", "한", "👨‍👩‍👧", "🇧🇪", "❤️", "1️⃣", "\u{200B}", "\u{200D}", "\u{FE0F}", "\u{301}",
    " ", "  ", "\u{A0}", "\u{202F}", "\n", "\r\n", "\t", "\u{1B}[31m", "\u{7}", "\u{9B}", "\u{202E}", "\u{2028}", "|",
    "<b>",
    "&", "\"", ",", ";", "=1+1", "_x_", "\u{600}", "क्षि", "\u{7F}", "\u{0}", "https://example.org/a_b?c=1",
    "anticonstitutionnellement",
  ]

  /// Returns a text of at most so many pieces.
  package static func text(_ random: inout SeededRandom, pieces count: Int) -> String {
    (0..<Int.random(in: 0...count, using: &random)).map { _ in pieces.randomElement(using: &random) ?? "" }.joined()
  }

  /// A printable character of the Basic Multilingual Plane or of the emoji, old enough for every Unicode table.
  package static func assignedScalar(_ random: inout SeededRandom) -> Unicode.Scalar {
    while true {
      let value = UInt32.random(in: 0x20...0x1FAFF, using: &random)
      guard let scalar = Unicode.Scalar(value), let age = scalar.properties.age, age.major <= 12 else { continue }
      switch scalar.properties.generalCategory {
      case .control, .surrogate, .privateUse, .unassigned, .lineSeparator, .paragraphSeparator: continue
      default: return scalar
      }
    }
  }
}
