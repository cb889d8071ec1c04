import SheetTestSupport
import Zip

@testable import Sheets

extension Fuzzer {
  /// Spreadsheets: the first byte of an input chooses the part that the rest stands for, since mutated ZIP files hardly unpack.
  static let sheet = Fuzzer(name: "sheet", bytesMax: 4_096) { input in
    let text = String(decoding: input.dropFirst(), as: UTF8.self)
    let bytes = SheetFuzzing.file(Int(input.first ?? 0) % 7, text) ?? Array(input.dropFirst())
    do {
      let file = try Spreadsheet(FileBytes(bytes))
      var table = try file.table(try file.sheet(named: nil))
      try SheetFuzzing.read(&table)
    } catch let error as SheetError { try RefusalText.check(error, of: input) }
  }
}

private enum SheetFuzzing {
  /// Returns a file with the text as one of its parts; nil to take the bytes as the file.
  static func file(_ part: Int, _ text: String) -> [UInt8]? {
    let cells = (0..<3).map { XLSXFile.number("\("ABC".utf8.map { String(UnicodeScalar($0)) }[$0])2", "45428.5", style: $0) }.joined()
    let header = ["A1", "B1", "C1"].map { XLSXFile.text($0, $0) }.joined()
    var file = XLSXFile([XLSXFile.Sheet("S", rows: [header, cells + "<c r=\"D2\" t=\"s\"><v>0</v></c>"])])
    (file.shared, file.styles) = (["<si><t>x</t></si>"], [0, 14, 164])
    switch part {
    case 0: return nil
    case 1: file.sheets[0].xml = XLSXFile.worksheet(text)
    case 2: file.parts = [("xl/sharedStrings.xml", "<sst>\(text)</sst>")]
    case 3: file.parts = [("xl/styles.xml", "<styleSheet>\(text)</styleSheet>")]
    case 4: file.formats[164] = text
    case 5: file.parts = [("xl/workbook.xml", text)]
    default: return ODSFile([("S", text)]).bytes
    }
    return file.bytes
  }

  /// Reads the rows: as wide as the header, in order, and not more than a text of the length can repeat.
  static func read(_ table: inout SheetTable) throws {
    var last = 0
    for _ in 0..<100_000 {
      guard let row = try table.next() else { return }
      try Finding.unless(row.values.count == table.columns.count, "a row that is not as wide as its header")
      try Finding.unless(row.number > last && row.number <= SheetLimits.rowsMax, "rows out of order")
      last = row.number
    }
  }
}
