import SheetTestSupport
import Testing

@testable import Sheets

@Suite("The cells of an XLSX file are read with their types")
struct XLSXReadingTests {
  /// A sheet with the header `a` in A1 and these cells below, in column A.
  private static func column(_ cells: [String]) -> XLSXFile.Sheet {
    let rows = cells.enumerated().map { "<row r=\"\($0 + 2)\">\($1.replacing("@", with: "A\($0 + 2)"))</row>" }
    let header = "<row r=\"1\">\(XLSXFile.text("A1", "a"))</row>"
    return XLSXFile.Sheet("S", xml: XLSXFile.worksheet("<sheetData>\(header)\(rows.joined())</sheetData>"))
  }

  private func values(_ cells: [String], _ change: (inout XLSXFile) -> Void = { _ in }) throws -> [SheetValue?] {
    var file = XLSXFile([Self.column(cells)])
    change(&file)
    return try file.opened().read().rows.map { $0.values[0] }
  }

  @Test("texts are shared, inline or of a formula; runs with formats are joined, phonetic guides left out, escapes decoded")
  func texts() throws {
    let values = try values([
      #"<c r="@" t="s"><v>0</v></c>"#, #"<c r="@" t="s"><v>1</v></c>"#,
      #"<c r="@" t="inlineStr"><is><r><t>Li</t></r><r><t>ège</t></r></is></c>"#,
      #"<c r="@" t="str"><f>A1</f><v>R&amp;D</v></c>"#,
    ]) {
      $0.shared = [
        "<si><r><rPr><b/></rPr><t>Na</t></r><r><t xml:space=\"preserve\">mur </t></r><rPh sb=\"0\" eb=\"1\"><t>x</t></rPh></si>",
        "<si><t>a_x000A_b_x005F_x000A_</t></si>",
      ]
    }
    #expect(values == [.text("Namur "), .text("a\nb_x000A_"), .text("Liège"), .text("R&D")])
  }

  @Test("numbers keep their value; the text has the digits that spreadsheets keep")
  func numbers() throws {
    let found = try values(["15000", "1234.5599999999999", "1.0E+20", "-0.5", "1234567890123456"].map { "<c r=\"@\"><v>\($0)</v></c>" })
    let texts = found.map { $0?.text }
    #expect(texts == ["15000", "1234.56", "1e+20", "-0.5", "1234567890123456"])
    guard case .number(let number) = found[1] else { return #expect(Bool(false)) }
    #expect(number.value == 1234.5599999999999)
  }

  @Test("booleans, errors and formulas without a stored value are told apart")
  func others() throws {
    let values = try values([
      #"<c r="@" t="b"><v>1</v></c>"#, #"<c r="@" t="e"><f>VLOOKUP(1,B:B,1)</f><v>#N/A</v></c>"#, #"<c r="@"><f>1+1</f></c>"#,
      #"<c r="@"><f>1+1</f><v>2</v></c>"#, #"<c r="@"><f>1+1</f><v/></c>"#,
    ])
    #expect(values[0] == .boolean(true) && values[1] == .error("#N/A") && values[2] == .formulaWithoutValue)
    #expect(values[3]?.text == "2" && values[4] == .formulaWithoutValue)
  }

  @Test(
    "a style makes a number a date, a time, an amount, a percentage or digits in a mask",
    arguments: [
      (14, nil, "45428", "2024-05-16"), (22, nil, "45428.604340277777778", "2024-05-16T14:30:15"),
      (20, nil, "0.6041666666666666", "14:30:00"),
      (164, "dd/mm/yyyy", "45428.75", "2024-05-16"), (164, "[$-40C]d\\ mmmm\\ yyyy;@", "45428", "2024-05-16"),
      (164, "yyyy\\-mm\\-dd\\ hh:mm", "45428.5", "2024-05-16T12:00:00"), (164, "mmm-yy", "45428", "2024-05-16"),
      (164, "0.00E+00", "45428", "45428"), (164, "[Red]#,##0.00", "45428", "45428"), (164, "\"day\" 0", "45428", "45428"),
      (164, "[h]:mm", "1.5", "36:00:00"), (46, nil, "-0.25", "-6:00:00"), (9, nil, "0.15", "15%"), (164, "0.0%", "0.125", "12.5%"),
      (164, "00000", "6000", "06000"),
      (164, "0#\" \"##\" \"##\" \"##\" \"##", "470123456", "04 70 12 34 56"), (164, "#,##0", "1250", "1250"), (0, nil, "45428", "45428"),
      (14, nil, "60", "1900-02-29"), (14, nil, "59", "1900-02-28"), (14, nil, "61", "1900-03-01"), (14, nil, "1", "1900-01-01"),
      (14, nil, "2958465", "9999-12-31"),
    ] as [(Int, String?, String, String)])
  func styles(format: Int, code: String?, number: String, text: String) throws {
    let found = try values([#"<c r="@" s="1"><v>\#(number)</v></c>"#]) {
      $0.styles = [0, format]
      if let code { $0.formats[format] = code }
    }
    #expect(found.first??.text == text)
  }

  @Test("days are counted from 1904 where the workbook says so, and ISO dates of strict files are read")
  func systems() throws {
    let found = try values([#"<c r="@" s="1"><v>43966</v></c>"#, #"<c r="@" t="d"><v>2024-05-16T00:00:00</v></c>"#]) {
      $0.styles = [0, 14]
      $0.is1904 = true
    }
    #expect(found == [.date("2024-05-16"), .date("2024-05-16")])
  }

  @Test(
    "the currency of an amount is known by its sign or code in the format",
    arguments: [
      ("[$€-40C]\\ #,##0.00", "€"), ("#,##0.00\\ \"€\"", "€"), ("#,##0.00 €", "€"), ("[$CHF-100C] #,##0.00", "CHF"),
      ("\"$\"#,##0.00_-", "$"),
      ("#,##0.00", nil),
    ] as [(String, String?)])
  func currencies(code: String, currency: String?) throws {
    let found = try values([#"<c r="@" s="1"><v>15.5</v></c>"#]) {
      ($0.styles, $0.formats) = ([0, 165], [165: code])
    }
    guard case .number(let number) = found.first ?? nil else { return #expect(Bool(false)) }
    #expect(number.currency == currency)
  }

  @Test("a number without a date's style is a serial date only from five digits on")
  func serials() {
    #expect(StoredNumber(45428).serialDate == "2024-05-16" && StoredNumber(45428.5).serialDate == "2024-05-16T12:00:00")
    #expect(StoredNumber(2024).serialDate == nil && StoredNumber(3e6).serialDate == nil)
  }

  @Test("cells and rows without names follow each other, and hidden rows are read")
  func unnamed() throws {
    let header = ["a", "b"].map { "<c t=\"inlineStr\"><is><t>\($0)</t></is></c>" }.joined()
    let rows = "<row>\(header)</row><row hidden=\"1\"><c><v>1</v></c><c/></row>"
    let file = try XLSXFile([XLSXFile.Sheet("S", xml: XLSXFile.worksheet("<sheetData>\(rows)</sheetData>"))]).opened()
    #expect(try file.read().columns == ["a", "b"] && file.texts() == [["1", ""]])
  }
}
