import Calendar
import Ecosystem
import Localization
import Store

// The queue of proposals for the staff: for anybody else it is empty.

extension PluginHost {
  /// The most proposals that one invocation accepts or rejects.
  public static let proposalsTogetherMax = 200
  /// The maximum length of the reason of a rejection, in characters.
  public static let proposalReasonLengthMax = 1_000

  /// Returns a page of the queue, the pending proposals in the order in which they were filed, others the newest first. It is empty for
  /// an audience below the staff.
  ///
  /// - Throws: `StoreError` when the database cannot be read.
  public func proposals(_ query: ProposalQuery = ProposalQuery(), for viewer: PageViewer) throws -> ProposalList {
    guard viewer.scope.audience >= .staff else { return ProposalList(proposals: [], total: 0) }
    return try readingProposals(viewer) { transaction in
      let (proposals, total) = try transaction.proposals.list(query)
      let comparison = ProposalComparison(transaction: transaction)
      return ProposalList(proposals: try proposals.map(comparison.summary), total: total)
    }
  }

  /// Returns the number of proposals by state; none for an audience below the staff.
  ///
  /// - Throws: `StoreError` when the database cannot be read.
  public func proposalCounts(for viewer: PageViewer) throws -> [Proposal.State: Int] {
    guard viewer.scope.audience >= .staff else { return [:] }
    return try readingProposals(viewer) { try $0.proposals.counts() }
  }

  /// Returns the number of pending proposals that concern records of an entity, by entity; none for an audience below the staff.
  ///
  /// - Throws: `StoreError` when the database cannot be read.
  public func pendingProposalsByEntity(for viewer: PageViewer) throws -> ExactDictionary<Int> {
    guard viewer.scope.audience >= .staff else { return [:] }
    return try readingProposals(viewer) { try $0.proposals.pendingByEntity() }
  }

  /// Returns a proposal, compared with the records as they are now; nil when there is none for the viewer.
  ///
  /// - Throws: `StoreError` when the database cannot be read.
  public func proposal(_ id: String, for viewer: PageViewer) throws -> ProposalDifference? {
    guard viewer.scope.audience >= .staff else { return nil }
    return try readingProposals(viewer) { transaction in
      try transaction.proposals.get(id.asciiLowercased).map(ProposalComparison(transaction: transaction).difference)
    }
  }

  /// Returns ids of pending proposals that begin with a text, at most `limit`.
  ///
  /// - Throws: `StoreError` when the database cannot be read.
  public func proposalIDs(beginningWith prefix: String, limit: Int, for viewer: PageViewer) throws -> [String] {
    guard viewer.scope.audience >= .staff else { return [] }
    return try readingProposals(viewer) { try $0.proposals.ids(beginningWith: prefix.asciiLowercased, limit: limit) }
  }

  /// Applies proposals as one invocation under the name of the viewer, which can be undone; an undo makes them pending again.
  /// Pending proposals that add records to which these refer are accepted with them.
  ///
  /// - Parameters:
  ///   - ids: 1 to ``proposalsTogetherMax`` ids.
  ///   - anyway: whether fields that were changed since take the proposed values.
  ///   - isDryRun: whether everything is tried and rolled back.
  /// - Throws: `ProposalError`; `EngineError.writerBusy`; `StoreError`. Nothing has changed then.
  public func acceptProposals(
    _ ids: [String], anyway: Bool = false, isDryRun: Bool = false, by viewer: PageViewer
  ) async throws -> ProposalDecision {
    try await decidingProposals(.accept, ids, by: viewer, isDryRun: isDryRun) { decision, transaction, journal in
      let validators = RecordValidators(self, transaction, journal: journal, limits: nil)
      var acceptance = try ProposalAcceptance(
        transaction, validators, decision: decision, anyway: anyway, language: viewer.language)
      for id in ids { try await acceptance.accept(id.asciiLowercased, isNamed: true) }
      try acceptance.finish()
      return (acceptance.accepted, acceptance.needed)
    }
  }

  /// Rejects proposals as one invocation under the name of the viewer; an undo makes them pending again.
  ///
  /// - Parameters:
  ///   - ids: 1 to ``proposalsTogetherMax`` ids.
  ///   - reason: 1 to ``proposalReasonLengthMax`` characters.
  /// - Throws: as `acceptProposals`.
  public func rejectProposals(_ ids: [String], reason: String, by viewer: PageViewer) async throws -> ProposalDecision {
    let reason = TextRule.lines.normal(reason)
    guard (1...Self.proposalReasonLengthMax).contains(reason.count) else {
      throw ProposalError.reasonInvalid(lengthMax: Self.proposalReasonLengthMax)
    }
    return try await decidingProposals(.reject, ids, by: viewer, isDryRun: false) { decision, transaction, _ in
      var (decision, decided) = (decision, [String]())
      decision.reason = reason
      for id in ids.map(\.asciiLowercased) where !decided.contains(id) {
        do { try transaction.proposals.decide(id, as: .rejected, decision) } catch let error as StoreError { throw ProposalError(error) }
        decided.append(id)
      }
      return (decided, [])
    }
  }

  /// Changes proposed values of a pending proposal, each checked by its field, as one invocation under the name of the viewer.
  ///
  /// - Parameters:
  ///   - record: the id of the record whose change it is; nil for the only change that may have the fields.
  ///   - texts: the values as text by field, as for a parameter of a command; an empty text for no value. The values of a list are
  ///     separated by commas.
  /// - Returns: the proposal as it is now.
  /// - Throws: as `acceptProposals`; `EcosystemError` for values that violate the description of the record.
  public func adjustProposal(
    _ id: String, record: String? = nil, texts: ExactDictionary<String>, by viewer: PageViewer
  ) async throws -> ProposalDifference {
    let id = id.asciiLowercased
    _ = try await decidingProposals(.adjust, [id], by: viewer, isDryRun: false) { _, transaction, _ in
      do {
        let adjustment = ProposalAdjustment(transaction, language: viewer.language)
        try adjustment.apply(texts, to: id, record: record)
      } catch let error as StoreError { throw ProposalError(error, id: id, in: viewer.language) }
      return ([id], [])
    }
    guard let difference = try proposal(id, for: viewer) else { throw ProposalError.unknown(id: id) }
    return difference
  }

  // MARK: Transactions

  private func readingProposals<Outcome>(_ viewer: PageViewer, _ body: (StoreTransaction) throws -> Outcome) throws -> Outcome {
    let transaction = try workspace.store.begin(.read, for: ReadScope(viewer.scope.audience, includesExamples: true))
    defer { transaction.rollback() }
    return try body(transaction)
  }

  /// Runs an operation on the queue in one write transaction, logged under the name of the viewer.
  private func decidingProposals(
    _ kind: InvocationKind, _ ids: [String], by viewer: PageViewer, isDryRun: Bool,
    body: (Proposal.Decision, StoreTransaction, InvocationJournal) async throws -> (ids: [String], needed: [String])
  ) async throws -> ProposalDecision {
    guard let first = ids.first, viewer.scope.audience >= .staff else { throw ProposalError.unknown(id: ids.first ?? "") }
    guard ids.count <= Self.proposalsTogetherMax else { throw ProposalError.tooMany(most: Self.proposalsTogetherMax) }
    let name = ids.count == 1 ? first : "\(first) +\(ids.count - 1)"
    let (transaction, now) = (try await beginWriting(kind, "admin", name: name, for: .admin), Instant.now())
    let journal = makeJournal(viewer.principal)
    do {
      let invocation = try transaction.invocations.makeID(now: now)
      let decision = Proposal.Decision(at: now, by: viewer.principal, invocation: invocation)
      let (decided, needed) = try await body(decision, transaction, journal)
      var record = InvocationRecord(
        id: invocation, plugin: "admin", principal: viewer.principal, kind: kind.rawValue, name: name, startedAt: now,
        outcome: InvocationRecord.done)
      record.rowsWritten = transaction.changeCount
      try transaction.invocations.append(record)
      try transaction.journal.attributeChanges(to: invocation)
      let summary = try transaction.journal.change(of: invocation)?.summary ?? ChangeSummary()
      if isDryRun { transaction.rollback() } else { try transaction.commit() }
      await journal.save()
      await deliverCaused(by: transaction)
      return ProposalDecision(ids: decided, needed: needed, invocation: isDryRun ? nil : invocation, summary: summary)
    } catch {
      transaction.rollback()
      await journal.save()
      throw error
    }
  }
}

extension ProposalError {
  /// An error of the store, as the reason why an operation on a proposal was refused.
  init(_ error: StoreError, id: String? = nil, in language: Language = .en) {
    switch error.kind {
    case .proposalDecided: self = .decided(id: error.id ?? "", state: error.found ?? "")
    case .notFound where error.entity == "proposal": self = .unknown(id: error.id ?? "")
    default: self = .blocked(id: id ?? error.id ?? "", reason: error.message(in: language))
    }
  }
}
