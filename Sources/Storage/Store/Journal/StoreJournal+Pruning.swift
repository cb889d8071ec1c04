import Ecosystem

/// Result of a pruning.
public struct Pruning: Sendable, Hashable {
  /// Number of deleted changes, which cannot be explained or undone any more.
  public var changes: Int
  /// Number of invocations deleted from the log.
  public var invocations: Int

  /// A result with these numbers.
  public init(changes: Int, invocations: Int) {
    (self.changes, self.invocations) = (changes, invocations)
  }
}

extension StoreJournal {
  /// Deletes the changes of invocations that began before a time, and those invocations. Keeps the changes that a rollback of a
  /// plugin needs, and the last change, by which a follower finds the end of the journal.
  /// - Parameter moment: RFC 3339 in UTC.
  /// - Throws: `StoreError.readOnly` or `.closed` when it cannot write; `.busy` or `.overtaken` without the write lock; `.disk`;
  ///   `.badArgument` when `moment` is no RFC 3339 timestamp.
  public func prune(before moment: String) throws -> Pruning {
    let connection = try writable()
    let first = SQLValue.text(ULIDSource.first(milliseconds: try transaction.instant(moment).milliseconds))
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
        return Pruning(changes: changes, invocations: try transaction.invocations.delete(before: first, connection))
      }
    }
  }
}
