import CSV
import Ecosystem
import Foundation
import SheetTestSupport
import Sheets
import TextTestSupport
import Testing

@testable import Importing

@Suite("Any value, in the usual writing of three countries, comes back equal through CSV, XLSX and JSON")
struct LocaleRoundTripTests {
  private static let rowsPerEntity = 12

  /// Random records of an entity: each with values for about half of its fields.
  private static func records(_ entity: EntityDescription, _ random: inout SeededRandom) -> [Record] {
    (0..<rowsPerEntity).map { number in
      var record: Record = ["id": .text("x-\(number)")]
      for field in entity.fields where field.isWritable && field.id != "id" && field.format != .timeZone && Bool.random(using: &random) {
        record.fields[field.id] = RandomValue.value(of: field.type, &random)
      }
      return record
    }
  }

  private static func read(
    _ bytes: [UInt8], _ ending: String, _ entity: EntityDescription, _ locale: UsualWriting
  ) throws -> [ExactDictionary<FieldValue>] {
    let path = FileManager.default.temporaryDirectory.appending(path: "grappe-locale-\(UUID().uuidString).\(ending)")
    defer { try? FileManager.default.removeItem(at: path) }
    try Data(bytes).write(to: path)
    var options = ImportOptions()
    (options.reading.decimalMark, options.reading.dateOrder) = (locale.decimalMark, locale.dateOrder)
    var rows = try ImportedRows(try ImportFile(path: path.path), entity: entity, options: options, language: .en)
    var found: [ExactDictionary<FieldValue>] = []
    while let row = try rows.next() { found.append(try row.fields.get()) }
    return found
  }

  private static func csv(_ records: [Record], _ columns: RecordColumns, _ locale: UsualWriting) -> [UInt8] {
    let rows =
      [columns.names]
      + records.map { record in columns.columns.map { locale.style.text(locale.text(of: record[$0.field.id], $0)) } }
    let text = locale.style.beginning + rows.map { CSVWriter.row($0, delimiter: locale.style.delimiter) }.joined()
    return Array(text.utf8)
  }

  /// Writes typed cells where a spreadsheet program would have them, else texts in the usual writing.
  private static func xlsx(_ records: [Record], _ columns: RecordColumns, _ locale: UsualWriting, isTyped: Bool) -> [UInt8] {
    let rows =
      [columns.names.enumerated().map { XLSXFile.text(CellName(column: $0, row: 1).name, $1) }.joined()]
      + records.enumerated().map { row, record in
        columns.columns.enumerated().map { index, column in
          let name = CellName(column: index, row: row + 2).name
          if isTyped, let cell = TypedCell.xml(name, record[column.field.id], column) { return cell }
          let text = locale.style.text(locale.text(of: record[column.field.id], column))
          return text.isEmpty ? "" : XLSXFile.text(name, text)
        }.joined()
      }
    var file = XLSXFile([XLSXFile.Sheet("Données", rows: rows)])
    file.styles = [0, 14]
    return file.bytes
  }

  @Test("in CSV, in typed and in written cells of XLSX, and in JSON", arguments: Schema.grappe.entities, UsualWriting.all)
  func back(entity: EntityDescription, locale: UsualWriting) throws {
    var random = SeededRandom(UInt64(entity.id.utf8.reduce(7) { $0 * 31 % 9_973 + Int($1) }))
    let records = Self.records(entity, &random)
    let columns = RecordColumns(entity)
    let json = "[" + records.map { FieldValue.map($0.fields).json }.joined(separator: ",\n") + "]"
    let files = [
      ("csv", Self.csv(records, columns, locale)), ("xlsx", Self.xlsx(records, columns, locale, isTyped: true)),
      ("xlsx", Self.xlsx(records, columns, locale, isTyped: false)), ("json", Array(json.utf8)),
    ]
    for (ending, bytes) in files {
      let found = try Self.read(bytes, ending, entity, locale)
      #expect(found.count == records.count)
      for (one, other) in zip(found, records) where one != other.fields {
        for name in Set(one.keys).union(other.fields.keys) where one[name] != other.fields[name] {
          Issue.record("\(ending) \(entity.id).\(name): \(other[name].json) came back as \(one[name]?.json ?? "nothing")")
        }
      }
    }
  }
}
