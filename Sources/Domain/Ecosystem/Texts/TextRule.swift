/// The rule by which the texts of a field are brought to their normal form and compared.
///
/// Every text is kept in Unicode's form NFC, without blanks at its edges. A blank is white space, or one of the characters without
/// width that programs leave behind in copied text (U+200B, U+FEFF, U+2060).
public enum TextRule: String, Sendable, Hashable, CaseIterable {
  /// One line: a run of blanks is one space; a line break inside is refused.
  case line
  /// The name of something, or of a place, in one line: it holds a letter or a digit, and equals another one without regard to
  /// letter case, accents and ligatures.
  case name
  /// Several lines: line breaks are kept as U+000A, each line without blanks at its end, a run of blanks inside it is one.
  case lines

  /// Whether two texts are equal without regard to letter case, accents and ligatures.
  public var folds: Bool { self == .name }

  /// Returns the text in its normal form; empty for a text of blanks alone. A text in normal form is returned as it is.
  public func normal(_ text: String) -> String {
    if isPlain(text) { return text }
    let composed = TextComposition.composed(text)
    return self == .lines ? BlankRuns.cut(lines: composed) : BlankRuns.cut(line: composed)
  }

  /// Whether a text in normal form has all that the rule asks for.
  public func admits(_ normal: String) -> Bool {
    self != .name || normal.unicodeScalars.contains { $0.properties.isAlphabetic || $0.properties.numericType != nil }
  }

  /// Whether the text is of printable ASCII, with single spaces that are not at its edges, as most are.
  private func isPlain(_ text: String) -> Bool {
    var before: UInt8 = 0x20
    for byte in text.utf8 {
      guard (0x20...0x7E).contains(byte), byte != 0x20 || before != 0x20 else { return false }
      before = byte
    }
    return before != 0x20
  }
}
