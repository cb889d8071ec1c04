import Identifiers
import Localization
import Testing

@Suite("Numbers of registers are checked")
struct IdentifierTests {
  private let schemes = IdentifierSchemes.builtIn

  @Test(
    "a valid number is given back in its canonical writing",
    arguments: [
      ("BE-BCE_KBO", "0403.170.701", "0403170701"), ("BE-BCE_KBO", "403 170 701", "0403170701"),
      ("BE-BCE_KBO", "1000.000.035", nil), ("BE-BCE_KBO", "0403.170.702", nil), ("BE-BCE_KBO", "2403170701", nil),
      ("BE-BCE_KBO", "0000000097", nil), ("BE-BCE_KBO", "", nil), ("BE-BCE_KBO", "٠٤٠٣١٧٠٧٠١", nil),
      ("FR-SIREN", "552 008 443", "552008443"), ("FR-SIREN", "552008444", nil), ("FR-SIREN", "55200844", nil),
      ("FR-SIRET", "732 829 320 00074", "73282932000074"), ("FR-SIRET", "73282932000075", nil),
      ("FR-SIRET", "35600000000048", "35600000000048"), ("FR-SIRET", "35600000049837", "35600000049837"),
      ("FR-SIRET", "35600000049838", nil),
      ("FR-RCS", "552008443", "552008443"),
      ("FR-VAT", "Fr 40 303 265 045", "40303265045"), ("FR-VAT", "84 323 140 391", nil), ("FR-VAT", "K7399859412", "K7399859412"),
      ("FR-VAT", "4z123456782", "4Z123456782"), ("FR-VAT", "IO334175221", nil), ("FR-VAT", "40303265046", nil),
      ("FR-VAT", "53000004605", "53000004605"), ("FR-VAT", "4030326504", nil), ("FR-VAT", "", nil), ("FR-VAT", "FRéé303265045", nil),
      ("LU-RCS", "b 123456", "B123456"), ("LU-RCS", "B012345", nil), ("LU-RCS", "B1234567", nil),
      ("LU-RCS", "123456", nil),
      ("LU-VAT", "LU 150 274 42", "15027442"), ("LU-VAT", "15027443", nil),
      ("BE-BCE_KBO", "BE 0403.170.701", "0403170701"), ("BE-BCE_KBO", "be403170701", "0403170701"),
      ("BE-BCE_KBO", "0403\u{202F}170\u{A0}701\u{200B}", "0403170701"), ("BE-BCE_KBO", "BE 0403\u{2011}170\u{2011}702", nil),
      ("FR-RNA", "w 751 234 567", "W751234567"), ("FR-RNA", "W2A1001234", "W2A1001234"), ("FR-RNA", "W75123456", nil),
      ("FR-RNA", "751234567", nil),
      ("XI-ROR", "038a20b58", "https://ror.org/038a20b58"), ("XI-ROR", "http://ror.org/038a20b58", "https://ror.org/038a20b58"),
      ("XI-ROR", "ror.org/038A20B58", "https://ror.org/038a20b58"),
      ("XI-ROR", "https://www.ror.org/038a20b58/ ", "https://ror.org/038a20b58"),
      ("XI-ROR", "038a20b59", nil), ("XI-ROR", "pas un numéro ROR", nil), ("XI-ROR", "https://example.org/038a20b58", nil),
      ("XI-GRID", "GRID.4399.7", "grid.4399.7"), ("XI-GRID", "grid.4399", nil), ("XI-GRID", "grid..7", nil),
      ("XI-LEI", "7245 00PM K2A2 M1SQ Q228", "724500PMK2A2M1SQQ228"), ("XI-LEI", "724500PMK2A2M1SQQ229", nil),
      ("ISNI", "000000012281955x", "0000 0001 2281 955X"), ("ISNI", "https://isni.org/isni/000000012281955X", "0000 0001 2281 955X"),
      ("ISNI", "0000000122819551", nil), ("WIKIDATA", "https://www.wikidata.org/wiki/Q42", "Q42"), ("WIKIDATA", "Q042", nil),
      ("GB-COH", "sc 123 456", "SC123456"), ("GB-COH", "1234567", nil), ("NL-KVK", "1234-5678", "12345678"), ("GB-CHC", "12345a", nil),
    ] as [(String, String, String?)])
  func canonical(scheme: String, written: String, wanted: String?) {
    #expect(schemes.canonical(written, scheme: scheme) == wanted)
  }

  @Test("a number of one's own list is kept as it is, when its shape is sane")
  func privateScheme() {
    #expect(schemes.canonical("Membre 12", scheme: "XX-MEMBERS") == "Membre 12")
    for bad in ["", " x", "x ", "a\u{7}b", String(repeating: "1", count: 101)] {
      #expect(schemes.canonical(bad, scheme: "XX-MEMBERS") == nil)
    }
  }

  @Test(
    "other schemes are not known, nor is one in other letters", arguments: ["BE-BCE-KBO", "be-bce_kbo", "ROR", "XX-", "XX-é", "xx-own", ""])
  func unknownScheme(id: String) {
    #expect(!schemes.isKnown(id) && schemes.canonical("0403170701", scheme: id) == nil)
  }

  @Test(
    "the canonical writing of each scheme is its own canonical writing",
    arguments: [
      ("BE-BCE_KBO", "0403170701"), ("FR-RNA", "W751234567"), ("XI-ROR", "https://ror.org/038a20b58"), ("XI-GRID", "grid.4399.7"),
      ("XI-LEI", "724500PMK2A2M1SQQ228"), ("WIKIDATA", "Q42"), ("ISNI", "0000 0001 2281 955X"),
    ])
  func settled(scheme: String, number: String) { #expect(schemes.canonical(number, scheme: scheme) == number) }

  @Test("a plugin can bring the check of a register")
  func extensionPoint() {
    var schemes = IdentifierSchemes.builtIn
    let wanted = LocalizedText([.fr: "trois lettres", .en: "three letters"])
    schemes.add(IdentifierScheme(id: "XX-ABC", wanted: wanted) { $0.count == 3 ? $0.uppercased() : nil })
    #expect(schemes.canonical("abc", scheme: "XX-ABC") == "ABC")
    #expect(schemes.canonical("abcd", scheme: "XX-ABC") == nil)
    #expect(schemes.wanted(scheme: "XX-ABC") == wanted)
    #expect(schemes.ids.contains("XX-ABC"))
  }
}
