import Localization

extension IdentifierScheme {
  /// The Belgian enterprise number (Banque-Carrefour des Entreprises, royal decree of 24 June 2003): ten digits, the
  /// first 0 or 1, the last two 97 minus the first eight modulo 97. An old number of nine digits gets its leading 0; the prefix BE,
  /// with which it is the number for VAT, is taken off.
  public static let belgianEnterprise = IdentifierScheme(
    id: "BE-BCE_KBO",
    wanted: LocalizedText(
      "identifiers.belgian-enterprise.ten-digits-beginning-0"),
    canonical: canonicalBelgianEnterprise)

  private static func canonicalBelgianEnterprise(_ text: String) -> String? {
    var compact = Digits.compact(text).asciiUppercased
    if compact.isASCII, compact.hasPrefix("BE") { compact.removeFirst(2) }
    if compact.utf8.count == 9 { compact = "0" + compact }
    guard let digits = Digits.digits(compact, count: 10), digits[0] <= 1, Digits.value(digits.prefix(8)) > 0 else {
      return nil
    }
    let check = 97 - Digits.value(digits.prefix(8)) % 97
    return Digits.value(digits.suffix(2)) == check ? compact : nil
  }
}
