/// The engine's own tables, in the same file and transactions as the entities.
enum SupportTables {
  /// The index by which the last quarantine entry of a plugin is found without reading the whole log.
  static let quarantineIndex =
    "CREATE INDEX invocation_quarantine ON invocation (plugin, id) WHERE kind = '\(InvocationRecord.quarantineKind)'"

  /// The statements that create them, to be run before those of the entities.
  static let ddl =
    [
      // One number for each record of any entity: ids are unique among all, and the full-text indexes refer to the number.
      """
      CREATE TABLE record (
        number INTEGER PRIMARY KEY,
        id TEXT NOT NULL UNIQUE,
        entity TEXT NOT NULL
      ) STRICT
      """,
      // Records whose words are not in the full-text index yet; they are indexed together, at the end of the transaction.
      "CREATE TABLE search_pending (number INTEGER PRIMARY KEY, entity TEXT NOT NULL) STRICT",
      "CREATE TABLE counter (name TEXT PRIMARY KEY, value INTEGER NOT NULL) STRICT, WITHOUT ROWID",
      "INSERT INTO counter (name, value) VALUES ('plugin_fields', 0)",
      WorkspaceIdentity.table, WorkspaceIdentity.row,
      """
      CREATE TABLE plugin_field (
        entity TEXT NOT NULL,
        plugin TEXT NOT NULL,
        name TEXT NOT NULL,
        type TEXT NOT NULL,
        label TEXT NOT NULL CHECK (json_valid(label)),
        doc TEXT NOT NULL CHECK (json_valid(doc)),
        is_indexed INTEGER NOT NULL CHECK (is_indexed IN (0, 1)),
        visibility TEXT NOT NULL CHECK (visibility IN ('public', 'members', 'staff')),
        PRIMARY KEY (entity, plugin, name)
      ) STRICT, WITHOUT ROWID
      """,
      """
      CREATE TABLE generation (
        number INTEGER PRIMARY KEY CHECK (number > 0),
        created_at TEXT NOT NULL,
        reason TEXT NOT NULL
      ) STRICT
      """,
      """
      CREATE TABLE generation_plugin (
        generation INTEGER NOT NULL REFERENCES generation (number),
        name TEXT NOT NULL,
        version TEXT NOT NULL,
        bundle_id TEXT NOT NULL,
        grants TEXT NOT NULL,
        installed_at TEXT NOT NULL,
        PRIMARY KEY (generation, name)
      ) STRICT, WITHOUT ROWID
      """,
      "CREATE TABLE plugin_data (plugin TEXT PRIMARY KEY, data_version INTEGER NOT NULL CHECK (data_version >= 0)) STRICT, WITHOUT ROWID",
      """
      CREATE TABLE storage (
        plugin TEXT NOT NULL,
        key TEXT NOT NULL,
        value TEXT NOT NULL CHECK (json_valid(value)),
        PRIMARY KEY (plugin, key)
      ) STRICT
      """,
      """
      CREATE TABLE setting (
        plugin TEXT NOT NULL,
        name TEXT NOT NULL,
        value TEXT NOT NULL CHECK (json_valid(value)),
        PRIMARY KEY (plugin, name)
      ) STRICT, WITHOUT ROWID
      """,
      """
      CREATE TABLE blob (
        sha256 TEXT PRIMARY KEY CHECK (length(sha256) = 64 AND sha256 NOT GLOB '*[^0-9a-f]*'),
        bytes INTEGER NOT NULL CHECK (bytes >= 0),
        media_type TEXT,
        created_at TEXT NOT NULL
      ) STRICT, WITHOUT ROWID
      """,
      """
      CREATE TABLE invocation (
        id TEXT PRIMARY KEY,
        plugin TEXT NOT NULL,
        principal TEXT NOT NULL,
        kind TEXT NOT NULL,
        name TEXT NOT NULL,
        started_at TEXT NOT NULL,
        outcome TEXT NOT NULL,
        detail TEXT,
        queue_ms INTEGER NOT NULL,
        cpu_ms INTEGER NOT NULL,
        wall_ms INTEGER NOT NULL,
        peak_bytes INTEGER NOT NULL,
        rows_read INTEGER NOT NULL,
        rows_written INTEGER NOT NULL,
        output_bytes INTEGER NOT NULL DEFAULT 0
      ) STRICT, WITHOUT ROWID
      """,
      quarantineIndex,
      ImportProgressRecord.ddl, NameSearch.ddl, RecordAliases.ddl,
    ] + JournalTables.ddl + QueueTables.ddl + ProposalTables.ddl + ImportedObject.ddl
}
