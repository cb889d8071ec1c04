import Localization

extension IdentifierScheme {
  /// The number in the Registre de commerce et des sociétés of Luxembourg: a letter for the kind of person and one to
  /// six digits without leading zero, e.g. B123456.
  public static let luxembourgRCS = IdentifierScheme(
    id: "LU-RCS",
    wanted: LocalizedText(
      "identifiers.luxembourg-enterprise.letter-followed-one-six"),
    canonical: canonicalRCS)

  /// The Luxembourg VAT number: eight digits, the last two the first six modulo 89; the prefix LU is taken off.
  public static let luxembourgVAT = IdentifierScheme(
    id: "LU-VAT",
    wanted: LocalizedText(
      "identifiers.luxembourg-enterprise.eight-digits-which-last"),
    canonical: canonicalVAT)

  private static func canonicalRCS(_ text: String) -> String? {
    let compact = Digits.compact(text).asciiUppercased
    guard compact.isASCII, let letter = compact.utf8.first, UInt8(ascii: "A")...UInt8(ascii: "Z") ~= letter else { return nil }
    let number = compact.dropFirst()
    guard
      (1...6).contains(number.utf8.count),
      let digits = Digits.digits(number, count: number.utf8.count), digits[0] > 0
    else { return nil }
    return compact
  }

  private static func canonicalVAT(_ text: String) -> String? {
    var compact = Digits.compact(text).asciiUppercased
    guard compact.isASCII else { return nil }
    if compact.hasPrefix("LU") { compact.removeFirst(2) }
    guard let digits = Digits.digits(compact, count: 8) else { return nil }
    return Digits.value(digits.prefix(6)) % 89 == Digits.value(digits.suffix(2)) ? compact : nil
  }
}
