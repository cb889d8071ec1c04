import SheetTestSupport
import Testing

@testable import Sheets

@Suite("The header of a sheet is found below titles, in merged cells, and beside columns without a name")
struct SheetHeaderTests {
  /// Makes a sheet of texts; an empty text is no cell.
  private static func file(_ rows: [[String]], merged: [String] = [], from first: Int = 1) throws -> Spreadsheet {
    let cells = rows.enumerated().map { row, texts in
      let cells = texts.enumerated().map { column, text in
        text.isEmpty ? "" : XLSXFile.text(CellName(column: column, row: row + first).name, text)
      }
      return "<row r=\"\(row + first)\">\(cells.joined())</row>"
    }
    let merges = merged.isEmpty ? "" : "<mergeCells>\(merged.map { "<mergeCell ref=\"\($0)\"/>" }.joined())</mergeCells>"
    return try XLSXFile([
      XLSXFile.Sheet("S", xml: XLSXFile.worksheet("<sheetData>\(cells.joined())</sheetData>\(merges)"))
    ]).opened()
  }

  @Test("empty rows and titles above it are passed over, and rows keep their numbers")
  func titles() throws {
    let rows = [
      ["Liste des membres", "", ""], ["", " ", ""], ["name", "kind", "city"], ["A", "x", ""], ["", "", ""], ["B", "", "Namur"],
    ]
    let read = try Self.file(rows, merged: ["A1:C1"], from: 3).read()
    #expect(read.columns == ["name", "kind", "city"] && read.rows.map(\.number) == [6, 8])
  }

  @Test("a title of two cells, and a list of one column, are told from a header")
  func shapes() throws {
    #expect(try Self.file([["Liste", "2024"], ["a", "b", "c", "d"], ["1", "2", "3", "4"]]).read().columns == ["a", "b", "c", "d"])
    #expect(try Self.file([["name"], ["A"], ["B"]]).texts() == [["A"], ["B"]])
  }

  @Test("blanks in a name count once, and line breaks are blanks")
  func blanks() throws {
    #expect(try Self.file([["Nom  de la\nstructure ", "b"], ["x", "y"]]).read().columns == ["Nom de la structure", "b"])
  }

  @Test("cells merged over columns name the first of them; a covered column without data is no column")
  func merged() throws {
    #expect(try Self.file([["name", "", "city"], ["A", "", "Namur"]], merged: ["A1:B1"]).read().columns == ["name", "city"])
    #expect(try Self.file([["name", "", "city"], ["A", "x", "Namur"]], merged: ["A1:B1"]).read().columns == ["name", "B", "city"])
  }

  @Test("a header of two rows is named by its lower cells, and by the upper one where two would be equal")
  func twoRows() throws {
    let rows = [["name", "Siège", "", "Antenne", ""], ["", "city", "postcode", "city", ""], ["A", "Namur", "5000", "Liège", ""]]
    let read = try Self.file(rows, merged: ["A1:A2", "B1:C1", "D1:E1"]).read()
    #expect(read.columns == ["name", "city", "postcode", "Antenne city"] && read.rows.map(\.number) == [3])
  }

  @Test("a column with data and without a name is called by its letter, also when the data come late")
  func unnamed() throws {
    let rows = [["a", "b"]] + (0..<40).map { ["\($0)", "x", "", $0 == 39 ? "note" : ""] }
    let read = try Self.file(rows).read()
    #expect(read.columns == ["a", "b", "D"] && read.rows.last?.values.last == .text("note"))
  }

  @Test("two columns of one name are refused with both cells")
  func repeated() throws {
    let error = SheetError.of { try Self.file([["a", "b", "a"], ["1", "2", "3"]]).read() }
    #expect(error == SheetError(.repeatedColumn("a", first: "A1"), sheet: "S", cell: "C1"))
    #expect(error?.message(in: .fr).hasPrefix("feuille « S », cellule C1") == true)
  }
}
