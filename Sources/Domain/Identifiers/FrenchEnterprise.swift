import Localization

extension IdentifierScheme {
  /// The French SIREN (INSEE, Code de commerce R123-221): nine digits that satisfy Luhn.
  public static let siren = IdentifierScheme(
    id: "FR-SIREN",
    wanted: LocalizedText(
      "identifiers.french-enterprise.nine-digits-which-last"),
    canonical: canonicalSIREN)

  /// The same number under the prefix org-id.guide gives to the register of commerce.
  public static let frenchRCS = IdentifierScheme(id: "FR-RCS", wanted: siren.wanted, canonical: canonicalSIREN)

  /// The French SIRET: fourteen digits, a SIREN and five of the establishment, that satisfy Luhn. Establishments of La
  /// Poste (SIREN 356000000) have a digit sum divisible by five instead, except its head office 35600000000048 (INSEE).
  public static let siret = IdentifierScheme(
    id: "FR-SIRET",
    wanted: LocalizedText(
      "identifiers.french-enterprise.fourteen-digits-valid-siren"),
    canonical: canonicalSIRET)

  static func canonicalSIREN(_ text: String) -> String? {
    let compact = Digits.compact(text)
    guard let digits = Digits.digits(compact, count: 9), Digits.isLuhn(digits) else { return nil }
    return compact
  }

  private static func canonicalSIRET(_ text: String) -> String? {
    let compact = Digits.compact(text)
    guard let digits = Digits.digits(compact, count: 14), canonicalSIREN(String(compact.prefix(9))) != nil else {
      return nil
    }
    let isLaPoste = compact.hasPrefix("356000000") && compact != "35600000000048"
    let isValid = isLaPoste ? digits.reduce(0, +) % 5 == 0 : Digits.isLuhn(digits)
    return isValid ? compact : nil
  }
}
