import Ecosystem
import Foundation
import SheetTestSupport
import Sheets
import Testing

@testable import Importing

@Suite("A spreadsheet is imported like CSV, with the types that its cells have")
struct ImportSheetTests {
  private static func sheet(_ name: String, _ rows: [[String]], after: String = "") -> XLSXFile.Sheet {
    let cells = rows.enumerated().map { row, cells in
      cells.enumerated().map { column, cell in
        cell.replacing("@", with: CellName(column: column, row: row + 1).name)
      }.joined()
    }
    return XLSXFile.Sheet(name, rows: cells, after: after)
  }

  private static func text(_ text: String) -> String { XLSXFile.text("@", text) }

  private static func number(_ number: String, style: Int = 0) -> String { XLSXFile.number("@", number, style: style) }

  private static func texts(_ texts: String...) -> [String] { texts.map(text) }

  @Test("texts, numbers, dates, truth and masks of digits become the values of their fields")
  func types() async throws {
    let workspace = try ImportWorkspace()
    var file = XLSXFile([
      Self.sheet(
        "Membres",
        [
          ["name", "kind", "founded", "lat", "lon", "phone", "year"].map(Self.text),
          [
            Self.text("Écluse"), Self.text("company"), Self.number("45428", style: 1), Self.number("50.467"), Self.number("4.8719"),
            Self.number("6000", style: 2),
          ],
          [Self.text("B"), Self.text("company"), Self.number("1998"), Self.text("50,5"), Self.text("4,8"), Self.text("5000")],
          [Self.text("C"), Self.text("company"), Self.number("45428"), "", "", Self.number("5000")],
        ])
    ])
    (file.styles, file.formats) = ([0, 14, 164], [164: "00000"])
    let outcome = try await workspace.run(bytes: file.bytes, name: "membres.xlsx") { $0.ignoresUnknownColumns = true }
    #expect(outcome.added == 3 && outcome.format.sheet == "Membres" && outcome.format.otherSheets.isEmpty)
    let actor = try #require(try workspace.actor(named: "Écluse"))
    #expect(actor["founded"] == "2024-05-16" && actor["lat"] == 50.467 && actor["lon"] == 4.8719 && actor["phone"] == "06000")
    let other = try #require(try workspace.actor(named: "B"))
    #expect(other["founded"] == "1998" && other["lat"] == 50.5 && other["phone"] == "5000")
    #expect(try workspace.actor(named: "C")?["founded"] == "2024-05-16")
  }

  @Test("amounts are in major units, with the currency of the cell's format or else of the row")
  func money() async throws {
    let workspace = try ImportWorkspace()
    try await workspace.run("id,name,kind\nasso-y,Association,association\n")
    var file = XLSXFile([
      Self.sheet(
        "S",
        [
          Self.texts("name", "holder", "Budget"),
          [Self.text("A"), Self.text("asso-y"), Self.number("15000.5", style: 1)],
          [Self.text("B"), Self.text("asso-y"), Self.number("1234.5599999999999")],
          [Self.text("C"), Self.text("asso-y"), Self.number("-15", style: 2)],
          [Self.text("D"), Self.text("asso-y"), Self.text("1.250,50 €")],
        ])
    ])
    (file.styles, file.formats) = ([0, 164, 165], [164: "#,##0.00 \"€\"", 165: "[$CHF] 0.00"])
    let outcome = try await workspace.run(bytes: file.bytes, as: "project", name: "p.xlsx")
    let budgets = try workspace.all("project").sorted { $0["name"].textValue! < $1["name"].textValue! }.map { $0["budget"] }
    #expect(
      budgets == [
        ["amount": 1_500_050, "currency": "EUR"], ["amount": 123_456, "currency": "EUR"], ["amount": -1_500, "currency": "CHF"],
        ["amount": 125_050, "currency": "EUR"],
      ])
    #expect(outcome.columns.first?.totals == ["EUR": 1_748_556, "CHF": -1_500])
  }

  @Test("a refused cell is named by sheet and cell, all of them at once")
  func refused() async throws {
    let workspace = try ImportWorkspace(language: .fr)
    let rows = [
      Self.texts("name", "kind", "lat"),
      [Self.text("A"), Self.text("company"), "<c r=\"@\" t=\"e\"><f>X</f><v>#N/A</v></c>"],
      [Self.text("B"), Self.text("compagny"), Self.text("nord")],
      [Self.text("C"), Self.text("company"), "<c r=\"@\"><f>1+1</f></c>"],
    ]
    let bytes = XLSXFile([Self.sheet("Membres", rows)]).bytes
    let error = await #expect(throws: ImportError.self) { try await workspace.run(bytes: bytes, name: "m.xlsx") }
    guard case .rowsRefused(_, let refused, 3)? = error else { return #expect(Bool(false), "\(String(describing: error))") }
    #expect(refused.map(\.cell) == ["C2", nil, "C4"] && refused.allSatisfy { $0.sheet == "Membres" })
    #expect(refused[0].listed(in: .fr).hasPrefix("feuille « Membres », cellule C2") && refused[0].listed(in: .fr).contains("#N/A"))
    #expect(refused[1].reason.contains("C3") && refused[1].reason.contains("B3"))
  }

  @Test("the sheet is chosen by name or number, the others that hold data are named, and refused rows go into a CSV file")
  func sheets() async throws {
    let workspace = try ImportWorkspace()
    let bytes = XLSXFile([
      Self.sheet("Un", [Self.texts("name", "kind"), Self.texts("A", "company")]),
      Self.sheet("Deux", [Self.texts("Liste", ""), Self.texts("name", "kind"), Self.texts("B", "company"), Self.texts("C", "nothing")]),
    ]).bytes
    let first = try await workspace.run(bytes: bytes, name: "m.xlsx")
    #expect(first.format.sheet == "Un" && first.format.otherSheets == ["Deux"] && first.added == 1)
    let second = try await workspace.run(bytes: bytes, name: "m.xlsx") {
      $0.reading.sheet = "2"
      $0.keepsGood = true
    }
    #expect(second.format.sheet == "Deux" && second.format.headerRow == 2 && second.added == 1 && second.refused == 1)
    await #expect(throws: SheetError(.notASpreadsheet)) {
      try await workspace.run("name,kind\nD,company\n", name: "m.csv") { $0.reading.sheet = "1" }
    }
    #expect(try workspace.text("m.refused.csv").hasPrefix("name,kind,refused\r\nC,nothing,"))
  }

  @Test("OpenDocument spreadsheets go the same way, and a spreadsheet is known by its content")
  func ods() async throws {
    let workspace = try ImportWorkspace()
    let rows =
      ODSFile.row(ODSFile.text("Nom"), ODSFile.text("kind"), ODSFile.text("founded"))
      + ODSFile.row(ODSFile.text("Écluse"), ODSFile.text("company"), ODSFile.cell("date", "2024-05-16", shown: "16/05/24"))
    let outcome = try await workspace.run(bytes: ODSFile([("Feuille1", rows)]).bytes, name: "membres.csv")
    #expect(outcome.added == 1 && outcome.format.sheet == "Feuille1")
    #expect(try workspace.actor(named: "Écluse")?["founded"] == "2024-05-16")
  }
}
