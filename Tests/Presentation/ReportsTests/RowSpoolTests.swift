import Foundation
import Reports
import Testing

@Suite("Rows that wait on disk")
struct RowSpoolTests {
  private static let cells: [Cell] = [
    .empty, .text(""), .text("l’été 漫画\u{0}"), .integer(.min), .integer(.max), .number(-0.0), .number(1e-300),
    .number(.infinity),
    .money(cents: -123_456_789_012, currency: "CHF"), .date("2024-05"), .boolean(true), .boolean(false),
    .link("fiche", url: "https://example.org/a?b=1"),
  ]

  private func csv(_ rows: RowSource, columns: Int = Self.cells.count) throws -> String {
    let table = Table(columns: (1...columns).map { Column("\($0)") }, rows: rows)
    return try Renderer.render(Document(title: "t", blocks: [.table(table)]), as: .csv)
  }

  @Test("a spool gives back every kind of cell as it was")
  func cells() throws {
    let spool = RowSpool(folder: NSTemporaryDirectory())
    let rows = (0..<5).map { shift in Self.cells.indices.map { Self.cells[($0 + shift) % Self.cells.count] } } + [[]]
    for row in rows { try spool.append(row) }
    #expect(spool.rowCount == 6)
    #expect(try csv(.spool(spool)) == csv(.all(rows)))
  }

  @Test("rows beyond what memory holds come back in order, as often as they are read, and leave no file")
  func many() throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("spool-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let spool = RowSpool(folder: folder.path)
    var bytes = 0
    let rows = (0..<40_000).map {
      [Cell.text("Acteur inventé \($0)"), .integer($0), .text(String(repeating: "x", count: Int($0 % 90)))]
    }
    for row in rows { bytes += try spool.append(row) }
    #expect(bytes > 3 << 20)
    let expected = try csv(.all(rows), columns: 3)
    #expect(try csv(.spool(spool), columns: 3) == expected)
    #expect(try csv(.spool(spool), columns: 3) == expected)
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).isEmpty)
  }

  @Test("a folder that takes no file is named once memory is full")
  func folder() throws {
    let spool = RowSpool(folder: "/nowhere")
    let row = [Cell.text(String(repeating: "x", count: 100_000))]
    let error = #expect(throws: TemporaryFileError.self) { for _ in 0..<20 { try spool.append(row) } }
    #expect(error?.folder == "/nowhere" && error?.number == ENOENT)
  }
}
