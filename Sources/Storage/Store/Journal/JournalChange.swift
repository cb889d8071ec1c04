/// Summary of the change an invocation made.
public struct JournalChange: Sendable, Hashable {
  /// Its number; a later change has a higher one.
  public var number: Int64
  /// The invocation that made it.
  public var invocation: String
  /// How many rows it added, changed and deleted.
  public var summary: ChangeSummary
  /// The invocation that undid it; nil while it is in force.
  public var undoneBy: String?
  /// The invocations it undid itself; none unless it is an undo or a rollback.
  public var undoes: [String]
}

/// The size of the journal.
public struct JournalSize: Sendable, Hashable {
  /// Number of changes.
  public var changes: Int
  /// Number of rows they added, changed and deleted.
  public var rows: Int
  /// Estimated size in the file, in bytes, the index by record included.
  public var bytes: Int
  /// The time of the oldest change; nil without any.
  public var since: String?
}
