import CSV
import Ecosystem
import Encodings
import Engine
import Foundation
import StoreTestSupport
import Testing

@testable import Importing
@testable import Store

@Suite("What is exported and imported again is what it was")
struct InterchangeTests {
  /// Converts the records of an entity to those read back from a file.
  private typealias Way = (EntityDescription, [Record]) throws -> [ExactDictionary<FieldValue>]

  private static func throughCSV(_ entity: EntityDescription, _ records: [Record]) throws -> [ExactDictionary<FieldValue>] {
    let columns = RecordColumns(entity)
    let text = ([columns.names] + records.map { columns.cells(of: $0) }).map { CSVWriter.row($0) }.joined()
    return try rows(text, "records.csv", entity)
  }

  private static func throughSemicolons(_ entity: EntityDescription, _ records: [Record]) throws -> [ExactDictionary<FieldValue>] {
    let columns = RecordColumns(entity)
    let cells = [columns.names] + records.map { columns.cells(of: $0, CSVStyle(delimiter: UInt8(ascii: ";"))) }
    return try rows(cells.map { CSVWriter.row($0, delimiter: UInt8(ascii: ";")) }.joined(), "records.csv", entity)
  }

  private static func throughJSONLines(_ entity: EntityDescription, _ records: [Record]) throws -> [ExactDictionary<FieldValue>] {
    try rows(records.map { FieldValue.map($0.fields).json + "\n" }.joined(), "records.jsonl", entity)
  }

  private static func rows(_ text: String, _ file: String, _ entity: EntityDescription) throws -> [ExactDictionary<FieldValue>] {
    let folder = FileManager.default.temporaryDirectory.appending(path: "grappe-interchange-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: false)
    defer { try? FileManager.default.removeItem(at: folder) }
    let path = folder.appending(path: file)
    try Data(text.utf8).write(to: path)
    var rows = try ImportedRows(try ImportFile(path: path.path), entity: entity, language: .en)
    var fields: [ExactDictionary<FieldValue>] = []
    while let row = try rows.next() { fields.append(try row.fields.get()) }
    return fields
  }

  private func expectSame(_ way: Way, seed: UInt64) throws {
    let (first, second) = (try TemporaryStore(), try TemporaryStore())
    var generator = RecordGenerator(seed: seed)
    generator.fullness = 0.8
    try first.write { try generator.fill($0, count: 15) }
    let source = try first.store.begin(.read, for: .admin)
    let target = try second.store.begin(.write, for: .admin)
    for entity in source.schema.entities {
      for fields in try way(entity, try source.find(entity.id)) {
        try target.add(entity.id, Record(fields.filter { entity.field($0.key)?.isWritable == true }))
      }
    }
    try target.validate()
    for entity in source.schema.entities {
      let (before, after) = (try source.find(entity.id), try target.find(entity.id))
      #expect(!before.isEmpty && before == after, "\(entity.id)")
    }
    target.rollback()
  }

  @Test("through CSV, every entity", arguments: [1, 2, 3])
  func csv(seed: UInt64) throws { try expectSame(Self.throughCSV, seed: seed) }

  @Test("through CSV with semicolons, every entity", arguments: [7, 8])
  func semicolons(seed: UInt64) throws { try expectSame(Self.throughSemicolons, seed: seed) }

  @Test("through JSON Lines, every entity", arguments: [4, 5, 6])
  func jsonLines(seed: UInt64) throws { try expectSame(Self.throughJSONLines, seed: seed) }

  @Test("exported to a file and imported again into the same workspace, nothing changes", arguments: [7, 8])
  func unchanged(seed: UInt64) async throws {
    let folder = try TemporaryStore.makeFolder()
    let host = try PluginHost(workspace: try Workspace.create(at: folder.appending(path: "workspace")), language: .en)
    var generator = RecordGenerator(seed: seed)
    generator.fullness = 0.8
    let transaction = try host.workspace.store.begin(.write, for: .admin)
    try generator.fill(transaction, count: 15)
    try transaction.commit()
    let entities = host.workspace.store.schema.entities
    #expect(entities.count >= 28)
    for entity in entities {
      for format in [RecordExport.Format.csv, .jsonl] {
        let before = try Self.records(entity.id, host)
        let outcome = try await Self.roundTrip(entity.id, format, host, folder)
        #expect(outcome.added == 0 && outcome.updated == 0 && outcome.refused == 0, "\(entity.id) \(format)")
        #expect(outcome.unchanged == before.count && !before.isEmpty, "\(entity.id) \(format)")
        #expect(try Self.records(entity.id, host) == before, "\(entity.id) \(format)")
      }
    }
  }

  private static func records(_ entity: String, _ host: PluginHost) throws -> [Record] {
    let transaction = try host.workspace.store.begin(.read, for: .admin)
    defer { transaction.rollback() }
    return try transaction.find(entity)
  }

  private static func roundTrip(
    _ entity: String, _ format: RecordExport.Format, _ host: PluginHost, _ folder: URL
  ) async throws -> ImportOutcome {
    var text = ""
    try RecordExport(host: host, entity: entity, format: format, for: .admin).run(filter: .map([:])) { text += $0 }
    let file = folder.appending(path: "\(entity).\(format.rawValue)")
    try Data(text.utf8).write(to: file)
    return try await RecordImport(
      host: host, file: try ImportFile(path: file.path), entity: entity, options: ImportOptions()
    ).run()
  }
}
