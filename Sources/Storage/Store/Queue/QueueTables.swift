/// The tables of pending work: events to deliver, jobs to run.
enum QueueTables {
  static let ddl = [registration, cascade, outbox, outboxIndex, delivery] + deliveryIndexes + [job]

  // The listeners and jobs that each bundle's init.lua registered. Those of the present generation are in force, so that
  // installing, rolling back and removing need not update it.
  private static let registration =
    """
    CREATE TABLE plugin_registration (
      bundle_id TEXT NOT NULL,
      kind TEXT NOT NULL CHECK (kind IN ('listener', 'job')),
      name TEXT NOT NULL,
      position INTEGER NOT NULL CHECK (position >= 0),
      description TEXT NOT NULL CHECK (json_valid(description)),
      PRIMARY KEY (bundle_id, kind, name, position)
    ) STRICT, WITHOUT ROWID
    """

  /// One row for each origin of events that plugins cause, while any of its events has pending deliveries. When set_aside_at is
  /// set, its deliveries wait for an admin's decision. Numbers are never reused.
  static let cascade = """
    CREATE TABLE cascade (
      number INTEGER PRIMARY KEY AUTOINCREMENT,
      plugin TEXT NOT NULL,
      name TEXT NOT NULL,
      started_at TEXT NOT NULL,
      deliveries INTEGER NOT NULL DEFAULT 0,
      allowed INTEGER NOT NULL,
      set_aside_at TEXT
    ) STRICT
    """

  /// Numbers are never reused: events are ordered by them.
  static let outbox =
    """
    CREATE TABLE outbox (
      number INTEGER PRIMARY KEY AUTOINCREMENT,
      name TEXT NOT NULL,
      plugin TEXT NOT NULL,
      entity TEXT,
      record TEXT,
      payload TEXT NOT NULL CHECK (json_valid(payload)),
      before TEXT CHECK (before IS NULL OR json_valid(before)),
      depth INTEGER NOT NULL CHECK (depth BETWEEN 1 AND \(EventCascade.depthMax)),
      recorded_at TEXT NOT NULL,
      cascade INTEGER REFERENCES cascade (number)
    ) STRICT
    """

  static let outboxIndex = "CREATE INDEX outbox_by_cascade ON outbox (cascade) WHERE cascade IS NOT NULL"

  /// One row for each event and listener, until it is delivered; when set_aside_at is set it waits for an admin.
  static let delivery =
    """
    CREATE TABLE delivery (
      number INTEGER PRIMARY KEY AUTOINCREMENT,
      event INTEGER NOT NULL REFERENCES outbox (number),
      plugin TEXT NOT NULL,
      name TEXT NOT NULL,
      position INTEGER NOT NULL,
      attempts INTEGER NOT NULL DEFAULT 0,
      due_ms INTEGER NOT NULL DEFAULT 0,
      set_aside_at TEXT,
      detail TEXT
    ) STRICT
    """

  static let deliveryIndexes = [
    "CREATE INDEX delivery_queue ON delivery (plugin, name, position, number) WHERE set_aside_at IS NULL",
    "CREATE INDEX delivery_event ON delivery (event)",
    "CREATE INDEX delivery_aside ON delivery (number) WHERE set_aside_at IS NOT NULL",
  ]

  private static let job =
    """
    CREATE TABLE job (
      plugin TEXT NOT NULL,
      id TEXT NOT NULL,
      bundle_id TEXT NOT NULL,
      title TEXT NOT NULL CHECK (json_valid(title)),
      schedule TEXT NOT NULL CHECK (json_valid(schedule)),
      state TEXT NOT NULL CHECK (state IN ('waiting', 'paused', 'set-aside', 'done')),
      meant_ms INTEGER,
      due_ms INTEGER,
      attempts INTEGER NOT NULL DEFAULT 0,
      last_started_at TEXT,
      last_outcome TEXT,
      detail TEXT,
      lease_owner TEXT,
      lease_until_ms INTEGER,
      PRIMARY KEY (plugin, id)
    ) STRICT, WITHOUT ROWID
    """
}
