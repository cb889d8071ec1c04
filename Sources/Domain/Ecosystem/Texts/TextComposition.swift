import Foundation

/// Unicode's normal form NFC (UAX #15).
enum TextComposition {
  /// Returns the text in NFC.
  static func composed(_ text: String) -> String {
    text.unicodeScalars.contains(where: mayChange) ? text.precomposedStringWithCanonicalMapping : text
  }

  /// Whether a scalar may be another one in NFC. Scalars below U+0300 and common typographic signs are not.
  private static func mayChange(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0..<0x300, 0x2002...0x20AC: false
    default: true
    }
  }
}
