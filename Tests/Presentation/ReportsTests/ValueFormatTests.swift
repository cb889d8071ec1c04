import Ecosystem
import Reports
import Testing

@Suite("Numbers, money and dates as people read them")
struct ValueFormatTests {
  private let french = ValueFormat(.fr)
  private let english = ValueFormat(.en)

  @Test("whole numbers are grouped by threes")
  func integers() {
    #expect(french.integer(1_680_000) == "1\u{202F}680\u{202F}000")
    #expect(english.integer(1_680_000) == "1,680,000")
    #expect(french.integer(999) == "999")
    #expect(french.integer(-1234) == "\u{2212}1\u{202F}234")
    #expect(english.integer(.min) == "\u{2212}9,223,372,036,854,775,808")
  }

  @Test("numbers show the decimals they need, two at most unless they are tiny")
  func numbers() {
    #expect(french.number(1234.5) == "1\u{202F}234,5")
    #expect(english.number(1234.5) == "1,234.5")
    #expect(english.number(3) == "3")
    #expect(english.number(0.1 + 0.2) == "0.3")
    #expect(english.number(0.004321) == "0.0043")
    #expect(english.number(0) == "0")
  }

  @Test(
    "halves round away from zero, on the digits people see",
    arguments: [
      (2.675, 2, "2.68"), (0.125, 2, "0.13"), (-2.5, 0, "\u{2212}3"), (9.999, 2, "10.00"),
      (999_999.999, 1, "1,000,000.0"),
      (-0.001, 2, "0.00"), (999_999_999_999_999, 0, "999,999,999,999,999"), (1.5e-7, 3, "0.000"), (12.3, 3, "12.300"),
    ])
  func rounding(_ value: Double, _ decimals: Int, _ expected: String) {
    #expect(english.number(value, decimals: decimals) == expected)
  }

  @Test("numbers beyond all units are written with a power of ten")
  func scientific() {
    #expect(french.number(1e15) == "1,00\u{A0}×\u{A0}10¹⁵")
    #expect(english.number(-1.7976e308) == "\u{2212}1.80\u{A0}×\u{A0}10³⁰⁸")
    #expect(english.number(9.999e20, decimals: 2) == "1.00\u{A0}×\u{A0}10²¹")
    #expect(english.number(1.2345e-9) == "1.23\u{A0}×\u{A0}10⁻⁹")
    #expect(english.number(1.2345e-9, decimals: 3) == "0.000")
  }

  @Test("what is no number says so")
  func notFinite() {
    #expect(english.number(.infinity) == "∞")
    #expect(english.number(-.infinity) == "\u{2212}∞")
    #expect(english.number(.nan) == "–")
  }

  @Test("fractions are written in hundredths without binary noise")
  func percents() {
    #expect(french.percent(0.4) == "40\u{202F}%")
    #expect(english.percent(0.07) == "7%")
    #expect(english.percent(0.3854) == "38.54%")
    #expect(english.percent(1.0 / 3) == "33.33%")
  }

  @Test("amounts carry the sign of their currency where the language puts it")
  func money() {
    #expect(french.money(cents: 1_680_000_000, currency: "EUR") == "16\u{202F}800\u{202F}000\u{A0}€")
    #expect(english.money(cents: 1_680_000_000, currency: "EUR") == "€16,800,000")
    #expect(french.money(cents: 1234, currency: "EUR") == "12,34\u{A0}€")
    #expect(english.money(cents: -5, currency: "GBP") == "\u{2212}£0.05")
    #expect(english.money(cents: 100_000, currency: "CHF") == "CHF\u{A0}1,000")
    #expect(english.money(cents: 100, currency: "EUR", hasCents: true) == "€1.00")
    #expect(english.money(cents: .min, currency: "EUR") == "\u{2212}€92,233,720,368,547,758.08")
  }

  @Test("dates are written with the precision they have")
  func dates() {
    #expect(french.date("2024-05-12") == "12/05/2024")
    #expect(french.date("2024-05-12", length: .long) == "12\u{A0}mai\u{A0}2024")
    #expect(french.date("2024-05-01", length: .long) == "1er\u{A0}mai\u{A0}2024")
    #expect(english.date("2024-05-12") == "12\u{A0}May\u{A0}2024")
    #expect(french.date("2024-05") == "05/2024")
    #expect(french.date("2024-05", length: .long) == "mai\u{A0}2024")
    #expect(english.date("2024") == "2024")
    #expect(french.date("2024-05-12T10:00:00Z") == "12/05/2024")
  }

  @Test(
    "what is no date stays as it is",
    arguments: [
      "fin octobre", "2024-13-01", "2023-02-29", "2024-5-1", "20240512", "", "2024-", "-024-01-01", "2024-05-12-01",
      "2024T10", "2024-05T10:00",
    ])
  func noDates(_ text: String) {
    #expect(french.date(text) == text)
  }
}
