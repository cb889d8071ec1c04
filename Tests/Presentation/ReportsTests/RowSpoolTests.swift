import CSV
import Foundation
import Reports
import Synchronization
import Testing
import TextTestSupport

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

  private static let texts = [
    "", "plain", "l’été", "漫画", " blank in front", "blank behind ", "a,b", "a;b", "tab\tin", "\ttab in front", "line\nfeed", "cr\rlf\r\n",
    "a \"quote\"", "\"", "=1+1", "+a", "-5", "-5,5", "-5x", "@x", "'", "''=1+1", "'plain", "\u{1}", "\u{7F}", "\u{80}", "x\u{9F}y",
    "« été »",
    "\u{A0}", "\u{C2}", "2", "1.234", "e", String(repeating: "x", count: 16_383), String(repeating: "y", count: 16_384),
    String(repeating: "z,", count: 9_000),
  ]

  private static func cell(_ random: inout SeededRandom) -> Cell {
    let text = texts.randomElement(using: &random) ?? ""
    return switch Int.random(in: 0...8, using: &random) {
    case 0: .empty
    case 1: .integer(Int64.random(in: -2...2_000, using: &random))
    case 2: .number([0.5, -1.234, 1e300, .nan, 12.0].randomElement(using: &random) ?? 0)
    case 3: .boolean(Bool.random(using: &random))
    case 4: .date(text)
    case 5: .money(cents: Int64.random(in: -300...300, using: &random), currency: ["EUR", "=X", ""].randomElement(using: &random) ?? "")
    case 6: .link(text, url: "https://example.org")
    default: .text(text)
    }
  }

  @Test(
    "the bytes of CSV are those of the same rows in memory, in every style",
    arguments: [
      CSVStyle(), CSVStyle(guardsFormulas: true), CSVStyle(delimiter: UInt8(ascii: ";")),
      CSVStyle(delimiter: UInt8(ascii: "\t"), guardsFormulas: true),
      CSVStyle(delimiter: UInt8(ascii: "e")), .excel(.fr), .excel(.en),
    ])
  func styles(style: CSVStyle) throws {
    var random = SeededRandom(7)
    for width in 1...5 {
      let columns = (0..<width).map {
        Column("\($0)", kind: $0 % 3 == 1 ? .money : [.automatic, .text].randomElement(using: &random) ?? .text)
      }
      let rows = (0..<1_500).map { _ in
        (0..<Int.random(in: 0...width, using: &random)).map { _ in Self.cell(&random) }
      }
      let spool = RowSpool(folder: NSTemporaryDirectory())
      for row in rows { try spool.append(row) }
      func bytes(_ source: RowSource) throws -> [UInt8] {
        let document = Document(title: "t", blocks: [.table(Table(columns: columns, rows: source))])
        return try Renderer.bytes(document, as: .csv, options: RenderOptions(csv: style))
      }
      #expect(try bytes(.spool(spool)) == bytes(.all(rows)))
    }
  }

  @Test("a cancelled task writes no further block of a long table")
  func cancelled() async throws {
    let spool = RowSpool(folder: NSTemporaryDirectory())
    for rank in 0..<100_000 { try spool.append([.text("Acteur inventé"), .integer(Int64(rank))]) }
    let document = Document(title: "t", blocks: [.table(Table(columns: [Column("a"), Column("b")], rows: .spool(spool)))])
    let blocks = Atomic(0)
    let task = Task {
      try Renderer.render(document, as: .csv) { _ in
        blocks.add(1, ordering: .relaxed)
        withUnsafeCurrentTask { $0?.cancel() }
      }
    }
    await #expect(throws: CancellationError.self) { try await task.value }
    #expect((1...2).contains(blocks.load(ordering: .relaxed)))
  }

  @Test("a folder that takes no file is named once memory is full")
  func folder() throws {
    let spool = RowSpool(folder: "/nowhere")
    let row = [Cell.text(String(repeating: "x", count: 100_000))]
    let error = #expect(throws: TemporaryFileError.self) { for _ in 0..<20 { try spool.append(row) } }
    #expect(error?.folder == "/nowhere" && error?.number == ENOENT)
  }
}
