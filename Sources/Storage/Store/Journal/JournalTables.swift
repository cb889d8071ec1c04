/// The tables of the journal: the row changes of every invocation, for `history` and undo.
enum JournalTables {
  /// One row for each invocation that wrote. The invocation is NULL until it ends. Numbers are never reused, neither after
  /// pruning nor after a restoration.
  static let change = """
    CREATE TABLE journal_change (
      number INTEGER PRIMARY KEY AUTOINCREMENT,
      invocation TEXT REFERENCES invocation (id) DEFERRABLE INITIALLY DEFERRED,
      rows INTEGER NOT NULL DEFAULT 0,
      bytes INTEGER NOT NULL DEFAULT 0,
      summary TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(summary)),
      undone_by INTEGER
    ) STRICT
    """

  static let changeIndexes = [
    "CREATE UNIQUE INDEX journal_change_by_invocation ON journal_change (invocation)",
    "CREATE INDEX journal_change_by_undone_by ON journal_change (undone_by) WHERE undone_by IS NOT NULL",
  ]

  static let ddl =
    [change] + changeIndexes + [
      // The operations of a change, in chunks of some tens of kilobytes; see RowRecorder.
      """
      CREATE TABLE journal_chunk (
        number INTEGER PRIMARY KEY,
        change INTEGER NOT NULL,
        shapes TEXT NOT NULL CHECK (json_valid(shapes)),
        data BLOB NOT NULL
      ) STRICT
      """,
      "CREATE INDEX journal_chunk_by_change ON journal_chunk (change)",
      // The chunks that hold operations on a row, by the fingerprint of its table and key.
      "CREATE TABLE journal_key (fingerprint INTEGER NOT NULL, chunk INTEGER NOT NULL, PRIMARY KEY (fingerprint, chunk)) STRICT, WITHOUT ROWID",
      // The columns of a table at the time of writing, as JSON; chunks refer to them by number.
      """
      CREATE TABLE journal_shape (
        number INTEGER PRIMARY KEY,
        table_name TEXT NOT NULL,
        columns TEXT NOT NULL CHECK (json_valid(columns)),
        UNIQUE (table_name, columns)
      ) STRICT
      """,
      // The numbers to reuse for deleted records that an undo brings back; empty otherwise.
      "CREATE TABLE record_number (id TEXT PRIMARY KEY, number INTEGER NOT NULL) STRICT, WITHOUT ROWID",
      // The change of data each generation made, by plugin.
      """
      CREATE TABLE generation_change (
        number INTEGER PRIMARY KEY,
        generation INTEGER NOT NULL REFERENCES generation (number),
        plugin TEXT NOT NULL,
        change INTEGER,
        undone_by INTEGER REFERENCES generation (number)
      ) STRICT
      """,
      "CREATE INDEX generation_change_by_change ON generation_change (change) WHERE change IS NOT NULL",
    ]
}
