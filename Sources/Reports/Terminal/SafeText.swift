/// Makes text from data harmless for a terminal or a page.
///
/// Control characters would move the cursor, ring or colour; those that turn the direction of writing would let a
/// name show as another (CVE-2021-42574, «Trojan Source»). Each becomes visible: the C0 controls and DEL as their
/// Control Pictures (U+2400…), the others as U+FFFD.
public enum SafeText {
  /// The text with controls made visible; line feeds stay, tabs become spaces, CR LF and CR become line feeds.
  public static func lines(_ text: String) -> String {
    isSafe(text) ? text : mapped(text, lineFeed: "\n")
  }

  /// The same on one line: line breaks become spaces.
  public static func line(_ text: String) -> String {
    isSafe(text) && !text.utf8.contains(UInt8(ascii: "\n")) ? text : mapped(text, lineFeed: " ")
  }

  /// Whether a scalar must not reach a terminal as it is; line feeds and tabs are not among them.
  static func isHarmful(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x09, 0x0A: false
    case 0..<0x20, 0x7F..<0xA0: true
    case 0x2028, 0x2029, 0x202A...0x202E, 0x2066...0x2069: true
    default: false
    }
  }

  /// The visible stand-in of a harmful scalar.
  static func picture(of scalar: Unicode.Scalar) -> Unicode.Scalar {
    if scalar.value < 0x20 { return Unicode.Scalar(0x2400 + scalar.value) ?? "\u{FFFD}" }
    return scalar.value == 0x7F ? "\u{2421}" : "\u{FFFD}"
  }

  private static func isSafe(_ text: String) -> Bool {
    var suspicious = false
    for byte in text.utf8 where byte < 0x20 && byte != 0x0A || byte == 0x7F || byte == 0xC2 || byte == 0xE2 {
      suspicious = true
      break
    }
    return !suspicious || !text.unicodeScalars.contains { isHarmful($0) || $0 == "\t" }
  }

  private static func mapped(_ text: String, lineFeed: Unicode.Scalar) -> String {
    var result = String.UnicodeScalarView()
    var afterReturn = false
    for scalar in text.unicodeScalars {
      switch scalar.value {
      case 0x0A where afterReturn: break
      case 0x0A, 0x0D, 0x2028, 0x2029: result.append(lineFeed)
      case 0x09: result.append(" ")
      default: result.append(isHarmful(scalar) ? picture(of: scalar) : scalar)
      }
      afterReturn = scalar.value == 0x0D
    }
    return String(result)
  }
}
