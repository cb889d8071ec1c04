import Ecosystem

/// The objects of other publishers' files from which records were made.
public struct StoreImports: TransactionFacet {
  package let transaction: StoreTransaction
}

extension StoreTransaction {
  /// The objects of other publishers' files from which records were made.
  public var imports: StoreImports { StoreImports(transaction: self) }
}

extension StoreImports {
  private static let columns = "source, entity, object, record, fields, raw, fetched_at, withdrawn_at"

  /// Returns an object as it was last imported; nil when it never was.
  /// - Throws: `StoreError.closed` once the transaction has ended; `.interrupted`, `.corrupt` or `.disk` when the query fails.
  public func get(_ object: String, of entity: String, from source: String) throws -> ImportedObject? {
    try read("source = ? AND entity = ? AND object = ?", [source, entity, object]).first
  }

  /// Returns the objects from which a record was made, by source.
  /// - Throws: as `get`.
  public func of(_ record: String) throws -> [ImportedObject] { try read("record = ? ORDER BY source, object", [record]) }

  /// Returns the ids of the objects of a source that were there when it was last imported.
  /// - Throws: as `get`.
  public func present(of entity: String, from source: String) throws -> [String] {
    let connection = try open()
    var objects: [String] = []
    let sql = "SELECT object FROM imported_object WHERE source = ? AND entity = ? AND withdrawn_at IS NULL ORDER BY object"
    try explaining { try connection.run(sql, [.text(source), .text(entity)]) { objects.append($0.text(0)) } }
    return objects
  }

  /// Keeps an object in place of its former edition.
  /// - Throws: `StoreError.readOnly` or `.closed` when it cannot write; `.busy` or `.overtaken` without the write lock; `.disk`.
  public func keep(_ object: ImportedObject) throws {
    let connection = try writable()
    let key = [object.source, object.entity, object.object].map(SQLValue.text)
    let values =
      [.text(object.record), .text(FieldValue.map(object.fields).json), SQLValue(object.raw), .text(object.fetchedAt)]
      + [SQLValue(object.withdrawnAt)]
    let update = """
      UPDATE imported_object SET record = ?, fields = ?, raw = ?, fetched_at = ?, withdrawn_at = ?
      WHERE source = ? AND entity = ? AND object = ?
      """
    try explaining {
      // No upsert, whose update the journal would record as a deletion and an insertion.
      let isKnown = try connection.first("SELECT 1 FROM imported_object WHERE source = ? AND entity = ? AND object = ?", key) { _ in true }
      if isKnown == true {
        try connection.run(update, values + key)
      } else {
        try connection.run("INSERT INTO imported_object (\(Self.columns)) VALUES (?, ?, ?, ?, ?, ?, ?, ?)", key + values)
      }
    }
  }

  private func read(_ condition: String, _ arguments: [String]) throws -> [ImportedObject] {
    let connection = try open()
    if transaction.scope.audience < .staff { return [] }
    var objects: [ImportedObject] = []
    try explaining {
      try connection.run("SELECT \(Self.columns) FROM imported_object WHERE \(condition)", arguments.map(SQLValue.text)) { row in
        let key = "\(row.text(0)) \(row.text(1)) \(row.text(2))"
        var object = ImportedObject(
          source: row.text(0), entity: row.text(1), object: row.text(2), record: row.text(3),
          fields: try StoredColumn.importedFields.value(row.text(4), row: key).mapValue ?? [:], raw: row.optionalText(5),
          fetchedAt: row.text(6))
        object.withdrawnAt = row.optionalText(7)
        objects.append(object)
      }
    }
    return objects
  }
}
