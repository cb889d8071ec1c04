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
    ] as [(String, String, String?)])
  func canonical(scheme: String, written: String, wanted: String?) {
    #expect(schemes.canonical(written, scheme: scheme) == wanted)
  }

  @Test("a number of an unknown register is kept as it is, when its shape is sane")
  func unknownScheme() {
    #expect(schemes.canonical("Q51785503", scheme: "XI-WIKIDATA") == "Q51785503")
    for bad in ["", " x", "x ", "a\u{7}b", String(repeating: "1", count: 101)] {
      #expect(schemes.canonical(bad, scheme: "XI-WIKIDATA") == nil)
    }
  }

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
