/// The apostrophe in front of texts that spreadsheets would run as formulas: those that begin with `=`, `+`, `-`, `@`, tab or carriage
/// return, as OWASP's page on CSV injection lists them. Numbers with a sign are no formulas.
///
///     FormulaGuard.guarded("=1+1")     // '=1+1
///     FormulaGuard.unguarded("'=1+1")  // =1+1
///
/// Reading takes off one apostrophe. So that every text comes back, one that has the form of a guarded text gets a further apostrophe, also
/// where formulas are not guarded.
public enum FormulaGuard {
  private static let signs = Array("=+-@\t\r".utf8)
  private static let apostrophe = UInt8(ascii: "'")

  /// Returns a text that no spreadsheet runs.
  public static func guarded(_ text: String) -> String { startsFormula(text.utf8) ? "'" + text : escaped(text) }

  /// Returns a text as it is, but for one that has the form of a guarded text.
  public static func escaped(_ text: String) -> String { isGuarded(text) ? "'" + text : text }

  /// Returns the text behind the apostrophe of a guarded text; any other text unchanged.
  public static func unguarded(_ text: String) -> String { isGuarded(text) ? String(text.unicodeScalars.dropFirst()) : text }

  /// Whether apostrophes stand before the sign of a formula.
  private static func isGuarded(_ text: String) -> Bool {
    text.utf8.first == apostrophe && startsFormula(text.utf8.drop { $0 == apostrophe })
  }

  private static func startsFormula(_ bytes: some Collection<UInt8>) -> Bool {
    bytes.first.map(signs.contains) ?? false && !isSignedNumber(bytes)
  }

  /// Whether digits and decimal marks alone follow a plus or minus: a spreadsheet reads a number.
  private static func isSignedNumber(_ bytes: some Collection<UInt8>) -> Bool {
    let digits = UInt8(ascii: "0")...UInt8(ascii: "9")
    guard let sign = bytes.first, sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-") else { return false }
    let rest = bytes.dropFirst()
    return rest.first.map(digits.contains) ?? false
      && rest.allSatisfy { digits.contains($0) || $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: ",") }
  }
}
