import Ecosystem
import HostAPI
import Localization
import Store

/// One pass that applies proposals in a transaction, each after those that it needs.
struct ProposalAcceptance {
  private let transaction: StoreTransaction
  private let validators: RecordValidators
  private let decision: Proposal.Decision
  private let anyway: Bool
  private let language: Language
  private let installed: [String]
  private var begun: Set<String> = []
  /// The accepted proposals, in order.
  private(set) var accepted: [String] = []
  /// The proposals that nobody named.
  private(set) var needed: [String] = []

  init(
    _ transaction: StoreTransaction, _ validators: RecordValidators, decision: Proposal.Decision, anyway: Bool, language: Language
  ) throws {
    (self.transaction, self.validators, self.decision) = (transaction, validators, decision)
    (self.anyway, self.language) = (anyway, language)
    installed = try transaction.generations.present().plugins.map(\.name)
  }

  /// Applies one proposal, after the pending ones that it needs.
  ///
  /// - Throws: `ProposalError`.
  mutating func accept(_ id: String, isNamed: Bool) async throws {
    guard begun.insert(id).inserted else { return }
    guard begun.count <= ProposalLimits.changesMax + PluginHost.proposalsTogetherMax else {
      throw ProposalError.tooMany(most: PluginHost.proposalsTogetherMax)
    }
    let proposal: Proposal
    do { proposal = try transaction.proposals.requirePending(id) } catch let error as StoreError { throw ProposalError(error) }
    for other in try ProposalComparison(transaction: transaction).needed(proposal) { try await accept(other, isNamed: false) }
    do {
      for change in proposal.changes { try await apply(change, of: proposal) }
      try transaction.proposals.decide(id, as: .accepted, decision)
    } catch let error as any Explainable where !(error is ProposalError) {
      throw ProposalError.blocked(id: id, reason: error.message(in: language))
    }
    accepted.append(id)
    if !isNamed { needed.append(id) }
  }

  /// Checks the references of everything that was applied.
  ///
  /// - Throws: `ProposalError.blocked`.
  func finish() throws {
    do { try transaction.validate() } catch let error as StoreError {
      throw ProposalError.blocked(id: accepted.joined(separator: ", "), reason: error.message(in: language))
    }
  }

  // MARK: One change

  private func apply(_ change: ProposedChange, of proposal: Proposal) async throws {
    let record = try ProposalComparison(transaction: transaction).record(change)
    switch record.state {
    case .gone: throw ProposalError.gone(id: proposal.id, entity: change.entity, record: change.record)
    case .exists: throw ProposalError.exists(id: proposal.id, entity: change.entity, record: change.record)
    case .conflict where !anyway:
      let fields = record.fields.filter { $0.state == .conflict }.map(\.field)
      throw ProposalError.conflict(id: proposal.id, entity: change.entity, record: change.record, fields: fields)
    case .conflict, .open: break
    }
    switch change.operation {
    case .add: try await add(change, of: proposal)
    case .change: try await self.change(change)
    case .remove: try transaction.delete(change.entity, change.record, now: decision.at)
    }
  }

  /// The fields that the store gives anew when the record is added: the place on a waiting list.
  private static let assigned = ["registration": "position"]

  private func add(_ change: ProposedChange, of proposal: Proposal) async throws {
    var record = Record(change.fields)
    record["id"] = .text(change.record)
    if let field = Self.assigned[change.entity] { record[field] = .null }
    let owner = installed.containsExactly(proposal.origin.owner) ? proposal.origin.owner : "admin"
    if try validators.hasValidators(of: change.entity) {
      let checked = try transaction.preview(change.entity, inserting: record, owner: owner, now: decision.at)
      try await validate(RecordValidation(entity: change.entity, record: checked))
    }
    try transaction.insert(change.entity, record, owner: owner, now: decision.at)
  }

  private func change(_ change: ProposedChange) async throws {
    if try validators.hasValidators(of: change.entity) {
      let (before, after) = try transaction.preview(change.entity, change.record, changing: change.fields)
      if before != after { try await validate(RecordValidation(entity: change.entity, record: after, before: before)) }
    }
    try transaction.update(change.entity, change.record, changes: change.fields, now: decision.at)
  }

  private func validate(_ validation: RecordValidation) async throws {
    try await validators.validate(validation, now: decision.at, caller: .init(name: "admin", language: language))
  }
}
