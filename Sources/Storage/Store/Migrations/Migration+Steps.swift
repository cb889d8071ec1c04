// The released migration steps. SQLite can alter little of a table, so a changed table is created anew and its rows are copied.

extension Migration {
  /// Version 4: persons with affiliations, consents and memberships, dues, addresses; invented examples; ids of merged records; the
  /// queue of proposals; objects of other publishers' files.
  static let people = Migration(
    version: 4,
    statements: [
      """
      CREATE TABLE record_alias (
        id TEXT PRIMARY KEY,
        entity TEXT NOT NULL,
        target TEXT NOT NULL
      ) STRICT, WITHOUT ROWID
      """
    ] + ProposalTables.ddl + ImportedObject.ddl,
    addedEntities: ["person", "affiliation", "consent", "membership", "dues_period"], rebuildsEntities: true)

  /// Version 2: counts the deliveries of a cascade, never reuses numbers of changes, and gives the content an identity.
  static let countedDeliveries = Migration(
    version: 2,
    statements: [WorkspaceIdentity.table, WorkspaceIdentity.row] + journalChange + queue)

  private static let journalChange =
    [
      "DROP INDEX journal_change_by_invocation", "DROP INDEX journal_change_by_undone_by",
      "ALTER TABLE journal_change RENAME TO former_journal_change", JournalTables.change,
      // A number that is still referenced anywhere was used.
      """
      INSERT INTO sqlite_sequence (name, seq) SELECT 'journal_change', max(number) FROM (
        SELECT number FROM former_journal_change UNION ALL SELECT undone_by FROM former_journal_change
        UNION ALL SELECT change FROM generation_change UNION ALL SELECT change FROM journal_chunk)
      HAVING max(number) IS NOT NULL
      """,
      """
      INSERT INTO journal_change (number, invocation, rows, bytes, summary, undone_by)
      SELECT number, invocation, rows, bytes, summary, undone_by FROM former_journal_change
      """,
      "DROP TABLE former_journal_change",
    ] + JournalTables.changeIndexes

  private static let queue =
    [
      QueueTables.cascade,
      "DROP INDEX delivery_queue", "DROP INDEX delivery_event", "DROP INDEX delivery_aside",
      "ALTER TABLE delivery RENAME TO former_delivery", "ALTER TABLE outbox RENAME TO former_outbox",
      QueueTables.outbox, QueueTables.delivery,
    ]
    + ["outbox", "delivery"].map {
      "INSERT INTO sqlite_sequence (name, seq) SELECT '\($0)', seq FROM sqlite_sequence WHERE name = 'former_\($0)'"
    } + [
      """
      INSERT INTO outbox (number, name, plugin, entity, record, payload, before, depth, recorded_at)
      SELECT number, name, plugin, entity, record, payload, before, depth, recorded_at FROM former_outbox
      """,
      """
      INSERT INTO delivery (number, event, plugin, name, position, attempts, due_ms, set_aside_at, detail)
      SELECT number, event, plugin, name, position, attempts, due_ms, set_aside_at, detail FROM former_delivery
      """,
      "DROP TABLE former_delivery", "DROP TABLE former_outbox", QueueTables.outboxIndex,
    ] + QueueTables.deliveryIndexes
}
