/// A reference in the file that leads nowhere.
public struct BrokenReference: Sendable, Hashable {
  /// The table of the row that refers.
  public var table: String
  /// Its row number; nil for a table without.
  public var row: Int64?
  /// The table of the row that is not there.
  public var parent: String

  /// `relation #12 → actor`.
  public var text: String { "\(table)\(row.map { " #\($0)" } ?? "") → \(parent)" }
}

extension StoreTransaction {
  /// What SQLite finds wrong in the file (`PRAGMA integrity_check`), at most 100 lines; nothing when it is whole.
  public func integrityProblems() throws -> [String] {
    let connection = try open()
    var problems: [String] = []
    try explaining { try connection.run("PRAGMA integrity_check(100)") { problems.append($0.text(0)) } }
    return problems.filter { $0 != "ok" }
  }

  /// The references that lead nowhere (`PRAGMA foreign_key_check`).
  public func brokenReferences() throws -> [BrokenReference] {
    let connection = try open()
    var broken: [BrokenReference] = []
    try explaining {
      try connection.run("PRAGMA foreign_key_check") {
        broken.append(BrokenReference(table: $0.text(0), row: $0.isNull(1) ? nil : $0.integer(1), parent: $0.text(2)))
      }
    }
    return broken
  }
}
