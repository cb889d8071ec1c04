/// The tables of the queue of proposals: changes of records that somebody of the staff accepts or rejects.
enum ProposalTables {
  static let proposal = "proposal"
  static let change = "proposal_change"

  static let ddl = [
    """
    CREATE TABLE proposal (
      id TEXT PRIMARY KEY,
      filed_at TEXT NOT NULL,
      principal TEXT NOT NULL,
      kind TEXT NOT NULL,
      owner TEXT NOT NULL,
      name TEXT NOT NULL,
      source TEXT,
      licence TEXT,
      fetched_at TEXT,
      raw TEXT,
      fingerprint TEXT NOT NULL,
      state TEXT NOT NULL CHECK (state IN ('pending', 'accepted', 'rejected')),
      decided_at TEXT,
      decided_by TEXT,
      reason TEXT,
      invocation TEXT
    ) STRICT, WITHOUT ROWID
    """,
    "CREATE INDEX proposal_by_state ON proposal (state, principal, id)",
    "CREATE INDEX proposal_by_fingerprint ON proposal (fingerprint)",
    // The fields of the record as proposed; of a change or removal also as they were when it was filed.
    """
    CREATE TABLE proposal_change (
      proposal TEXT NOT NULL,
      position INTEGER NOT NULL,
      operation TEXT NOT NULL CHECK (operation IN ('add', 'change', 'remove')),
      entity TEXT NOT NULL,
      record TEXT NOT NULL,
      fields TEXT NOT NULL CHECK (json_valid(fields)),
      base TEXT NOT NULL CHECK (json_valid(base)),
      PRIMARY KEY (proposal, position)
    ) STRICT, WITHOUT ROWID
    """,
    "CREATE INDEX proposal_change_by_record ON proposal_change (record, proposal)",
  ]

  /// The shapes of both, so that filing and deciding are in the journal and can be undone.
  static let shapes = [
    RowShape(
      proposal,
      [
        "id", "filed_at", "principal", "kind", "owner", "name", "source", "licence", "fetched_at", "raw", "fingerprint", "state",
        "decided_at", "decided_by", "reason", "invocation",
      ], key: 1, hasRowNumber: false),
    RowShape(change, ["proposal", "position", "operation", "entity", "record", "fields", "base"], key: 2, hasRowNumber: false),
  ]
}

extension RowShape {
  /// Whether its rows belong to the queue of proposals, from which decided ones are deleted without the journal.
  var isOfProposals: Bool { table == ProposalTables.proposal || table == ProposalTables.change }
}
