/// A foreign key whose parent row is missing.
public struct BrokenReference: Sendable, Hashable {
  /// The table of the referring row.
  public var table: String
  /// Its rowid; nil for a table without.
  public var row: Int64?
  /// The table of the missing parent row.
  public var parent: String

  /// `relation #12 → actor`.
  public var text: String { "\(table)\(row.map { " #\($0)" } ?? "") → \(parent)" }
}

/// The checks of a file and their repairs, for `grappe doctor`: pages, structure, references, content that follows from records.
public struct StoreIntegrity: TransactionFacet {
  package let transaction: StoreTransaction
}

extension StoreTransaction {
  /// The checks of the file and their repairs.
  public var integrity: StoreIntegrity { StoreIntegrity(transaction: self) }
}

extension StoreIntegrity {
  /// Checks the file as `PRAGMA integrity_check` does, and returns its messages, at most 100 lines; none when the file is intact. A
  /// transaction that only reads first makes the sequential check, which takes a fraction of the time.
  /// - Throws: `StoreError.closed` once the transaction has ended; `.interrupted`, `.corrupt` or `.disk` when the query fails.
  public func fileProblems() throws -> [String] {
    let connection = try open()
    if transaction.mode == .read, SequentialCheck.passes(path: transaction.store.path) { return [] }
    var problems: [String] = []
    try explaining { try connection.run("PRAGMA integrity_check(100)") { problems.append($0.text(0)) } }
    return problems.filter { $0 != "ok" }
  }

  /// Returns the broken references: those that `PRAGMA foreign_key_check` lists, which runs where there is one.
  /// - Throws: `StoreError.closed` once the transaction has ended; `.interrupted`, `.corrupt` or `.disk` when the query fails;
  ///   `.sqlite` when a parent key has no unique index.
  public func brokenReferences() throws -> [BrokenReference] {
    let connection = try open()
    var broken: [BrokenReference] = []
    // A table that a damaged file lacks makes the check fail, not the pragma.
    if (try? explaining({ try ReferenceCheck(connection).passes() })) == true { return [] }
    try explaining {
      try connection.run("PRAGMA foreign_key_check") {
        broken.append(BrokenReference(table: $0.text(0), row: $0.isNull(1) ? nil : $0.integer(1), parent: $0.text(2)))
      }
    }
    return broken
  }
}
