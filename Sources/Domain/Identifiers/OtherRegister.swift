import Localization

/// A register whose numbers have a form, but no check that Grappe knows.
struct OtherRegister: Sendable {
  /// The characters of a number.
  enum Characters: Sendable {
    case digits
    case lettersAndDigits
  }

  /// The org-id.guide prefix.
  let id: String
  let characters: Characters
  /// The number of characters, without blanks and punctuation.
  let length: ClosedRange<Int>

  private init(_ id: String, _ characters: Characters, length: ClosedRange<Int>) {
    (self.id, self.characters, self.length) = (id, characters, length)
  }

  /// The scheme that keeps numbers without blanks and punctuation, in capitals.
  var scheme: IdentifierScheme {
    IdentifierScheme(id: id, wanted: wanted) { text in
      let compact = Digits.compact(text).asciiUppercased
      let isGood = compact.utf8.allSatisfy { byte in
        (0x30...0x39).contains(byte) || characters == .lettersAndDigits && (0x41...0x5A).contains(byte)
      }
      return isGood && length.contains(compact.utf8.count) ? compact : nil
    }
  }

  private var wanted: LocalizedText {
    LocalizedText(
      characters == .digits ? "identifiers.other-register.digits" : "identifiers.other-register.letters-and-digits",
      ["low": length.lowerBound, "high": length.upperBound])
  }

  /// Registers of Belgium's, France's and Luxembourg's partners in Europe, and of funders.
  static let all = [
    OtherRegister("AT-FB", .lettersAndDigits, length: 2...7),
    OtherRegister("AT-ZVR", .digits, length: 9...10),
    OtherRegister("CH-FDJP", .lettersAndDigits, length: 9...12),
    OtherRegister("CZ-ICO", .digits, length: 8...8),
    OtherRegister("DE-CR", .lettersAndDigits, length: 4...40),
    OtherRegister("DK-CVR", .digits, length: 8...8),
    OtherRegister("ES-NIF", .lettersAndDigits, length: 9...9),
    OtherRegister("FI-PRO", .digits, length: 8...8),
    OtherRegister("FR-INSEE", .digits, length: 9...14),
    OtherRegister("GB-CHC", .digits, length: 6...8),
    OtherRegister("GB-COH", .lettersAndDigits, length: 8...8),
    OtherRegister("GB-EDU", .digits, length: 6...6),
    OtherRegister("GB-GOR", .lettersAndDigits, length: 2...8),
    OtherRegister("GB-NIC", .digits, length: 6...6),
    OtherRegister("GB-SC", .lettersAndDigits, length: 8...8),
    OtherRegister("GB-UKPRN", .digits, length: 8...8),
    OtherRegister("IE-CHY", .digits, length: 2...6),
    OtherRegister("IE-CRO", .digits, length: 2...6),
    OtherRegister("IT-CF", .lettersAndDigits, length: 11...16),
    OtherRegister("IT-RI", .lettersAndDigits, length: 7...16),
    OtherRegister("NL-KVK", .digits, length: 8...8),
    OtherRegister("NO-BRC", .digits, length: 9...9),
    OtherRegister("PL-KRS", .digits, length: 10...10),
    OtherRegister("PL-NIP", .digits, length: 10...10),
    OtherRegister("PT-NIPPC", .digits, length: 9...9),
    OtherRegister("SE-ON", .digits, length: 10...10),
    OtherRegister("US-EIN", .digits, length: 9...9),
    OtherRegister("XI-DUNS", .digits, length: 9...9),
    OtherRegister("XI-EORI", .lettersAndDigits, length: 3...17),
    OtherRegister("FUNDREF", .digits, length: 5...15),
    OtherRegister("XI-IATI", .lettersAndDigits, length: 2...40),
    OtherRegister("XI-PB", .lettersAndDigits, length: 1...40),
    OtherRegister("XM-DAC", .digits, length: 1...10),
  ]
}
