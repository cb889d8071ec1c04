import SheetTestSupport
import Testing

@testable import Sheets

@Suite("The cells of an OpenDocument spreadsheet are read with their types")
struct ODSReadingTests {
  private static let header = ODSFile.row(ODSFile.text("a"), ODSFile.text("b"))
  private static let empty = "<table:table-cell/>"

  private func values(_ cells: [String]) throws -> [SheetValue?] {
    let rows = Self.header + cells.map { ODSFile.row($0, ODSFile.text("x")) }.joined()
    return try ODSFile([("S", rows)]).opened().read().rows.map { $0.values[0] }
  }

  @Test("numbers, amounts, percentages, dates, times and booleans have the values that the file stores")
  func types() throws {
    let values = try values([
      ODSFile.cell("float", "1250.5", shown: "1 250,50"), ODSFile.cell("percentage", "0.15", shown: "15,00%"),
      ODSFile.cell("date", "2024-05-16", shown: "16/05/24"), ODSFile.cell("date", "2024-05-16T14:30:00", shown: "x"),
      ODSFile.cell("time", "PT14H30M00S", shown: "14:30"), ODSFile.cell("boolean", "true", shown: "VRAI"),
      ODSFile.cell("float", "6000", shown: "06000"), ODSFile.cell("date", "2024-05-16T00:00:00.000000000"),
    ])
    #expect(
      values.map { $0?.text } == [
        "1250.5", "15%", "2024-05-16", "2024-05-16T14:30:00", "14:30:00", "true", "06000", "2024-05-16",
      ])
    let amount = try self.values([ODSFile.cell("currency", "15000", shown: "15.000,00 €", "office:currency=\"EUR\"")])
    guard case .number(let number) = amount[0] else { return #expect(Bool(false)) }
    #expect(number.value == 15_000 && number.currency == "EUR")
  }

  @Test(
    "numbers in a column of dates are counted from the day that the file names",
    arguments: [("1904-01-01", "1999-12-31"), ("1899-12-30", "1995-12-30")])
  func firstDay(named: String, date: String) throws {
    let rows = Self.header + ODSFile.row(ODSFile.cell("float", "35063", shown: "31 décembre 1999"), ODSFile.text("x"))
    var file = ODSFile([("S", rows)])
    file.settings = "<table:calculation-settings><table:null-date table:date-value=\"\(named)\"/></table:calculation-settings>"
    guard case .number(let number)? = try file.opened().read().rows[0].values[0] else { return #expect(Bool(false)) }
    #expect(number.serialDate == date)
  }

  @Test("texts have their paragraphs, spans, blanks and breaks; comments are not theirs")
  func texts() throws {
    let comment = "<office:annotation><dc:creator>x</dc:creator><text:p>note</text:p></office:annotation>"
    let cell =
      "<table:table-cell office:value-type=\"string\">\(comment)<text:p>Rue <text:span>du</text:span><text:s text:c=\"2\"/>Pont</text:p>"
      + "<text:p>5000\n   Namur<text:line-break/>BE</text:p></table:table-cell>"
    #expect(try values([cell]) == [.text("Rue du  Pont\n5000 Namur\nBE")])
  }

  @Test("errors and formulas without a stored value are told apart")
  func formulas() throws {
    let error = ODSFile.text("#DIV/0!", "table:formula=\"of:=1/0\" calcext:value-type=\"error\"")
    let whole = ODSFile.cell("float", "2", shown: "2", "table:formula=\"of:=1+1\"")
    let values = try values([error, "<table:table-cell table:formula=\"of:=1\"/>", whole])
    #expect(values[0] == .error("#DIV/0!") && values[1] == .formulaWithoutValue && values[2]?.text == "2")
  }

  @Test("repeated cells and rows stand for as many, and empty ones to the end of the grid cost nothing")
  func repeated() throws {
    let rows =
      ODSFile.row("<table:table-cell table:number-columns-repeated=\"16384\"/>", repeated: 3) + Self.header
      + ODSFile.row(ODSFile.text("x", "table:number-columns-repeated=\"2\""), repeated: 2)
      + ODSFile.row(Self.empty, ODSFile.text("y"), "<table:table-cell table:number-columns-repeated=\"16382\"/>")
      + ODSFile.row("<table:table-cell table:number-columns-repeated=\"16384\"/>", repeated: 1_048_569)
    let read = try ODSFile([("S", rows)]).opened().read()
    #expect(
      read.rows.map(\.number) == [5, 6, 7] && read.rows.map { $0.values.map { $0?.text } } == [["x", "x"], ["x", "x"], [nil, "y"]])
  }

  @Test("merged cells of the header cover the columns beside them, and sheets are chosen as in XLSX")
  func merged() throws {
    let name = ODSFile.text("name", "table:number-columns-spanned=\"2\"")
    let header = ODSFile.row(name, "<table:covered-table-cell/>", ODSFile.text("city"))
    let rows = header + ODSFile.row(ODSFile.text("A"), Self.empty, ODSFile.text("Namur"))
    let hidden = "<style:style style:name=\"ta2\"><style:table-properties table:display=\"false\"/></style:style>"
    var file = ODSFile([("Vide", ""), ("Membres", rows)])
    file.styles = hidden
    let opened = try file.opened()
    #expect(try opened.sheet(named: nil).name == "Membres" && opened.read().columns == ["name", "city"])
    file.tables[1].name = "M\" table:style-name=\"ta2"
    #expect(try opened.texts("2") == [["A", "Namur"]])
  }
}
