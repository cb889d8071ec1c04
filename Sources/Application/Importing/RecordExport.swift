import CSV
import Ecosystem
import Engine
import Store

/// Writes the records of an entity as a file that `RecordImport` reads back without changes.
public struct RecordExport {
  public enum Format: String, Sendable, CaseIterable {
    case csv, json, jsonl
  }

  private let host: PluginHost
  private let entity: String
  private let format: Format
  private let delimiter: UInt8

  /// The default delimiter of CSV.
  public static let delimiterDefault = UInt8(ascii: ",")

  /// - Parameter delimiter: the ASCII character that separates the fields of CSV.
  public init(host: PluginHost, entity: String, format: Format, delimiter: UInt8 = Self.delimiterDefault) {
    self.host = host
    self.entity = entity
    self.format = format
    self.delimiter = delimiter
  }

  /// Returns the header of an empty CSV file: the columns that an import accepts, without those that the store maintains.
  ///
  /// - Throws: `EngineError.entityUnknown`.
  public func template() throws -> String {
    let transaction = try host.workspace.store.begin(.read, for: .admin)
    defer { transaction.rollback() }
    let columns = RecordColumns(try host.entity(named: entity, in: transaction)).columns
    return CSVWriter.row(columns.filter(\.field.isWritable).map(\.name), delimiter: delimiter)
  }

  /// Streams the records that match `filter`, in the order of their ids, to `deliver`.
  ///
  /// - Throws: `EngineError.entityUnknown`, and `EcosystemError` for a filter that is invalid for the entity.
  public func run(filter: FieldValue, to deliver: (String) throws -> Void) throws {
    let transaction = try host.workspace.store.begin(.read, for: .admin)
    defer { transaction.rollback() }
    let entity = try host.entity(named: entity, in: transaction)
    let query = try Query(filter, options: .map(["order": .text("id")]), for: entity)
    try transaction.checkValues(of: query.filter, on: entity)
    let cursor = try transaction.cursor(entity.id, query)
    switch format {
    case .csv: try writeCSV(cursor, RecordColumns(entity), deliver: deliver)
    case .jsonl: while let record = try cursor.next() { try deliver(FieldValue.map(record.fields).json + "\n") }
    case .json: try writeJSON(cursor, deliver)
    }
  }

  private func writeCSV(_ cursor: RecordCursor, _ columns: RecordColumns, deliver: (String) throws -> Void) throws {
    try deliver(CSVWriter.row(columns.names, delimiter: delimiter))
    while let record = try cursor.next() { try deliver(row(record, columns)) }
  }

  private func row(_ record: Record, _ columns: RecordColumns) -> String {
    CSVWriter.row(columns.cells(of: record, marksDecimals: delimiter != Self.delimiterDefault), delimiter: delimiter)
  }

  private func writeJSON(_ cursor: RecordCursor, _ deliver: (String) throws -> Void) throws {
    try deliver("[")
    var separator = "\n"
    while let record = try cursor.next() {
      try deliver(separator + "  " + FieldValue.map(record.fields).json)
      separator = ",\n"
    }
    try deliver(separator == "\n" ? "]\n" : "\n]\n")
  }
}
