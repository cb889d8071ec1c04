import Calendar
import Ecosystem
import Store

/// The effect of a compaction; in a dry run the expected one.
public struct Compaction: Sendable, Hashable {
  /// The sizes before.
  public var before: FileSizes
  /// The sizes after; in a dry run those expected, without the space between the rows of a page.
  public var after: FileSizes
  /// Number of changes deleted from the journal.
  public var changes: Int
  /// Number of invocations deleted from the log.
  public var invocations: Int

  /// The output of `grappe compact --json`.
  public var json: FieldValue {
    .map([
      "before": Self.json(before), "after": Self.json(after), "changes": .integer(Int64(changes)),
      "invocations": .integer(Int64(invocations)),
    ])
  }

  private static func json(_ sizes: FileSizes) -> FieldValue {
    .map(["database": .integer(sizes.database), "free": .integer(sizes.free), "wal": .integer(sizes.log)])
  }
}

extension PluginHost {
  /// Deletes what the retention of journal and log no longer keeps, and gives the free space of the database back to the file system.
  ///
  /// - Parameter isDryRun: whether everything is only counted.
  /// - Throws: `EngineError.writerBusy` when another writer keeps the write lock; `StoreError.busy` while another process holds the
  ///   database, `.disk` on a full disk. What was deleted from the journal stays deleted then.
  public func compact(isDryRun: Bool) async throws -> Compaction {
    let before = try workspace.store.sizes()
    var compaction = Compaction(before: before, after: before, changes: 0, invocations: 0)
    let (transaction, now) = (try await beginWriting(.prune, "admin", name: "compact", for: .admin), Instant.now())
    do {
      let kept = Instant.present.milliseconds - workspace.settings.logDays * 86_400_000
      let pruning = try pruneJournal(in: transaction)
      let invocations = try transaction.invocations.prune(before: Instant(milliseconds: kept).text)
      (compaction.changes, compaction.invocations) = (pruning.changes, pruning.invocations + invocations)
      let free = try transaction.freeBytes()
      compaction.after = FileSizes(database: max(0, before.database - free), free: 0, log: 0)
      if isDryRun {
        transaction.rollback()
        return compaction
      }
      _ = try log(InvocationRecord(.prune, name: "compact", startedAt: now, rowsWritten: 0), in: transaction)
      try transaction.commit()
    } catch {
      transaction.rollback()
      throw error
    }
    try workspace.store.vacuum(busyMilliseconds: Int(workspace.settings.writerWaitSeconds) * 1_000)
    compaction.after = try workspace.store.sizes()
    return compaction
  }
}
