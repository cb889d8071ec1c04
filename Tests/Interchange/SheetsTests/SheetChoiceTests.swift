import SheetTestSupport
import Testing

@testable import Sheets

@Suite("The sheet to read is named, numbered, or the first that holds data")
struct SheetChoiceTests {
  private static func sheet(_ name: String, _ text: String?, state: String? = nil) -> XLSXFile.Sheet {
    XLSXFile.Sheet(name, rows: text.map { [XLSXFile.text("A1", "name"), XLSXFile.text("A2", $0)] } ?? [], state: state)
  }

  private let file = XLSXFile([
    sheet("Vide", nil), sheet("Cachée", "c", state: "hidden"), sheet("R&D <2>", "b"), sheet("2", "d"),
  ])

  @Test("without a name it is the first that holds data and is shown; the others that hold data are known")
  func first() throws {
    let opened = try file.opened()
    #expect(try opened.sheet(named: nil).name == "R&D <2>")
    #expect(try opened.sheetsWithData().map(\.name) == ["R&D <2>", "2", "Cachée"])
  }

  @Test("a name comes before a number, and case does not count when only one sheet fits")
  func named() throws {
    let opened = try file.opened()
    #expect(try opened.texts("r&d <2>") == [["b"]] && opened.texts("2") == [["d"]] && opened.texts("3") == [["b"]])
    #expect(SheetError.of { try opened.sheet(named: "9") }?.problem == .sheetUnknown("9", known: ["Vide", "Cachée", "R&D <2>", "2"]))
    #expect(SheetError.of { try opened.read("Vide") }?.problem == .empty)
  }

  @Test("a hidden sheet is read when no other holds data, and a file without data is refused")
  func hidden() throws {
    #expect(try XLSXFile([Self.sheet("a", nil), Self.sheet("b", "x", state: "veryHidden")]).opened().sheet(named: nil).name == "b")
    #expect(SheetError.of { try XLSXFile([Self.sheet("a", nil)]).opened().sheet(named: nil) }?.problem == .empty)
  }
}
