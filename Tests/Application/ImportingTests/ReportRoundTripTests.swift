import CSV
import Ecosystem
import Foundation
import Localization
import Reports
import TextTestSupport
import Testing

@testable import Importing

@Suite("What a report's CSV writes, an import reads back equal")
struct ReportRoundTripTests {
  /// The fields whose values a report shows as one cell.
  private static func fields(_ entity: EntityDescription) -> [FieldDescription] {
    entity.fields.filter { field in
      switch field.type {
      case .localizedText, .json, .list: false
      default: field.isWritable && field.format != .timeZone
      }
    }
  }

  private static func cell(_ value: FieldValue, _ type: FieldType) -> Cell {
    switch (type, value) {
    case (.money, .map(let members)): .money(cents: members["amount"]?.integerValue ?? 0, currency: members["currency"]?.textValue ?? "")
    case (.date, .text(let date)): .date(date)
    case (_, .text(let text)): .text(text)
    case (_, .integer(let integer)): .integer(integer)
    case (_, .number(let number)): .number(number)
    case (_, .boolean(let flag)): .boolean(flag)
    default: .empty
    }
  }

  @Test("for every entity, for programs, guarded, and for Excel in each language", arguments: Schema.grappe.entities)
  func back(entity: EntityDescription) throws {
    var random = SeededRandom(UInt64(entity.id.utf8.count))
    let fields = Self.fields(entity)
    let records = (0..<20).map { number in
      let values = fields.map { ($0.id, $0.id == "id" ? .text("x-\(number)") : RandomValue.value(of: $0.type, &random)) }
      return Record(ExactDictionary(values) { one, _ in one })
    }
    let columns = fields.map { Column($0.id, kind: $0.type == .money ? .money : .automatic) }
    let table = Table(columns: columns, rows: records.map { record in fields.map { Self.cell(record[$0.id], $0.type) } })
    let document = Document(title: "t", blocks: [.table(table)])
    let styles: [(Language, CSVStyle)] = [
      (.fr, CSVStyle()), (.en, CSVStyle(guardsFormulas: true)), (.fr, .excel(.fr)), (.de, .excel(.de)), (.en, .excel(.en)),
    ]
    for (language, style) in styles {
      let text = try Renderer.render(document, as: .csv, options: RenderOptions(language: language, csv: style))
      let path = FileManager.default.temporaryDirectory.appending(path: "grappe-report-\(UUID().uuidString).csv")
      defer { try? FileManager.default.removeItem(at: path) }
      try Data(text.utf8).write(to: path)
      var rows = try ImportedRows(try ImportFile(path: path.path), entity: entity, language: .en)
      for record in records {
        let found = try #require(try rows.next()).fields.get()
        for field in fields where found[field.id] != record.fields[field.id] {
          Issue.record("\(language) \(entity.id).\(field.id): \(record[field.id].json) came back as \(found[field.id]?.json ?? "nothing")")
        }
      }
    }
  }
}
