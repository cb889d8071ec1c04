import Localization

extension IdentifierScheme {
  /// The number in the French register of associations (Répertoire national des associations, decree of 16 August 1901 as amended):
  /// W, the three characters of the registry, the first of them a digit, and six digits, e.g. W751234567. There is no check digit.
  public static let frenchAssociation = IdentifierScheme(
    id: "FR-RNA", wanted: LocalizedText("identifiers.french-association.form"),
    canonical: { text in
      let compact = Array(Digits.compact(text).asciiUppercased.utf8)
      let isDigit = { (byte: UInt8) in UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte }
      let isLetter = { (byte: UInt8) in UInt8(ascii: "A")...UInt8(ascii: "Z") ~= byte }
      guard compact.count == 10, compact[0] == UInt8(ascii: "W"), isDigit(compact[1]),
        compact[2...3].allSatisfy({ isDigit($0) || isLetter($0) }), compact[4...].allSatisfy(isDigit)
      else { return nil }
      return String(decoding: compact, as: UTF8.self)
    })
}
