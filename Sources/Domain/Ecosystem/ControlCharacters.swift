/// Characters without a visible shape that make a text show as another one: the C1 controls (U+0080 to U+009F) and those that
/// turn the direction of writing (Unicode's Bidi_Control, UAX #9; CVE-2021-42574).
enum ControlCharacters {
  /// Whether a text holds one that its field refuses.
  ///
  /// - Parameter isOneLine: whether the line and paragraph separators and the bare direction marks are refused too. A long text in
  ///   Arabic or Hebrew may need U+200E, U+200F and U+061C, which last for no longer than themselves.
  static func areIn(_ text: String, isOneLine: Bool) -> Bool {
    // Their UTF-8 begins with C2 (80–9F), D8 9C, E2 80 (8E, 8F, A8–AE) or E2 81 (A6–A9). Most texts hold none of these bytes.
    guard text.utf8.contains(where: { $0 == 0xC2 || $0 == 0xE2 || $0 == 0xD8 }) else { return false }
    return text.unicodeScalars.contains { isControl($0.value, isOneLine) }
  }

  private static func isControl(_ scalar: UInt32, _ isOneLine: Bool) -> Bool {
    switch scalar {
    case 0x80...0x9F, 0x202A...0x202E, 0x2066...0x2069: true
    case 0x061C, 0x200E, 0x200F, 0x2028, 0x2029: isOneLine
    default: false
    }
  }
}
