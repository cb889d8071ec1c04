import Testing

@testable import Ecosystem

/// Texts of records contain no characters that make them show as another text.
@Suite struct ControlCharacterTests {
  private static func isRefused(_ text: String, as type: FieldType) -> Bool {
    if case .failure = ValueCheck.canonical(.text(text), as: type) { true } else { false }
  }

  @Test(
    "a name with a C1 control, a direction character or a line separator is refused",
    arguments: [0x80, 0x85, 0x9B, 0x9D, 0x9F, 0x061C, 0x200E, 0x200F, 0x202A, 0x202E, 0x2066, 0x2069, 0x2028, 0x2029])
  func names(value: UInt32) throws {
    let sign = String(Character(try #require(Unicode.Scalar(value))))
    #expect(Self.isRefused("Studio\(sign)gpj.exe", as: .text))
    #expect(Self.isRefused(sign, as: .text))
    #expect(Self.isRefused("https://example.org/\(sign)a", as: .url))
  }

  @Test("a long text keeps the marks that Arabic and Hebrew need, and refuses what lasts beyond itself")
  func longTexts() {
    for kept in ["a\u{200F}b", "a\u{061C}b", "a\nb\tc"] { #expect(!Self.isRefused(kept, as: .longText), "\(kept)") }
    for refused in ["a\u{202E}b", "a\u{2067}b", "a\u{9B}2Jb"] { #expect(Self.isRefused(refused, as: .longText)) }
  }

  @Test(
    "names of all alphabets are taken",
    arguments: [
      "Théâtre de l’Étuve – « Côté cour »", "Ünlü Şirket", "شركة الإنتاج", "הפקות", "東京スタジオ", "Ciné\u{A0}12 €", "👩‍🎨 Atelier",
    ])
  func alphabets(name: String) { #expect(!Self.isRefused(name, as: .text)) }
}
