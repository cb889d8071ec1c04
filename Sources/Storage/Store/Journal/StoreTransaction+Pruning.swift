import Ecosystem

/// What a pruning took away.
public struct Pruning: Sendable, Hashable {
  /// Number of changes that cannot be explained or undone any more.
  public var changes: Int
  /// Number of invocations that went from the log.
  public var invocations: Int
}

extension StoreTransaction {
  /// Forgets the changes of invocations that began before a moment, and those invocations. What a rollback of a plugin needs stays,
  /// and so does the last change, which tells a follower where the journal ends.
  /// - Parameter moment: RFC 3339 in UTC.
  public func pruneJournal(before moment: String) throws -> Pruning {
    let connection = try writable()
    let first = SQLValue.text(ULIDSource.first(milliseconds: try instant(moment).milliseconds))
    return try explaining {
      try connection.unrecorded {
        let old = """
          SELECT number FROM journal_change WHERE invocation < ?
          AND number < (SELECT max(number) FROM journal_change) AND number NOT IN
          (SELECT change FROM generation_change WHERE change IS NOT NULL AND undone_by IS NULL)
          """
        let chunks = "SELECT number FROM journal_chunk WHERE change IN (\(old))"
        try connection.run("DELETE FROM journal_key WHERE chunk IN (\(chunks))", [first])
        try connection.run("DELETE FROM journal_chunk WHERE change IN (\(old))", [first])
        var changes = 0
        try connection.run("DELETE FROM journal_change WHERE number IN (\(old)) RETURNING number", [first]) { _ in
          changes += 1
        }
        return Pruning(changes: changes, invocations: try forgetInvocations(before: first, connection))
      }
    }
  }

  /// Forgets the invocations before a moment that changed nothing; the quarantines stay.
  /// - Returns: how many went.
  @discardableResult
  public func pruneInvocations(before moment: String) throws -> Int {
    let connection = try writable()
    let first = SQLValue.text(ULIDSource.first(milliseconds: try instant(moment).milliseconds))
    return try explaining { try forgetInvocations(before: first, connection) }
  }

  private func forgetInvocations(before first: SQLValue, _ connection: Connection) throws -> Int {
    let sql = """
      DELETE FROM invocation WHERE id < ? AND kind <> '\(InvocationRecord.quarantineKind)'
      AND id NOT IN (SELECT invocation FROM journal_change WHERE invocation IS NOT NULL) RETURNING id
      """
    var count = 0
    try connection.run(sql, [first]) { _ in count += 1 }
    return count
  }
}
