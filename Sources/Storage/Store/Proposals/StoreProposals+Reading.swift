import Ecosystem

/// Which proposals are listed.
public struct ProposalQuery: Sendable, Hashable {
  /// The state of the proposals; nil for all.
  public var state: Proposal.State?
  /// The entity whose records they concern; nil for all.
  public var entity: String?
  /// The record that they concern; nil for all.
  public var record: String?
  /// The principal that filed them; nil for all.
  public var principal: String?
  /// Number of proposals to skip.
  public var offset = 0
  /// Maximum number of proposals returned, from 1 to ``limitMax``.
  public var limit = 50

  /// The maximum of ``limit``.
  public static let limitMax = 200

  public init(_ state: Proposal.State? = .pending) { self.state = state }
}

extension StoreProposals {
  /// Returns a proposal; nil when there is none.
  /// - Throws: `StoreError.closed` once the transaction has ended; `.interrupted`, `.corrupt` or `.disk` when the query fails.
  public func get(_ id: String) throws -> Proposal? {
    let connection = try open()
    return try explaining {
      let sql = "SELECT \(Self.columns) FROM proposal p WHERE id = ?"
      guard var proposal = try connection.first(sql, [.text(id)], body: Self.proposal) else { return nil }
      proposal.changes = try changes(of: id, connection)
      return proposal
    }
  }

  /// Returns proposals, the pending ones in the order in which they were filed, others the newest first, and the number of all that
  /// match.
  /// - Throws: as `get`.
  public func list(_ query: ProposalQuery) throws -> (proposals: [Proposal], total: Int) {
    let connection = try open()
    let (condition, arguments) = query.condition
    let order = query.state == .pending ? "id" : "id DESC"
    let limits = [min(max(query.limit, 1), ProposalQuery.limitMax), max(query.offset, 0)].map { SQLValue.integer(Int64($0)) }
    return try explaining {
      let total = try connection.first("SELECT count(*) FROM proposal p WHERE \(condition)", arguments) { Int($0.integer(0)) } ?? 0
      var proposals: [Proposal] = []
      let sql = "SELECT \(Self.columns) FROM proposal p WHERE \(condition) ORDER BY \(order) LIMIT ? OFFSET ?"
      try connection.run(sql, arguments + limits) { proposals.append(try Self.proposal($0)) }
      for index in proposals.indices { proposals[index].changes = try changes(of: proposals[index].id, connection) }
      return (proposals, total)
    }
  }

  /// Returns the number of proposals by state.
  /// - Throws: as `get`.
  public func counts() throws -> [Proposal.State: Int] {
    let connection = try open()
    return try explaining {
      var counts: [Proposal.State: Int] = [:]
      try connection.run("SELECT state, count(*) FROM proposal GROUP BY state") {
        if let state = Proposal.State(rawValue: $0.text(0)) { counts[state] = Int($0.integer(1)) }
      }
      return counts
    }
  }

  /// Returns the number of pending proposals that concern records of an entity, by entity.
  /// - Throws: as `get`.
  public func pendingByEntity() throws -> ExactDictionary<Int> {
    let connection = try open()
    let sql = """
      SELECT c.entity, count(DISTINCT p.id) FROM proposal_change c JOIN proposal p ON p.id = c.proposal
      WHERE p.state = 'pending' GROUP BY c.entity
      """
    var counts: ExactDictionary<Int> = [:]
    try explaining { try connection.run(sql) { counts[$0.text(0)] = Int($0.integer(1)) } }
    return counts
  }

  /// Returns the ids of proposals that begin with a text, the pending ones, at most `limit`.
  /// - Throws: as `get`.
  public func ids(beginningWith prefix: String, limit: Int) throws -> [String] {
    let connection = try open()
    var ids: [String] = []
    let sql = "SELECT id FROM proposal WHERE state = 'pending' AND substr(id, 1, length(?1)) = ?1 ORDER BY id LIMIT ?2"
    try explaining { try connection.run(sql, [.text(prefix), .integer(Int64(limit))]) { ids.append($0.text(0)) } }
    return ids
  }

  /// Returns the id of the pending proposal that adds a record; nil when there is none.
  /// - Throws: as `get`.
  public func id(adding record: String) throws -> String? {
    let connection = try open()
    let sql = """
      SELECT p.id FROM proposal_change c JOIN proposal p ON p.id = c.proposal
      WHERE c.record = ? AND c.operation = 'add' AND p.state = 'pending' ORDER BY p.id LIMIT 1
      """
    return try explaining { try connection.first(sql, [.text(record)]) { $0.text(0) } }
  }

  /// Whether a principal may file another proposal.
  /// - Throws: as `get`.
  public func hasRoom(for principal: String) throws -> Bool {
    let connection = try open()
    let sql = "SELECT count(*) FROM proposal WHERE state = 'pending'"
    return try explaining {
      let all = try connection.first(sql) { $0.integer(0) } ?? 0
      let own = try connection.first(sql + " AND principal = ?", [.text(principal)]) { $0.integer(0) } ?? 0
      return all < ProposalLimits.pendingMax && own < ProposalLimits.max(of: principal)
    }
  }

  // MARK: Rows

  private static let columns = """
    id, filed_at, principal, kind, owner, name, source, licence, fetched_at, raw, state, decided_at, decided_by, reason, invocation
    """

  private static func proposal(_ row: PreparedStatement) throws -> Proposal {
    var origin = ProposalOrigin(principal: row.text(2), kind: row.text(3), owner: row.text(4), name: row.text(5))
    (origin.source, origin.licence, origin.fetchedAt) = (row.optionalText(6), row.optionalText(7), row.optionalText(8))
    guard let state = Proposal.State(rawValue: row.text(10)) else {
      throw StoreError(.corrupt, entity: ProposalTables.proposal, id: row.text(0), field: "state", found: row.text(10))
    }
    let decision = row.optionalText(11).map {
      Proposal.Decision(at: $0, by: row.optionalText(12) ?? "", reason: row.optionalText(13), invocation: row.optionalText(14) ?? "")
    }
    return Proposal(
      id: row.text(0), filedAt: row.text(1), origin: origin, raw: row.optionalText(9), state: state, decision: decision, changes: [])
  }

  private func changes(of id: String, _ connection: Connection) throws -> [ProposedChange] {
    var changes: [ProposedChange] = []
    let sql = "SELECT operation, entity, record, fields, base FROM proposal_change WHERE proposal = ? ORDER BY position"
    try connection.run(sql, [.text(id)]) { row in
      guard let operation = ProposedChange.Operation(rawValue: row.text(0)) else {
        throw StoreError(.corrupt, entity: ProposalTables.change, id: id, field: "operation", found: row.text(0))
      }
      func values(_ column: StoredColumn, _ index: Int32) throws -> ExactDictionary<FieldValue> {
        try column.value(row.text(Int(index)), row: id).mapValue ?? [:]
      }
      changes.append(
        ProposedChange(
          operation, row.text(1), record: row.text(2), fields: try values(.proposedFields, 3), base: try values(.proposedBase, 4)))
    }
    return changes
  }
}

extension ProposalQuery {
  fileprivate var condition: (sql: String, arguments: [SQLValue]) {
    var (conditions, arguments) = (["1"], [SQLValue]())
    func add(_ condition: String, _ text: String?) {
      guard let text else { return }
      conditions.append(condition)
      arguments.append(.text(text))
    }
    add("p.state = ?", state?.rawValue)
    add("p.principal = ?", principal)
    add("EXISTS (SELECT 1 FROM proposal_change c WHERE c.proposal = p.id AND c.entity = ?)", entity)
    add("p.id IN (SELECT c.proposal FROM proposal_change c WHERE c.record = ?)", record)
    return (conditions.joined(separator: " AND "), arguments)
  }
}
