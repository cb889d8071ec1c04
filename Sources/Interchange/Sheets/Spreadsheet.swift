import Encodings
import Synchronization
import Zip

/// A spreadsheet file: XLSX (ISO/IEC 29500, transitional and strict) or OpenDocument (ISO/IEC 26300).
///
///     let file = try Spreadsheet(FileBytes(bytes))
///     let sheet = try file.sheet(named: nil)
///     var table = try file.table(sheet)
///     while let row = try table.next() { … }
///
/// Sheets are read row by row, as often as needed; the shared texts of an XLSX file are held in memory. No policy of import is in it: what
/// a column means is not known here.
public final class Spreadsheet: Sendable {
  /// One sheet.
  public struct Sheet: Sendable, Hashable {
    /// The name.
    public var name: String
    /// The number, from 1, among the sheets with cells.
    public var number: Int
    /// Whether it is hidden from people who open the file.
    public var isHidden: Bool
    /// The part of the file that holds it.
    fileprivate(set) var part: String
  }

  private enum Kind: Sendable {
    case xlsx(texts: SharedTexts, looks: [NumberLook], dates: DateSystem)
    case ods
  }

  /// The sheets in their order.
  public let sheets: [Sheet]
  private let package: ZipPackage
  private let kind: Kind
  /// The numbers of the sheets that hold data, when that is known from the beginning.
  private let filled: Set<Int>?
  /// The headers found so far, by the number of their sheet: to find one, the sheet is read through.
  private let headers = Mutex<[Int: SheetHeader]>([:])

  /// Opens a file: lists its sheets, reads its styles and shared texts.
  ///
  /// - Throws: `SheetError`.
  public init(_ bytes: FileBytes) throws(SheetError) {
    do throws(SheetError.Problem) {
      let package = try FileKind.package(bytes)
      self.package = package
      if package.names.contains("content.xml") {
        try FileKind.refuseEncrypted(package)
        let tables = ODSRowHandler()
        try package.read("content.xml", bytesMax: SheetLimits.partBytesMax(fileBytes: bytes.size), with: tables)
        kind = .ods
        sheets = tables.tables.enumerated().map { Sheet(name: $1.name, number: $0 + 1, isHidden: $1.isHidden, part: "content.xml") }
        filled = Set(tables.tables.indices.filter { tables.tables[$0].holdsData }.map { $0 + 1 })
      } else {
        let workbook = try XLSXWorkbook(package, fileBytes: bytes.size)
        kind = .xlsx(texts: workbook.texts, looks: workbook.looks, dates: workbook.dates)
        sheets = workbook.sheets.enumerated().map { Sheet(name: $1.name, number: $0 + 1, isHidden: $1.isHidden, part: $1.part) }
        filled = nil
      }
    } catch { throw SheetError(error) }
  }

  /// Whether bytes at the beginning of a file may be those of a spreadsheet: a ZIP file, or an older Excel's.
  public static func isBeginning(_ bytes: some Sequence<UInt8>) -> Bool { FileKind.isBeginning(bytes) }

  // MARK: Choosing a sheet

  /// Returns the sheet of that name, or of that number from 1; without a name the first that holds data, hidden ones last.
  ///
  /// - Throws: `SheetError` when there is none.
  public func sheet(named name: String?) throws(SheetError) -> Sheet {
    guard let name else {
      guard let first = try sheetsWithData().first else { throw SheetError(.empty) }
      return first
    }
    if let exact = sheets.first(where: { $0.name == name }) { return exact }
    let alike = sheets.filter { $0.name.lowercased() == name.lowercased() }
    if alike.count == 1 { return alike[0] }
    guard let number = Int(name), let sheet = sheets.first(where: { $0.number == number }) else {
      throw SheetError(.sheetUnknown(name, known: sheets.map(\.name)))
    }
    return sheet
  }

  /// Returns the sheets that hold data, hidden ones last.
  ///
  /// - Throws: `SheetError` when a sheet cannot be read.
  public func sheetsWithData() throws(SheetError) -> [Sheet] {
    var found: [Sheet] = []
    for sheet in sheets where try holdsData(sheet) { found.append(sheet) }
    return found.filter { !$0.isHidden } + found.filter(\.isHidden)
  }

  private func holdsData(_ sheet: Sheet) throws(SheetError) -> Bool {
    if let filled { return filled.contains(sheet.number) }
    let rows = try rows(of: sheet)
    while let row = try rows.next() {
      if !row.filledColumns.isEmpty { return true }
    }
    return false
  }

  // MARK: Reading a sheet

  /// Returns the rows of a sheet under its header.
  ///
  /// - Throws: `SheetError` when the sheet is empty, cannot be read, or two columns have one name.
  public func table(_ sheet: Sheet) throws(SheetError) -> SheetTable { try SheetTable(self, sheet) }

  /// Returns the header of a sheet.
  func header(of sheet: Sheet) throws(SheetError) -> SheetHeader {
    if let known = headers.withLock({ $0[sheet.number] }) { return known }
    let header = try SheetHeader(SheetSurvey(try rows(of: sheet)), sheet: sheet.name)
    headers.withLock { $0[sheet.number] = header }
    return header
  }

  /// Returns the rows of a sheet from the first.
  func rows(of sheet: Sheet) throws(SheetError) -> SheetRows {
    let handler: RowHandler =
      switch kind {
      case .xlsx(let texts, let looks, let dates): XLSXRowHandler(texts: texts, looks: looks, dates: dates)
      case .ods: ODSRowHandler(wanted: sheet.number - 1)
      }
    do throws(SheetError.Problem) { return SheetRows(try package.part(sheet.part), handler, sheet: sheet.name) } catch {
      throw SheetError(error, sheet: sheet.name)
    }
  }
}
