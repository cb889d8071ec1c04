import Ecosystem
import Testing

@testable import Cells

@Suite("Amounts of money are read in major units, with their currency")
struct MoneyReadingTests {
  private func alone(_ text: String, _ content: CellContent = .amount) throws -> FieldValue {
    var survey = ColumnSurvey(content)
    survey.take(text, line: 2)
    return try CellReader(content, try survey.convention()).value(text, column: "m")
  }

  @Test(
    "an amount is in major units, whatever marks separate its digits",
    arguments: [
      ("15000", 1_500_000), ("15 000,00", 1_500_000), ("15,000.00", 1_500_000), ("15.000", 1_500_000), ("15,000", 1_500_000),
      ("15000.5", 1_500_050), ("15000,5", 1_500_050), ("1.234.567,89", 123_456_789), ("1'234.50", 123_450), ("-1.500,00", -150_000),
      ("15000.5000", 1_500_050), ("0,99", 99), ("250,-", 25_000), ("250.–", 25_000), ("150000.000", 15_000_000),
    ] as [(String, Int64)])
  func amounts(text: String, cents: Int64) throws {
    #expect(try alone(text) == ["amount": .integer(cents)])
  }

  @Test(
    "a currency is read before or after the amount",
    arguments: [
      ("€ 15.000", "EUR", 1_500_000), ("15 000,00 €", "EUR", 1_500_000), ("EUR 15,000.00", "EUR", 1_500_000), ("-€15", "EUR", -1_500),
      ("€ -15", "EUR", -1_500), ("£1,250", "GBP", 125_000), ("1'250.50 CHF", "CHF", 125_050), ("12 euros", "EUR", 1_200),
      ("$99.95", "USD", 9_995), ("500 kr", nil, 0), ("15 €/h", nil, 0), ("€ 15 EUR", nil, 0),
    ] as [(String, String?, Int64)])
  func currencies(text: String, currency: String?, cents: Int64) throws {
    guard let currency else {
      #expect(throws: CellProblem.self) { try alone(text) }
      return
    }
    #expect(try alone(text) == ["amount": .integer(cents), "currency": .text(currency)])
  }

  @Test("a third decimal, a multiplier and a hexadecimal number are refused", arguments: ["1.2345", "12,3456", "15 k", "0x10", "1e5", "-"])
  func refused(text: String) {
    #expect(throws: CellProblem.self) { try alone(text) }
  }

  @Test("a column of cents holds cents")
  func cents() throws {
    #expect(try alone("1500050", .cents) == ["amount": 1_500_050])
    #expect(throws: CellProblem.self) { try alone("15000.50", .cents) }
  }

  @Test(
    "a currency stands for itself by code, sign or name",
    arguments: [("EUR", "EUR"), (" eur ", "EUR"), ("€", "EUR"), ("Euro", "EUR"), ("chf", "CHF")])
  func codes(text: String, code: String) throws {
    #expect(try alone(text, .currency) == .text(code))
    #expect(throws: CellProblem.self) { try alone("écus", .currency) }
  }
}
