/// Makes text from data harmless for a terminal or a page.
///
/// Control characters would move the cursor, ring or colour; those that turn the direction of writing would let a
/// name show as another (CVE-2021-42574, «Trojan Source»). Each becomes visible: the C0 controls and DEL as their
/// Control Pictures (U+2400…), the others as U+FFFD.
public enum SafeText {
  /// The text with controls made visible; line feeds stay, tabs become spaces, CR LF and CR become line feeds.
  ///
  /// - Parameter keepsTabs: whether tabs stay too.
  public static func lines(_ text: String, keepsTabs: Bool = false) -> String {
    isSafe(text) ? text : mapped(text, lineFeed: "\n", tab: keepsTabs ? "\t" : " ")
  }

  /// The same on one line: line breaks become spaces.
  public static func line(_ text: String) -> String {
    isSafe(text) && !text.utf8.contains(UInt8(ascii: "\n")) ? text : mapped(text, lineFeed: " ", tab: " ")
  }

  /// A line with the colours that the program gave it (`ESC [ … m`, ECMA-48 SGR); every other control is made visible.
  public static func keepingColours(_ text: String) -> String {
    guard !isSafe(text) else { return text }
    var result = ""
    var rest = Substring(text)
    while let escape = rest.utf8.firstIndex(of: 0x1B) {
      result += lines(String(rest[..<escape]), keepsTabs: true)
      let after = rest[rest.utf8.index(after: escape)...]
      let parameters = after.utf8.dropFirst().prefix { (0x30...0x39).contains($0) || $0 == 0x3B }
      let isColour = after.utf8.first == UInt8(ascii: "[") && after.utf8[parameters.endIndex...].first == UInt8(ascii: "m")
      let end = isColour ? after.utf8.index(after: parameters.endIndex) : after.startIndex
      result += isColour ? String(rest[escape..<end]) : "\u{241B}"
      rest = rest[end...]
    }
    return result + lines(String(rest), keepsTabs: true)
  }

  /// Returns JSON in which characters that would steer a terminal are escaped as `\\u009b`. JSON has none outside of strings.
  public static func json(_ text: String) -> String {
    guard !isSafe(text) else { return text }
    var result = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      guard isHarmful(scalar) else {
        result.append(scalar)
        continue
      }
      let digits = String(scalar.value, radix: 16)
      result.append(contentsOf: ("\\u" + String(repeating: "0", count: 4 - digits.count) + digits).unicodeScalars)
    }
    return String(result)
  }

  /// Whether a scalar must not reach a terminal as it is; line feeds and tabs are not among them.
  public static func isHarmful(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x09, 0x0A: false
    case 0..<0x20, 0x7F..<0xA0: true
    case 0x2028, 0x2029: true
    // Unicode's Bidi_Control (UAX #9).
    case 0x061C, 0x200E, 0x200F, 0x202A...0x202E, 0x2066...0x2069: true
    default: false
    }
  }

  /// The visible replacement of a harmful scalar.
  package static func picture(of scalar: Unicode.Scalar) -> Unicode.Scalar {
    if scalar.value < 0x20 { return Unicode.Scalar(0x2400 + scalar.value) ?? "\u{FFFD}" }
    return scalar.value == 0x7F ? "\u{2421}" : "\u{FFFD}"
  }

  private static func isSafe(_ text: String) -> Bool {
    var suspicious = false
    for byte in text.utf8 where byte < 0x20 && byte != 0x0A || byte == 0x7F || byte == 0xC2 || byte == 0xD8 || byte == 0xE2 {
      suspicious = true
      break
    }
    return !suspicious || !text.unicodeScalars.contains { isHarmful($0) || $0 == "\t" }
  }

  private static func mapped(_ text: String, lineFeed: Unicode.Scalar, tab: Unicode.Scalar) -> String {
    var result = String.UnicodeScalarView()
    var afterReturn = false
    for scalar in text.unicodeScalars {
      switch scalar.value {
      case 0x0A where afterReturn: break
      case 0x0A, 0x0D, 0x2028, 0x2029: result.append(lineFeed)
      case 0x09: result.append(tab)
      default: result.append(isHarmful(scalar) ? picture(of: scalar) : scalar)
      }
      afterReturn = scalar.value == 0x0D
    }
    return String(result)
  }
}
