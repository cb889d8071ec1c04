import Localization

extension IdentifierScheme {
  /// The legal entity identifier (ISO 17442): eighteen letters and digits, and two digits that check them (ISO/IEC 7064, MOD 97-10).
  public static let lei = IdentifierScheme(
    id: "XI-LEI", wanted: LocalizedText("identifiers.worldwide.lei"), canonical: canonicalLEI)

  /// The international standard name identifier (ISO 27729): fifteen digits and a check character (ISO/IEC 7064, MOD 11-2),
  /// kept in four groups as the standard shows it.
  public static let isni = IdentifierScheme(
    id: "ISNI", wanted: LocalizedText("identifiers.worldwide.isni"), canonical: canonicalISNI)

  /// An item of Wikidata: Q and a number without leading zero.
  public static let wikidata = IdentifierScheme(
    id: "WIKIDATA", wanted: LocalizedText("identifiers.worldwide.wikidata"), canonical: canonicalWikidata)

  private static func canonicalLEI(_ text: String) -> String? {
    let compact = Digits.compact(text).asciiUppercased
    guard compact.utf8.count == 20, Digits.digits(String(compact.suffix(2)), count: 2) != nil else { return nil }
    var remainder = 0
    for byte in compact.utf8 {
      switch byte {
      case 0x30...0x39: remainder = (remainder * 10 + Int(byte - 0x30)) % 97
      case 0x41...0x5A: remainder = (remainder * 100 + Int(byte - 0x41) + 10) % 97
      default: return nil
      }
    }
    return remainder == 1 ? compact : nil
  }

  private static func canonicalISNI(_ text: String) -> String? {
    let number = Address.last(Digits.blankless(text).asciiLowercased, of: ["isni.org/isni/", "isni.org/"])
    let compact = Digits.compact(number).asciiUppercased
    guard compact.utf8.count == 16, let digits = Digits.digits(String(compact.dropLast()), count: 15) else { return nil }
    let check = (12 - digits.reduce(0) { ($0 + $1) * 2 % 11 } % 11) % 11
    guard compact.hasSuffix(check == 10 ? "X" : "\(check)") else { return nil }
    let characters = Array(compact.utf8)
    return stride(from: 0, to: 16, by: 4).map { String(decoding: characters[$0..<$0 + 4], as: UTF8.self) }.joined(separator: " ")
  }

  private static func canonicalWikidata(_ text: String) -> String? {
    let number = Address.last(Digits.blankless(text), of: ["wikidata.org/wiki/", "wikidata.org/entity/"]).asciiUppercased
    let digits = number.utf8.dropFirst()
    guard number.utf8.first == UInt8(ascii: "Q"), (1...12).contains(digits.count), digits.first != UInt8(ascii: "0"),
      digits.allSatisfy({ (0x30...0x39).contains($0) })
    else { return nil }
    return number
  }
}
