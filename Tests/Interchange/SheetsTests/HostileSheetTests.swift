import Foundation
import SheetTestSupport
import TextTestSupport
import Testing
import Zip

@testable import Sheets

@Suite("A file made to harm is refused with its reason")
struct HostileSheetTests {
  private static func problem(_ bytes: [UInt8], sheet: String? = nil) -> SheetError.Problem? {
    SheetError.of { try Spreadsheet(FileBytes(bytes)).read(sheet) }?.problem
  }

  private static func sheet(_ xml: String) -> [UInt8] { XLSXFile([XLSXFile.Sheet("S", xml: xml)]).bytes }

  private static let good = XLSXFile([XLSXFile.Sheet("S", rows: [XLSXFile.text("A1", "a"), XLSXFile.text("A2", "1")])]).bytes

  @Test("entities that expand or read files are not: a document type ends the reading")
  func entities() {
    let laughs =
      "<!DOCTYPE l [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;\">]>" + XLSXFile.worksheet("<sheetData>&b;</sheetData>")
    let outside =
      "<!DOCTYPE l [<!ENTITY x SYSTEM \"file:///etc/hostname\">]>"
      + XLSXFile.worksheet("<sheetData><row><c t=\"inlineStr\"><is><t>&x;</t></is></c></row></sheetData>")
    let part = "xl/worksheets/sheet1.xml"
    for xml in [laughs, outside, "<!DOCTYPE l SYSTEM \"http://example.org/l.dtd\"><worksheet/>"] {
      #expect(Self.problem(Self.sheet(xml)) == .documentType(part: part))
    }
    #expect(Self.problem(Self.sheet(XLSXFile.worksheet("<sheetData>&undeclared;</sheetData>"))) == .damaged(part: part))
  }

  @Test(
    "cells outside of the grid, out of order, or in another row are refused",
    arguments: [
      ("<row r=\"2147483648\"><c><v>1</v></c></row>", "2147483648"), ("<row r=\"99999999999999999999\"/><row r=\"1048577\"/>", "1048577"),
      ("<row r=\"1\"><c r=\"XFE1\"><v>1</v></c></row>", "XFE1"), ("<row r=\"2\"/><row r=\"1\"/>", "1"),
      ("<row r=\"1\"><c r=\"B1\"><v>1</v></c><c r=\"A1\"><v>1</v></c></row>", "A1"), ("<row r=\"1\"><c r=\"A9\"><v>1</v></c></row>", "A9"),
    ])
  func grid(rows: String, cell: String) {
    #expect(Self.problem(Self.sheet(XLSXFile.worksheet("<sheetData>\(rows)</sheetData>"))) == .outsideGrid(cell))
  }

  @Test("a part that expands beyond proportion is refused while it is read")
  func bomb() throws {
    let package = try ZipPackage(FileBytes(ZipFile.bytes([("a.xml", "<a>" + String(repeating: " ", count: 100_000) + "</a>")])))
    #expect(throws: SheetError.Problem.tooLarge(part: "a.xml")) { try package.read("a.xml", bytesMax: 70_000, with: XMLHandler()) }
    try package.read("a.xml", bytesMax: 100_007, with: XMLHandler())
    #expect(SheetLimits.partBytesMax(fileBytes: 1_000) == 256 << 20 && SheetLimits.partBytesMax(fileBytes: 10 << 20) == 3_000 << 20)
    #expect(SheetLimits.partBytesMax(fileBytes: .max / 301) == 8 << 30)
  }

  @Test("memory holds the rows of a piece, and a text that many cells share only once")
  func memory() throws {
    let cells = (1...5_000).map { "<row r=\"\($0)\"><c t=\"s\"><v>0</v></c></row>" }.joined()
    var file = XLSXFile([XLSXFile.Sheet("S", xml: XLSXFile.worksheet("<sheetData>\(cells)</sheetData>"))])
    file.shared = ["<si><t>\(String(repeating: "x", count: 100_000))</t></si>"]
    let spreadsheet = try file.opened()
    let rows = try spreadsheet.rows(of: spreadsheet.sheets[0])
    var (count, waiting) = (0, 0)
    while try rows.next() != nil { (count, waiting) = (count + 1, max(waiting, rows.waitingCount)) }
    #expect(count == 5_000 && waiting < 300)
  }

  @Test("repetitions that would fill the grid are refused")
  func repetitions() {
    let row = ODSFile.row(ODSFile.text("x", "table:number-columns-repeated=\"16384\""), repeated: 1_048_576)
    #expect(Self.problem(ODSFile([("S", row)]).bytes) == .tooLarge(part: "content.xml"))
    let wide = ODSFile.row(ODSFile.text("x", "table:number-columns-repeated=\"2147483648\""))
    #expect(Self.problem(ODSFile([("S", wide)]).bytes) == .tooLarge(part: "content.xml"))
    let long = ODSFile.row(ODSFile.text("a"), repeated: 1) + ODSFile.row(ODSFile.text("x"), repeated: 2_147_483_647)
    #expect(Self.problem(ODSFile([("S", long)]).bytes) == nil)
  }

  @Test("elements nested too deep, texts too long and too many, and shared texts that are not there are refused")
  func shapes() throws {
    let deep = String(repeating: "<a>", count: 10_000)
    #expect(Self.problem(Self.sheet("<worksheet>\(deep)")) == .tooLarge(part: "XML"))
    let long = XLSXFile.text("A1", String(repeating: "x", count: 1 << 20 | 1))
    #expect(Self.problem(Self.sheet(XLSXFile.worksheet("<sheetData><row>\(long)</row></sheetData>"))) == .cellTooLong)
    let cells = (0..<20).map { XLSXFile.text(CellName(column: $0, row: 1).name, String(repeating: "x", count: 1 << 19)) }
    #expect(Self.problem(Self.sheet(XLSXFile.worksheet("<sheetData><row>\(cells.joined())</row></sheetData>"))) == .cellTooLong)
    let absent = XLSXFile.worksheet("<sheetData><row><c t=\"s\"><v>7</v></c><c t=\"s\"><v>-1</v></c></row></sheetData>")
    #expect(Self.problem(Self.sheet(absent)) == .empty)
  }

  @Test("a file cut off anywhere is refused, or read as far as it is whole")
  func cut() throws {
    for count in stride(from: 0, to: Self.good.count - 1, by: 7) {
      let problem = Self.problem(Array(Self.good[..<count]))
      #expect(problem != nil, "\(count) bytes")
      if count >= 4 { #expect(problem == .damaged(part: "ZIP"), "\(count) bytes") }
    }
    var bytes = Self.good
    let position = try #require(bytes.indices.first { Array(bytes[$0...].prefix(9)) == Array("sheet1.xm".utf8) })
    for index in (position + 12)..<(position + 40) { bytes[index] ^= 0x55 }
    #expect(Self.problem(bytes) != nil)
  }

  @Test("formats that are not read are named: .xls, .xlsb, Numbers, encrypted files, other ZIP files, and no ZIP file at all")
  func formats() {
    let compound: [UInt8] = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]
    #expect(Self.problem(compound + [UInt8](repeating: 0, count: 2_000)) == .otherFormat(.xls))
    let encrypted = "EncryptedPackage".utf8.flatMap { [$0, UInt8(0)] }
    #expect(Self.problem(compound + [UInt8](repeating: 0, count: 2_000) + encrypted) == .encrypted)
    #expect(Self.problem(ZipFile.bytes([("xl/workbook.bin", "x")])) == .otherFormat(.xlsb))
    #expect(Self.problem(ZipFile.bytes([("Index/Document.iwa", "x")])) == .otherFormat(.numbers))
    #expect(Self.problem(ZipFile.bytes([("word/document.xml", "<x/>")])) == .notASpreadsheet)
    #expect(Self.problem(Array("name,city\n".utf8)) == .notASpreadsheet && Self.problem([]) == .notASpreadsheet)
    var protected = ODSFile([("S", ODSFile.row(ODSFile.text("a")))])
    protected.manifest =
      "<m:manifest xmlns:m=\"m\"><m:file-entry><m:encryption-data/></m:file-entry></m:manifest>"
    #expect(Self.problem(protected.bytes) == .encrypted)
  }

  @Test("no mutated file ends the process, and each refusal is a sentence without control characters")
  func mutations() throws {
    var random = SeededRandom(13)
    let seeds = [Self.good, ODSFile([("S", ODSFile.row(ODSFile.text("a")) + ODSFile.row(ODSFile.cell("date", "2024-05-16")))]).bytes]
    for round in 0..<400 {
      var bytes = seeds[round % 2]
      for _ in 0..<Int.random(in: 1...6, using: &random) {
        bytes[Int.random(in: bytes.indices, using: &random)] = UInt8.random(in: 0...255, using: &random)
      }
      guard let error = SheetError.of({ try Spreadsheet(FileBytes(bytes)).read() }) else { continue }
      #expect(!error.message(in: .fr).isEmpty)
    }
  }
}
