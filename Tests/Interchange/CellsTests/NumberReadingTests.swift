import Ecosystem
import Testing

@testable import Cells

@Suite("Numbers are read in the writings of French, English and German lists")
struct NumberReadingTests {
  /// Reads a column of one cell by the convention that the column decides.
  private func alone(_ text: String, _ type: FieldType) throws -> FieldValue {
    var survey = ColumnSurvey(.value(type))
    survey.take(text, line: 2)
    return try CellReader(.value(type), try survey.convention()).value(text, column: "n")
  }

  @Test(
    "a number whose writing leaves no doubt is read without a convention",
    arguments: [
      ("1250", 1_250), ("1250.5", 1_250.5), ("1250,5", 1_250.5), ("1 250,5", 1_250.5), ("1\u{A0}250\u{202F}000,25", 1_250_000.25),
      ("1.250,5", 1_250.5), ("1,250.5", 1_250.5), ("1'250.5", 1_250.5), ("1’250,5", 1_250.5), ("-4,87", -4.87), ("\u{2212}4.87", -4.87),
      ("+3", 3), ("0.467", 0.467), ("0,467", 0.467), ("12.345.678", 12_345_678), (".5", 0.5), ("1e3", 1_000), ("1,5E+05", 150_000),
      (" 7 ", 7),
    ] as [(String, Double)])
  func numbers(text: String, wanted: Double) throws {
    #expect(try alone(text, .anyNumber) == .number(wanted))
  }

  @Test(
    "a text that is no number is refused, also a hexadecimal one",
    arguments: ["0x10", "0x1p4", "nan", "inf", "5,", ",5", "1,2,3.4,5", "1 25", "12.50,5", "1..2", "--1", "4 m", "1e", "", "٣", "5\u{301}"])
  func refused(text: String) {
    for mark in DecimalMark.allCases {
      let reader = CellReader(.value(.anyNumber), ColumnConvention(decimalMark: mark))
      #expect(throws: CellProblem.self) { try reader.value(text, column: "n") }
    }
  }

  @Test(
    "a point or comma in whole numbers groups thousands, and a fraction of zeros is none",
    arguments: [
      ("1.250", 1_250), ("1,250", 1_250), ("1'200", 1_200), ("1.250.000", 1_250_000), ("15.0", 15), ("15,00", 15), ("15000.000", 15_000),
      ("-1 250", -1_250), ("9007199254740993", 9_007_199_254_740_993),
    ] as [(String, Int64)])
  func whole(text: String, wanted: Int64) throws {
    #expect(try alone(text, .anyInteger) == .integer(wanted))
  }

  @Test("a whole number with decimals, with an exponent or beyond 64 bits is refused", arguments: ["1.5", "1e3", "99999999999999999999"])
  func notWhole(text: String) {
    #expect(throws: CellProblem.self) { try alone(text, .anyInteger) }
  }

  @Test("a number is written and read back in each language's signs", arguments: [(",", "."), (".", ","), (",", " "), (".", "’")])
  func property(mark: String, group: String) throws {
    for index in 0..<200 {
      let number = Double(index * 7_919_993 % 20_000_000 - 10_000_000) / 16
      let parts = "\(number.magnitude)".split(separator: ".")
      let digits = Array(parts[0])
      let whole = digits.indices.map { ((digits.count - $0) % 3 == 0 && $0 > 0 ? group : "") + String(digits[$0]) }.joined()
      let text = (number < 0 ? "-" : "") + whole + mark + parts[1]
      let reader = CellReader(.value(.anyNumber), ColumnConvention(decimalMark: mark == "," ? .comma : .point))
      #expect(try reader.value(text, column: "n") == .number(number), "\(text)")
    }
  }
}
