/// The files that an importer reads: one file, or the files of an archive.
///
/// One thread at a time uses it: the worker that runs the importer, or the caller of the import before and afterwards.
public final class ImportSource: @unchecked Sendable {  // Handed from worker to worker with its task, never shared.
  /// The names of the files, in their order; at least one.
  public let names: [String]
  /// Called after each row with the number of rows read from all files; does nothing by default.
  public var onRow: (Int) -> Void = { _ in }
  /// The transactions of an import in batches; nil when all rows are imported in one.
  public var batches: (any ImportBatching)?

  /// The file and line of the row that the importer read last; nil before the first and after the last.
  var present: (file: String, line: Int)?
  /// The same, as `FILE:LINE`.
  public var presentRow: String? { present.map { "\($0.file):\($0.line)" } }

  private let open: (String) throws -> ImportRows
  private var rowCount = 0

  /// - Parameters:
  ///   - names: the names of the files.
  ///   - open: begins to read the file of a name; called again for each reading.
  public init(names: [String], open: @escaping (String) throws -> ImportRows) {
    precondition(!names.isEmpty, "an importer has a file to read")
    self.names = names
    self.open = open
  }

  /// Begins to read a file.
  ///
  /// - Parameter name: nil for the only file.
  /// - Throws: `APIUsageError` for a name that is none of `names`, or without one when there are several; errors of opening it.
  func rows(_ name: String?) throws -> ImportRows {
    guard let name = name ?? (names.count == 1 ? names[0] : nil) else {
      throw APIUsageError("hostapi.import-source.several-files", ["files": names.joined(separator: ", ")])
    }
    guard names.containsExactly(name) else { throw APIUsageError(unknown: "file", name, known: names) }
    let rows = try open(name)
    rows.onRow = { [unowned self] in
      rowCount += 1
      onRow(rowCount)
    }
    return rows
  }

  /// Whether the transaction of the present batch is due to be committed before the next row.
  var isBatchDue: Bool {
    guard let batches, rowCount > 0, rowCount != committedCount else { return false }
    return rowCount - committedCount >= batches.rowsPerBatch
  }

  /// The number of rows read before the present batch.
  private var committedCount = 0

  /// Begins the next batch, once the former is committed.
  func beginBatch() { committedCount = rowCount }
}

/// The transactions of an import in batches. The engine implements it.
public protocol ImportBatching: AnyObject, Sendable {
  /// The number of rows read in one transaction, at least 1.
  var rowsPerBatch: Int { get }
  /// Commits the present transaction, and begins the next.
  ///
  /// - Throws: `StoreError` when the rows violate a constraint, `EngineError` when another writer keeps the write lock.
  func commitBatch() async throws
}
