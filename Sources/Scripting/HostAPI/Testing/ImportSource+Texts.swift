import Ecosystem
import Encodings

extension ImportSource {
  /// Creates a source of texts, as a test gives them; a declared column that is unclear refuses when it is read.
  ///
  /// - Parameters:
  ///   - texts: the texts by file name; the ending tells the format, CSV where it is unknown.
  ///   - columns: the declared columns of the importer, with their types.
  public convenience init(texts: [String: String], columns: ExactDictionary<FieldType>) {
    self.init(names: texts.keys.sorted()) { name in
      let format = ImportRows.Format(ending: String(name.split(separator: ".").last ?? "")) ?? .csv
      func open() throws -> ImportRows { try ImportRows(ByteChunks(Array((texts[name] ?? "").utf8)), format) }
      let rows = try open()
      if !columns.isEmpty { rows.cells = try Self.cells(columns, of: try open()) }
      return rows
    }
  }

  private static func cells(_ columns: ExactDictionary<FieldType>, of rows: ImportRows) throws -> ImportCells {
    do { return try ImportCells(columns, surveying: rows) } catch let error as ImportCells.Unclear {
      let (name, problem) = error.columns[0]
      throw APIUsageError("hostapi.test-module.column-unclear", ["column": name, "text": problem.samples[0].text])
    }
  }
}
