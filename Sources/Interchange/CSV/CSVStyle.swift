import Localization

/// The form of CSV that its readers want: programs, or Excel.
///
/// A number stands with a decimal point, or with the comma of Excel in French and German; one with three decimals gets a further zero where
/// a reader of lists could take these for a group of thousands.
public struct CSVStyle: Sendable, Hashable {
  /// The ASCII character between fields.
  public var delimiter = UInt8(ascii: ",")
  public var hasDecimalComma = false
  /// Whether the file begins with the byte-order mark by which Excel knows UTF-8.
  public var hasByteOrderMark = false
  /// Whether a text that a spreadsheet could take for a formula gets an apostrophe in front; see ``FormulaGuard``.
  public var guardsFormulas = false

  /// The style of RFC 4180, for programs.
  public init(delimiter: UInt8 = UInt8(ascii: ","), guardsFormulas: Bool = false) {
    (self.delimiter, self.guardsFormulas) = (delimiter, guardsFormulas)
  }

  /// The style that Excel opens by a double click in a language.
  public static func excel(_ language: Language) -> CSVStyle {
    var style = CSVStyle(guardsFormulas: true)
    style.hasByteOrderMark = true
    style.hasDecimalComma = Typography(language).decimalSign == ","
    if style.hasDecimalComma { style.delimiter = UInt8(ascii: ";") }
    return style
  }

  /// The bytes before the first row.
  public var beginning: String { hasByteOrderMark ? "\u{FEFF}" : "" }

  /// Returns a text as a field holds it.
  public func text(_ text: String) -> String { guardsFormulas ? FormulaGuard.guarded(text) : FormulaGuard.escaped(text) }

  /// Returns a number, given with a decimal point, as a field holds it.
  public func number(_ digits: String) -> String {
    let marked = delimiter == UInt8(ascii: ",") ? digits : Self.marked(digits)
    return hasDecimalComma ? marked.replacing(".", with: ",") : marked
  }

  private static func marked(_ digits: String) -> String {
    let parts = digits.utf8.split(separator: UInt8(ascii: "."))
    return parts.count == 2 && parts[1].count == 3 && !digits.utf8.contains(UInt8(ascii: "e")) ? digits + "0" : digits
  }
}
