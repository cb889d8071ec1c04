import Localization

extension IdentifierScheme {
  /// The French VAT number (Code général des impôts, article 286 ter; annexe II, article 216 F): a key of two characters and the
  /// SIREN; the prefix FR is taken off. Enterprises of Monaco have a number that begins with 000 and is no SIREN.
  ///
  /// A key of two digits is 12 plus three times the SIREN, modulo 97. One with a letter, of which I and O are none, is counted in 34
  /// characters and agrees with the SIREN modulo 11, as python-stdnum's `fr.tva` describes it.
  public static let frenchVAT = IdentifierScheme(
    id: "FR-VAT",
    wanted: LocalizedText(
      "identifiers.french-vat.key-two-characters-valid"),
    canonical: canonicalVAT)

  /// The characters of a key, by value.
  private static let keyCharacters = Array("0123456789ABCDEFGHJKLMNPQRSTUVWXYZ".utf8)

  private static func canonicalVAT(_ text: String) -> String? {
    var compact = Digits.compact(text).asciiUppercased
    // A combining mark belongs to the character before it, so that the bytes and the characters below would differ.
    guard compact.isASCII else { return nil }
    if compact.hasPrefix("FR") { compact.removeFirst(2) }
    let key = compact.utf8.prefix(2).compactMap(keyCharacters.firstIndex)
    guard key.count == 2, let digits = Digits.digits(compact.dropFirst(2), count: 9) else { return nil }
    let isOfMonaco = digits.prefix(3) == [0, 0, 0]
    guard isOfMonaco || canonicalSIREN(String(compact.dropFirst(2))) != nil else { return nil }
    return agrees(key, Digits.value(digits)) ? compact : nil
  }

  private static func agrees(_ key: [Int], _ number: Int) -> Bool {
    if key.allSatisfy({ $0 < 10 }) { return Digits.value(key) == (12 + 3 * (number % 97)) % 97 }
    let value = key[0] < 10 ? key[0] * 24 + key[1] - 10 : key[0] * 34 + key[1] - 100
    return (number + 1 + value / 11) % 11 == value % 11
  }
}
