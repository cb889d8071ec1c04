import Localization

extension IdentifierScheme {
  /// The Research Organization Registry (ror.org): 0, six characters of Crockford's base 32, and two digits that check them (ISO/IEC
  /// 7064, modulo 97). It is kept as the registry writes it, https://ror.org/ and the nine characters.
  public static let ror = IdentifierScheme(
    id: "XI-ROR", wanted: LocalizedText("identifiers.research-organisation.ror"), canonical: canonicalROR)

  /// The Global Research Identifier Database, closed in 2021 in favour of ROR: grid.419696.5.
  public static let grid = IdentifierScheme(
    id: "XI-GRID", wanted: LocalizedText("identifiers.research-organisation.grid"), canonical: canonicalGRID)

  private static let rorAddress = "https://ror.org/"
  private static let rorCharacters = Array("0123456789abcdefghjkmnpqrstvwxyz".utf8)

  private static func canonicalROR(_ text: String) -> String? {
    let number = Address.last(Digits.blankless(text).asciiLowercased, of: ["ror.org/"])
    let characters = Array(number.utf8)
    guard characters.count == 9, characters[0] == UInt8(ascii: "0"), let check = Digits.digits(String(number.suffix(2)), count: 2)
    else { return nil }
    var value = 0
    for character in characters.dropLast(2) {
      guard let digit = rorCharacters.firstIndex(of: character) else { return nil }
      value = value * 32 + digit
    }
    return 98 - value * 100 % 97 == Digits.value(check) ? rorAddress + number : nil
  }

  private static func canonicalGRID(_ text: String) -> String? {
    let number = Address.last(Digits.blankless(text).asciiLowercased, of: ["grid.ac/institutes/"])
    let parts = number.utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
    guard parts.count == 3, parts[0].elementsEqual("grid".utf8), (1...6).contains(parts[1].count), (1...2).contains(parts[2].count),
      parts[1].allSatisfy({ (0x30...0x39).contains($0) }),
      parts[2].allSatisfy({ (0x30...0x39).contains($0) || (0x61...0x66).contains($0) })
    else { return nil }
    return number
  }
}

/// Numbers that are also written as web addresses.
enum Address {
  /// Returns the rest of an address after one of these hosts and paths, without scheme and `www.`; another text as it is.
  static func last(_ text: String, of places: [String]) -> String {
    var rest = Substring(text)
    for start in ["https://", "http://", "www."] where rest.utf8.starts(with: start.utf8) { rest = rest.dropFirst(start.count) }
    guard let place = places.first(where: { rest.utf8.starts(with: $0.utf8) }) else { return text }
    rest = rest.dropFirst(place.count)
    return String(rest.utf8.last == UInt8(ascii: "/") ? rest.dropLast() : rest)
  }
}
