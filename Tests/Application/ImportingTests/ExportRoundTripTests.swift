import CSV
import Ecosystem
import Foundation
import Testing

@testable import Importing

@Suite("What an export writes, an import reads back equal")
struct ExportRoundTripTests {
  /// Values of each type that a reader of lists could mistake.
  private static func values(_ field: FieldDescription) -> [FieldValue] {
    switch field.type {
    case .text, .longText: field.format == .timeZone ? ["Europe/Brussels"] : ["1.250", "16/05/2024", "a;b\\\"c", "=1+1", "0x10", "É"]
    case .localizedText: [["fr": "Été", "de": "Sommer"], ["en": "1,5"]]
    case .integer(let range): [0, 1, 1_250, 15_000, 1_234_567].filter { range.contains($0.integerValue ?? 0) }
    case .number(let range):
      [0.0, 1.125, -4.875, 50.467, 1_250.5, 1e16, .number(.leastNonzeroMagnitude), 12.0].filter {
        range.contains($0.numberValue ?? 0)
      }
    case .boolean: [true, false]
    case .date: ["2024", "2024-05", "2024-05-06", "2024-12-11"]
    case .instant: ["2024-05-06T12:30:00Z", "2024-12-11T00:00:00.250Z"]
    case .money: [1, 100, 1_500_000, -150, 123_456_789].map { ["amount": $0, "currency": "EUR"] }
    case .url: ["https://exemple.be/a?b=1;c"]
    case .json: [["a": [1, 2.5, nil]], "x"]
    case .choice(let words): words.map(FieldValue.text)
    case .concept, .reference: ["a-1"]
    case .list(let element): element == .text ? [["a;b", "c\\", "1.250"]] : [["a-1", "b-2"]]
    }
  }

  private func read(_ records: [Record], _ entity: EntityDescription, _ delimiter: UInt8) throws -> [ExactDictionary<FieldValue>] {
    let columns = RecordColumns(entity)
    let rows = [columns.names] + records.map { columns.cells(of: $0, CSVStyle(delimiter: delimiter)) }
    let path = FileManager.default.temporaryDirectory.appending(path: "grappe-export-\(UUID().uuidString).csv")
    defer { try? FileManager.default.removeItem(at: path) }
    try Data(rows.map { CSVWriter.row($0, delimiter: delimiter) }.joined().utf8).write(to: path)
    var imported = try ImportedRows(try ImportFile(path: path.path), entity: entity, language: .en)
    var fields: [ExactDictionary<FieldValue>] = []
    while let row = try imported.next() { fields.append(try row.fields.get()) }
    return fields
  }

  @Test("each value of each column comes back, alone in its column and among others", arguments: Schema.grappe.entities)
  func columns(entity: EntityDescription) throws {
    for delimiter in [UInt8(ascii: ","), UInt8(ascii: ";")] {
      for field in entity.fields where field.isWritable && field.id != "id" {
        let records = Self.values(field).map { Record(["id": "x", field.id: $0]) }
        for record in records {
          #expect(try read([record], entity, delimiter) == [record.fields], "\(field.id) \(record[field.id])")
        }
        #expect(try read(records, entity, delimiter) == records.map(\.fields), "\(field.id)")
      }
    }
  }
}
