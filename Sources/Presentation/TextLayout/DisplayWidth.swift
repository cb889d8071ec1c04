/// The number of terminal columns that a text takes, and cutting, padding and wrapping by that measure.
///
/// Widths follow Unicode Standard Annex #11 (wide and full-width characters take two columns) and the manner of
/// `wcswidth`: combining marks, joiners and format characters take none, emoji take two. A text is cut between
/// grapheme clusters only, never within «é» or a family of emoji. Control characters take none and belong through
/// ``SafeText`` first.
public enum DisplayWidth {
  /// The columns a text takes.
  public static func of(_ text: some StringProtocol) -> Int {
    if text.utf8.allSatisfy({ $0 >= 0x20 && $0 < 0x7F }) { return text.utf8.count }
    return text.reduce(0) { $0 + of($1) }
  }

  /// The columns a grapheme cluster takes.
  public static func of(_ character: Character) -> Int {
    if let ascii = character.asciiValue { return ascii < 0x20 || ascii == 0x7F ? 0 : 1 }
    var width = 0
    var previous: Unicode.Scalar?
    var isJoined = false
    for scalar in character.unicodeScalars {
      if isJoined {
        isJoined = false
      } else if isEmojiSelector(scalar, after: previous), width == 1 {
        width = 2
      } else if !completes(scalar, previous) {
        width += columns(of: scalar)
      }
      if scalar.value == 0x200D { isJoined = true }
      previous = scalar
    }
    return width
  }

  /// Cuts a text to a width; a cut text ends with «…».
  public static func cut(_ text: String, to width: Int) -> String {
    guard of(text) > width else { return text }
    guard width > 0 else { return "" }
    var kept = prefix(text, width: width - 1)
    while kept.last == " " { kept.removeLast() }
    return kept + "…"
  }

  /// Fills a text with spaces up to a width; a text that is wider stays as it is.
  public static func pad(_ text: String, to width: Int, _ alignment: TextAlignment = .left) -> String {
    let missing = max(0, width - of(text))
    guard missing > 0 else { return text }
    switch alignment {
    case .left: return text + spaces(missing)
    case .right: return spaces(missing) + text
    case .center: return spaces(missing / 2) + text + spaces(missing - missing / 2)
    }
  }

  /// The longest beginning of a text that takes at most a width.
  static func prefix(_ text: String, width: Int) -> String {
    var kept = ""
    var taken = 0
    for character in text {
      taken += of(character)
      if taken > width { break }
      kept.append(character)
    }
    return kept
  }

  /// Returns a number of spaces, none for a negative one.
  package static func spaces(_ count: Int) -> String { String(repeating: " ", count: max(0, count)) }

  private static func isEmojiSelector(_ scalar: Unicode.Scalar, after previous: Unicode.Scalar?) -> Bool {
    scalar.value == 0xFE0F && previous?.properties.isEmoji == true
  }

  /// Whether a scalar only changes the one before it: the tone of a skin, the second letter of a flag.
  private static func completes(_ scalar: Unicode.Scalar, _ previous: Unicode.Scalar?) -> Bool {
    guard let previous else { return false }
    return scalar.properties.isEmojiModifier && previous.properties.isEmojiModifierBase
      || isFlagLetter(scalar) && isFlagLetter(previous)
  }

  private static func isFlagLetter(_ scalar: Unicode.Scalar) -> Bool { (0x1F1E6...0x1F1FF).contains(scalar.value) }

  private static func columns(of scalar: Unicode.Scalar) -> Int {
    if scalar.value < 0x300 { return scalar.value == 0xAD || scalar.value < 0x20 ? 0 : 1 }
    if EastAsianWidth.isWide(scalar) || isFlagLetter(scalar) { return isZeroWidth(scalar) ? 0 : 2 }
    return isZeroWidth(scalar) ? 0 : 1
  }

  private static func isZeroWidth(_ scalar: Unicode.Scalar) -> Bool {
    // Vowels and finals of Hangul that join the syllable before them.
    if (0x1160...0x11FF).contains(scalar.value) || (0xD7B0...0xD7FF).contains(scalar.value) { return true }
    if isPrependedSign(scalar) { return false }
    // The half-width filler of Hangul shows nothing.
    if scalar.value == 0xFFA0 { return true }
    switch scalar.properties.generalCategory {
    case .nonspacingMark, .enclosingMark, .spacingMark, .format, .control, .lineSeparator, .paragraphSeparator:
      return true
    default: return false
    }
  }

  /// Signs of the category «format» that are seen: the Prepended_Concatenation_Mark of the Unicode Character Database.
  private static func isPrependedSign(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x600...0x605, 0x6DD, 0x70F, 0x890...0x891, 0x8E2, 0x110BD, 0x110CD: true
    default: false
    }
  }
}
