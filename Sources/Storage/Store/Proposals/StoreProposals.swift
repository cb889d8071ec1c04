import Ecosystem

/// The queue of proposals of a transaction.
///
/// Its tables are recorded in the journal: the undo of the invocation that decided a proposal makes it pending again.
public struct StoreProposals: TransactionFacet {
  package let transaction: StoreTransaction
}

/// A savepoint of a transaction from which on its changes can be taken back as a proposal.
public struct ProposalMark {
  let savepoint: Savepoint
  /// The number of the last chunk of the journal before it.
  let chunk: Int64
}

extension StoreTransaction {
  /// The queue of proposals.
  public var proposals: StoreProposals { StoreProposals(transaction: self) }
}

extension StoreProposals {
  /// Begins a savepoint whose changes can be taken back as a proposal.
  /// - Throws: `StoreError.readOnly` or `.closed` when it cannot write; `.busy` or `.overtaken` without the write lock.
  public func mark() throws -> ProposalMark {
    let connection = try writable()
    let savepoint = try transaction.savepoint()
    let chunk = try explaining { try connection.first("SELECT max(number) FROM journal_chunk") { $0.integer(0) } }
    return ProposalMark(savepoint: savepoint, chunk: chunk ?? 0)
  }

  /// Returns the net changes of records since a mark, in order. Other writes, such as to the storage of plugins, are not among them.
  ///
  /// - Parameter recordsMax: the maximum number of records.
  /// - Throws: `StoreError.proposalTooLarge` for more records; `.closed` once the transaction has ended; `.interrupted`, `.corrupt` or
  ///   `.disk` when the query fails.
  public func changes(since mark: ProposalMark, recordsMax: Int = ProposalLimits.changesMax) throws -> [ProposedChange] {
    let connection = try open()
    guard let journal = connection.journal, !journal.isEmpty else { return [] }
    return try explaining {
      try connection.unrecorded { try journal.spill(connection) }
      var chunks: [Int64] = []
      try connection.run("SELECT number FROM journal_chunk WHERE number > ? ORDER BY number", [.integer(mark.chunk)]) {
        chunks.append($0.integer(0))
      }
      var rows = RecordedRows()
      for chunk in chunks {
        for row in try transaction.journal.rowChanges(in: chunk, connection) where row.shape.isOfEntity { rows.note(row) }
        if rows.count > recordsMax { throw StoreError(.proposalTooLarge, found: "\(rows.count)", wanted: "\(recordsMax)") }
      }
      return try rows.changes(layout, connection)
    }
  }

  /// Checks the changes of records since a mark as a commit does, and takes back everything written since.
  ///
  /// - Returns: the net changes, to be filed.
  /// - Throws: the errors of `StoreTransaction.validate`, and as `changes`; the transaction is to be rolled back then.
  public func takeBack(to mark: ProposalMark, recordsMax: Int = ProposalLimits.changesMax) throws -> [ProposedChange] {
    try transaction.validate()
    let changes = try changes(since: mark, recordsMax: recordsMax)
    try transaction.rollback(to: mark.savepoint)
    return changes
  }

  /// Takes back everything written since a mark.
  /// - Throws: as `StoreTransaction.rollback(to:)`.
  public func discard(_ mark: ProposalMark) throws { try transaction.rollback(to: mark.savepoint) }

  /// Keeps the changes since a mark.
  /// - Throws: as `StoreTransaction.release`.
  public func keep(_ mark: ProposalMark) throws { try transaction.release(mark.savepoint) }

  /// Files drafts. A draft whose content is pending already is not filed again; nor is one whose content was rejected, when
  /// `refilesRejected` is false. References among the new records of the drafts follow the records that are in the queue already.
  /// A draft of a changed record replaces the pending one from the same origin about it.
  ///
  /// - Parameters:
  ///   - now: RFC 3339 in UTC.
  ///   - refilesRejected: whether content that was rejected before is filed again.
  /// - Returns: the outcome of each draft.
  /// - Throws: `StoreError.proposalTooLarge` or `.proposalsFull`, the transaction is to be rolled back then; `.badArgument` for a draft
  ///   without changes; `.readOnly` or `.closed` when it cannot write; `.busy` or `.overtaken` without the write lock; `.disk`.
  @discardableResult
  public func file(_ drafts: [ProposalDraft], now: String, refilesRejected: Bool = true) throws -> [FiledProposal] {
    let connection = try writable()
    return try explaining {
      let fingerprints = ProposalFingerprints(drafts)
      var (ids, filed): (ExactDictionary<String>, [FiledProposal?]) = ([:], [])
      var kept: ExactDictionary<Int> = [:]
      for (index, draft) in drafts.enumerated() {
        let fingerprint = fingerprints.of(draft)
        if let first = kept[fingerprint] {
          Self.noteIDs(of: draft.changes, as: drafts[first].changes, &ids)
        } else if let known = try known(fingerprint, refilesRejected: refilesRejected, connection) {
          Self.noteIDs(of: draft.changes, as: known.changes, &ids)
          filed.append(.known(known.id))
          continue
        } else {
          kept[fingerprint] = index
        }
        filed.append(nil)
      }
      return try write(drafts, known: filed, ids: ids, fingerprints: fingerprints, now: now, connection)
    }
  }

  /// Makes the ids of records that a draft would add stand for those of the proposal that holds the same.
  private static func noteIDs(of changes: [ProposedChange], as known: [ProposedChange], _ ids: inout ExactDictionary<String>) {
    for (change, other) in zip(changes, known) where change.hasGeneratedID && change.entity == other.entity {
      ids[change.record] = other.record
    }
  }

  private func write(
    _ drafts: [ProposalDraft], known: [FiledProposal?], ids: ExactDictionary<String>, fingerprints: ProposalFingerprints, now: String,
    _ connection: Connection
  ) throws -> [FiledProposal] {
    var written: ExactDictionary<String> = [:]
    var room = try ProposalRoom(connection)
    return try zip(drafts, known).map { draft, known in
      if let known { return known }
      let fingerprint = fingerprints.of(draft)
      if let id = written[fingerprint] { return .known(id) }
      let renamed = draft.renamed(ids)
      try renamed.check()
      room.add(try supersede(renamed, connection), of: draft.origin.principal)
      try room.take(draft.origin.principal)
      let id = try transaction.invocations.makeID(now: now)
      try insert(renamed, id: id, fingerprint: fingerprint, now: now, connection)
      written[fingerprint] = id
      return .filed(id)
    }
  }

  private func known(
    _ fingerprint: String, refilesRejected: Bool, _ connection: Connection
  ) throws -> Proposal? {
    let states = refilesRejected ? "state = 'pending'" : "state IN ('pending', 'rejected')"
    let sql = "SELECT id FROM proposal WHERE fingerprint = ? AND \(states) ORDER BY id LIMIT 1"
    return try connection.first(sql, [.text(fingerprint)]) { $0.text(0) }.flatMap { try get($0) }
  }

  /// Deletes the pending proposals from the same origin about the same records.
  /// - Returns: their number.
  private func supersede(_ draft: ProposalDraft, _ connection: Connection) throws -> Int {
    let records = draft.changes.filter { !$0.hasGeneratedID }.map { FieldValue.text($0.record) }
    if draft.origin.kind == "form" || draft.origin.kind == "action" || records.isEmpty { return 0 }
    var ids: [String] = []
    let sql = """
      SELECT DISTINCT p.id FROM proposal_change c JOIN proposal p ON p.id = c.proposal
      WHERE c.record IN (SELECT value FROM json_each(?)) AND p.state = 'pending' AND p.kind = ? AND p.owner = ? AND p.name = ?
      """
    let origin = [draft.origin.kind, draft.origin.owner, draft.origin.name].map(SQLValue.text)
    try connection.run(sql, [.text(FieldValue.list(records).json)] + origin) { ids.append($0.text(0)) }
    for id in ids { try delete(id, connection) }
    return ids.count
  }

  func delete(_ id: String, _ connection: Connection) throws {
    try connection.run("DELETE FROM proposal_change WHERE proposal = ?", [.text(id)])
    try connection.run("DELETE FROM proposal WHERE id = ?", [.text(id)])
  }

  private func insert(_ draft: ProposalDraft, id: String, fingerprint: String, now: String, _ connection: Connection) throws {
    let origin = draft.origin
    let raw = draft.raw.flatMap { $0.utf8.count <= ProposalLimits.rawBytesMax ? $0 : nil }
    try connection.run(
      """
      INSERT INTO proposal (id, filed_at, principal, kind, owner, name, source, licence, fetched_at, raw, fingerprint, state)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'pending')
      """,
      [id, now, origin.principal, origin.kind, origin.owner, origin.name].map(SQLValue.text)
        + [origin.source, origin.licence, origin.fetchedAt, raw].map { SQLValue($0) } + [.text(fingerprint)])
    for (position, change) in draft.changes.enumerated() { try insert(change, position: position, of: id, connection) }
  }

  private func insert(_ change: ProposedChange, position: Int, of id: String, _ connection: Connection) throws {
    try connection.run(
      "INSERT INTO proposal_change (proposal, position, operation, entity, record, fields, base) VALUES (?, ?, ?, ?, ?, ?, ?)",
      [
        .text(id), .integer(Int64(position)), .text(change.operation.rawValue), .text(change.entity), .text(change.record),
        .text(FieldValue.map(change.fields).json), .text(FieldValue.map(change.base).json),
      ])
  }

  // MARK: Decisions

  /// Notes the decision on a pending proposal.
  /// - Throws: `StoreError.notFound`; `.proposalDecided` with its state; `.readOnly` or `.closed` when it cannot write; `.busy` or
  ///   `.overtaken` without the write lock; `.disk`.
  public func decide(_ id: String, as state: Proposal.State, _ decision: Proposal.Decision) throws {
    let connection = try writable()
    _ = try requirePending(id)
    try explaining {
      try connection.run(
        "UPDATE proposal SET state = ?, decided_at = ?, decided_by = ?, reason = ?, invocation = ? WHERE id = ?",
        [
          .text(state.rawValue), .text(decision.at), .text(decision.by), SQLValue(decision.reason), .text(decision.invocation), .text(id),
        ])
    }
  }

  /// Replaces the proposed values of one change of a pending proposal. The caller has checked them.
  /// - Parameter position: the number of the change, from 0.
  /// - Throws: as `decide`; `StoreError.proposalTooLarge`.
  public func adjust(_ id: String, position: Int, to change: ProposedChange) throws {
    let connection = try writable()
    var proposal = try requirePending(id)
    guard proposal.changes.indices.contains(position) else {
      throw StoreError(.badArgument, field: "position", found: "\(position)", wanted: "0…")
    }
    proposal.changes[position] = change
    try ProposalDraft(proposal.origin, proposal.changes, raw: proposal.raw).check()
    try explaining {
      try connection.run(
        "UPDATE proposal_change SET fields = ?, base = ? WHERE proposal = ? AND position = ?",
        [.text(FieldValue.map(change.fields).json), .text(FieldValue.map(change.base).json), .text(id), .integer(Int64(position))])
    }
  }

  /// Returns a pending proposal.
  /// - Throws: `StoreError.notFound`; `.proposalDecided` with its state.
  public func requirePending(_ id: String) throws -> Proposal {
    guard let proposal = try get(id) else { throw StoreError(.notFound, entity: ProposalTables.proposal, id: id, found: id) }
    guard proposal.state == .pending else {
      throw StoreError(.proposalDecided, entity: ProposalTables.proposal, id: id, found: proposal.state.rawValue)
    }
    return proposal
  }

  /// Deletes the proposals decided before a time, not recorded in the journal.
  /// - Parameter moment: RFC 3339 in UTC.
  /// - Returns: number of deleted proposals.
  /// - Throws: `StoreError.readOnly` or `.closed` when it cannot write; `.busy` or `.overtaken` without the write lock; `.disk`.
  @discardableResult
  public func prune(before moment: String) throws -> Int {
    let connection = try writable()
    _ = try transaction.instant(moment)
    return try explaining {
      try connection.unrecorded {
        var ids: [String] = []
        let sql = "SELECT id FROM proposal WHERE state <> 'pending' AND decided_at < ?"
        try connection.run(sql, [.text(moment)]) { ids.append($0.text(0)) }
        for id in ids { try delete(id, connection) }
        return ids.count
      }
    }
  }
}

extension ProposalDraft {
  /// Returns the draft with other ids of records.
  fileprivate func renamed(_ ids: ExactDictionary<String>) -> ProposalDraft {
    if ids.isEmpty { return self }
    var renamed = self
    renamed.changes = changes.map { change in
      var change = change
      change.record = ids[change.record] ?? change.record
      change.fields = change.fields.mapValues { ProposalFingerprints.renamed($0, ids) }
      return change
    }
    return renamed
  }

  /// Throws when the draft is beyond the bounds.
  fileprivate func check() throws(StoreError) {
    if changes.isEmpty { throw StoreError(.badArgument, entity: ProposalTables.proposal, field: "changes", found: "0", wanted: "1…") }
    guard changes.count <= ProposalLimits.changesMax else {
      throw StoreError(.proposalTooLarge, found: "\(changes.count)", wanted: "\(ProposalLimits.changesMax)")
    }
    let raw = min(raw?.utf8.count ?? 0, ProposalLimits.rawBytesMax)
    let bytes = changes.reduce(raw) { $0 + $1.byteCount }
    if bytes > ProposalLimits.bytesMax { throw StoreError(.proposalTooLarge, found: "\(bytes)", wanted: "\(ProposalLimits.bytesMax)") }
  }
}

/// The room left in the queue.
private struct ProposalRoom {
  private var counts: ExactDictionary<Int> = [:]
  private var total = 0

  init(_ connection: Connection) throws {
    var counts: ExactDictionary<Int> = [:]
    try connection.run("SELECT principal, count(*) FROM proposal WHERE state = 'pending' GROUP BY principal") {
      counts[$0.text(0)] = Int($0.integer(1))
    }
    self.counts = counts
    total = counts.values.reduce(0, +)
  }

  /// Gives back the room of deleted proposals, which may have been another principal's.
  mutating func add(_ count: Int, of principal: String) {
    total -= count
    counts[principal] = max(0, (counts[principal] ?? 0) - count)
  }

  mutating func take(_ principal: String) throws(StoreError) {
    total += 1
    counts[principal, default: 0] += 1
    let most = ProposalLimits.max(of: principal)
    if counts[principal, default: 0] > most { throw StoreError(.proposalsFull, found: "\(most)", wanted: "\(most)") }
    if total > ProposalLimits.pendingMax { throw StoreError(.proposalsFull, found: "\(total)", wanted: "\(ProposalLimits.pendingMax)") }
  }
}
