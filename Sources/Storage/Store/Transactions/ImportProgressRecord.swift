import Ecosystem

/// Progress of an import that commits in batches; saved in the transaction of each batch, so that the import resumes exactly
/// where it was stopped.
public struct ImportProgressRecord: Sendable, Hashable {
  /// The file, by its absolute path.
  public var path: String
  /// The entity of its rows.
  public var entity: String
  /// The SHA-256 of the file, in hexadecimal.
  public var digest: String
  /// The other arguments of the import, in a form that can be compared.
  public var options: String
  /// When it began, RFC 3339 in UTC: the timestamp of its records.
  public var startedAt: String
  /// The importer's own state.
  public var state: FieldValue
  /// Whether the import is complete.
  public var isFinished: Bool

  /// Progress after a batch.
  public init(
    path: String, entity: String, digest: String, options: String, startedAt: String, state: FieldValue, isFinished: Bool
  ) {
    self.path = path
    self.entity = entity
    self.digest = digest
    self.options = options
    self.startedAt = startedAt
    self.state = state
    self.isFinished = isFinished
  }

  static let ddl = """
    CREATE TABLE import_progress (
      path TEXT NOT NULL,
      entity TEXT NOT NULL,
      digest TEXT NOT NULL,
      options TEXT NOT NULL,
      started_at TEXT NOT NULL,
      state TEXT NOT NULL CHECK (json_valid(state)),
      is_finished INTEGER NOT NULL CHECK (is_finished IN (0, 1)),
      PRIMARY KEY (path, entity)
    ) STRICT, WITHOUT ROWID
    """
}

extension StoreTransaction {
  /// Reads the progress of the last import of a file into an entity; nil when there was none.
  /// - Throws: `StoreError.closed` once the transaction has ended; `.interrupted`, `.corrupt` or `.disk` when the query fails.
  public func importProgress(path: String, entity: String) throws -> ImportProgressRecord? {
    let connection = try open()
    let sql = "SELECT digest, options, started_at, state, is_finished FROM import_progress WHERE path = ? AND entity = ?"
    return try explaining {
      try connection.first(sql, [.text(path), .text(entity)]) { row in
        ImportProgressRecord(
          path: path, entity: entity, digest: row.text(0), options: row.text(1), startedAt: row.text(2),
          state: try StoredColumn.importState.value(row.text(3), row: "\(path) \(entity)"), isFinished: row.integer(4) != 0)
      }
    }
  }

  /// Saves the progress of an import, replacing that of the same file and entity.
  /// - Throws: `StoreError.readOnly` or `.closed` when it cannot write; `.busy` or `.overtaken` without the write lock; `.disk`.
  public func setImportProgress(_ progress: ImportProgressRecord) throws {
    let connection = try writable()
    let values = [
      progress.path, progress.entity, progress.digest, progress.options, progress.startedAt, progress.state.json,
    ].map(SQLValue.text)
    let sql = "INSERT OR REPLACE INTO import_progress VALUES (?, ?, ?, ?, ?, ?, ?)"
    try explaining { try connection.run(sql, values + [.integer(progress.isFinished ? 1 : 0)]) }
  }
}
