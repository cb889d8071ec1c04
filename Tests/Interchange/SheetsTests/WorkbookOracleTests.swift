import Foundation
import TextTestSupport
import Testing
import Zip

@testable import Sheets

@Suite("What openpyxl writes is read")
struct WorkbookOracleTests {
  private static let python = Tool.python(module: "openpyxl")

  @Test("texts, dates, amounts, truth, masks and hidden rows", .enabled(if: python != nil, "openpyxl is not there"))
  func workbook() throws {
    let path = FileManager.default.temporaryDirectory.appending(path: "\(UUID().uuidString).xlsx")
    defer { try? FileManager.default.removeItem(at: path) }
    let script = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "workbooks.py").path
    _ = try Tool.run(try #require(Self.python), [script, path.path])
    let file = try Spreadsheet(FileBytes([UInt8](try Data(contentsOf: path))))
    #expect(try file.sheet(named: nil).name == "Membres & amis")
    #expect(try file.read().columns == ["Nom", "Fondée", "Montant", "Actif", "Code postal", "Vu"])
    #expect(
      try file.texts() == [
        ["Écluse numérique", "2024-05-16", "15000.5", "true", "06000", "2024-05-16T14:30:15"],
        ["B <&> \"C\"\nligne 2", "1999-12-31", "-0.1", "false", "83000", "2000-02-29T00:00:00"],
      ])
  }
}
