import Ecosystem
import HostAPI
import Reports
import Store

/// The changes of records that a form or an action makes for a viewer below the staff: taken back when it has run, and filed as one
/// proposal.
struct SubmittedProposal {
  private let origin: ProposalOrigin
  private let transaction: StoreTransaction
  private let mark: ProposalMark

  /// Begins before the plugin runs.
  ///
  /// - Throws: as `StoreProposals.mark`.
  init(_ origin: ProposalOrigin, in transaction: StoreTransaction) throws {
    (self.origin, self.transaction) = (origin, transaction)
    mark = try transaction.proposals.mark()
    transaction.becomesProposal = true
  }

  /// Takes everything back that was written since.
  ///
  /// - Returns: the changes of records, in order.
  /// - Throws: as `StoreProposals.takeBack`; the transaction is to be rolled back then.
  func takeBack() throws -> [ProposedChange] {
    transaction.becomesProposal = false
    return try transaction.proposals.takeBack(to: mark)
  }

  /// Takes everything back and files it.
  ///
  /// - Parameters:
  ///   - answer: the answer where nothing is to be filed.
  ///   - now: RFC 3339 in UTC.
  /// - Throws: as `takeBack`, and as `StoreProposals.file`; the transaction is to be rolled back then.
  func filing(_ answer: SubmitAnswer, now: String) throws -> SubmitAnswer {
    let changes = try takeBack()
    guard !changes.isEmpty, case .accepted(let message, let target) = answer else { return answer }
    let filed = try transaction.proposals.file([ProposalDraft(origin, changes)], now: now)
    let added = changes.filter { $0.operation == .add }.map(\.record)
    return .proposed(id: filed[0].id, message: message, target: target.flatMap { $0.shows(added) ? nil : $0 })
  }

  /// Takes everything back, of a form that refused.
  ///
  /// - Throws: as `StoreProposals.discard`.
  func discard() throws {
    transaction.becomesProposal = false
    try transaction.proposals.discard(mark)
  }

  /// Keeps what was written, as for the staff.
  ///
  /// - Throws: as `StoreProposals.keep`.
  func keep() throws { try transaction.proposals.keep(mark) }

  /// Returns the problem to show where the queue takes no proposal; nil for another error.
  static func problem(of error: StoreError) -> FieldProblem? {
    switch error.kind {
    case .proposalsFull: FieldProblem(nil, "engine.pages.proposals-full")
    case .proposalTooLarge: FieldProblem(nil, "engine.pages.proposal-too-large")
    default: nil
    }
  }
}

extension PageViewer {
  /// Whether what this viewer changes in records waits for the staff.
  var proposes: Bool { scope.audience < .staff }
}

extension LinkTarget {
  /// Whether it is the page of one of the records, or a page whose path names one.
  fileprivate func shows(_ records: [String]) -> Bool {
    switch self {
    case .record(_, let id): records.containsExactly(id)
    case .page(_, let path, let query):
      path.split(separator: "/").contains { records.containsExactly(String($0)) } || query.contains { records.containsExactly($0.value) }
    case .report, .web: false
    }
  }
}
