import Ecosystem
import Engine
import Foundation
import Store

/// Writes the records of a database that SQLite cannot read to files that `RecordImport` reads.
public struct RecordSalvage {
  private let database: URL
  private let folder: URL
  private let keepsPluginFields: Bool

  /// - Parameters:
  ///   - database: the file; a log beside it (`…-wal`) is read with it.
  ///   - folder: the output folder; it must be empty.
  ///   - keepsPluginFields: whether fields of plugins are written, which an import accepts only with those plugins installed.
  public init(_ database: URL, into folder: URL, keepsPluginFields: Bool = true) {
    (self.database, self.folder, self.keepsPluginFields) = (database, folder, keepsPluginFields)
  }

  /// Returns the default output folder, beside the database.
  public static func defaultFolder(of database: URL) -> URL { URL(filePath: database.path + ".salvaged") }

  /// Creates the output folder.
  /// - Throws: `EngineError.pathUnusable`.
  public static func makeFolder(_ folder: URL) throws { try SalvageFolder.make(folder) }

  /// Reads the whole file and writes the found records.
  /// - Parameter isStopping: polled at each row; true ends the salvage.
  /// - Throws: `EngineError.fileUnreadable`, `.pathUnusable`; `CancellationError`.
  public func run(isStopping: () -> Bool) throws -> SalvageSummary {
    let salvage: DatabaseSalvage
    do { salvage = try DatabaseSalvage(path: database.path, log: database.path + "-wal") } catch let error as StoreError {
      throw EngineError.fileUnreadable(path: database.path, reason: error.found == nil ? error.code : Self.reason(database))
    }
    let files = try SalvageFolder(folder)
    let summary = try salvage.run(isStopping: isStopping) { row in
      switch row {
      case .record(let entity, let record): try files.add(.map(fields(of: record)), to: "\(entity).jsonl")
      case .lost(let table, let page, let values):
        try files.add(Self.lost(table, page, values: values), to: "lost.jsonl")
      }
    }
    try files.add(summary.json, to: "summary.json")
    try files.close()
    return summary
  }

  private func fields(of record: Record) -> ExactDictionary<FieldValue> {
    keepsPluginFields ? record.fields : record.fields.filter { !$0.key.utf8.contains(UInt8(ascii: ".")) }
  }

  private static func lost(_ table: String?, _ page: Int, values: [FieldValue]) -> FieldValue {
    .map(["table": table.map(FieldValue.text) ?? .null, "page": .integer(Int64(page)), "values": .list(values)])
  }

  private static func reason(_ file: URL) -> String {
    var information = stat()
    guard stat(file.path, &information) == 0 else { return String(cString: strerror(errno)) }
    return information.st_mode & S_IFMT == S_IFREG ? String(cString: strerror(EACCES)) : String(cString: strerror(EINVAL))
  }
}

extension SalvageSummary {
  public var json: FieldValue {
    .map([
      "page_size": .integer(Int64(pageSize)), "pages": .integer(Int64(pageCount)), "header": .boolean(hasHeader),
      "log_pages": .integer(Int64(logPages)), "records": .integer(Int64(rows)), "rows_lost": .integer(Int64(rowsLost)),
      "unreadable_pages": unreadablePages.json, "undecided_pages": undecidedPages.json,
      "plugins": .list(plugins.sorted().map(FieldValue.text)), "tables": .list(tables.map(\.json)),
    ])
  }
}

extension SalvageSummary.Table {
  fileprivate var json: FieldValue {
    .map([
      "entity": .text(entity), "records": .integer(Int64(rows)), "rows_lost": .integer(Int64(rowsLost)),
      "duplicates": .integer(Int64(duplicates)), "root_lost": .boolean(isRootLost), "damaged_pages": damagedPages.json,
      "orphaned_pages": orphanedPages.json,
    ])
  }
}

extension PageRanges {
  /// Pairs of first and last page.
  fileprivate var json: FieldValue {
    .list(ranges.map { .list([.integer(Int64($0.lowerBound)), .integer(Int64($0.upperBound))]) })
  }
}
