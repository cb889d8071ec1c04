import Calendar
import Ecosystem
import HostAPI
import Localization
import Store

/// An error that a reader signals on the page of a record: other values of its fields, or a remark, or both.
public struct RecordCorrection: Sendable {
  /// The id of the entity.
  public var entity: String
  /// The id of the record.
  public var record: String
  /// The proposed values by field, without those that are the present ones; null removes a value.
  public var changes: ExactDictionary<FieldValue>
  /// The reader's remark; empty for none.
  public var remark: String
  public var viewer: PageViewer

  /// The maximum length of a remark, in characters.
  public static let remarkLengthMax = 2_000
  /// The name of the host's form, as proposals and the log hold it.
  public static let form = "correction"

  public init(_ entity: String, _ record: String, changes: ExactDictionary<FieldValue>, remark: String, viewer: PageViewer) {
    (self.entity, self.record, self.changes, self.viewer) = (entity, record, changes, viewer)
    self.remark = TextRule.lines.normal(remark.replacing("\r\n", with: "\n"))
  }
}

extension PluginHost {
  /// Files a correction as a proposal for the staff, with all checks of a change. A remark alone is a proposal that changes nothing:
  /// accepting it notes that it was dealt with.
  ///
  /// - Returns: `.proposed`, `.notFound` for a record that the reader does not find, or `.refused`, with the fields.
  /// - Throws: `EngineError.writerBusy` when another writer keeps the write lock for five seconds; `ValidatorFailure`; `StoreError` when
  ///   the database cannot be written.
  public func file(_ correction: RecordCorrection) async throws -> SubmitAnswer {
    if let problem = Self.problem(of: correction) { return .refused([problem]) }
    let viewer = correction.viewer
    let name = "\(RecordCorrection.form) \(correction.entity) \(correction.record)"
    let transaction = try await beginWriting(.form, "admin", name: name, for: viewer.scope, wait: Self.pageWriterWait)
    let journal = makeJournal(viewer.principal)
    do {
      let id = try await file(correction, in: transaction, journal: journal)
      guard let id else {
        transaction.rollback()
        return .notFound
      }
      let entry = InvocationRecord(.form, name: name, startedAt: Instant.now(), rowsWritten: transaction.changeCount)
      _ = try log(entry.with { $0.principal = viewer.principal }, in: transaction)
      try transaction.commit()
      return .proposed(id: id, message: nil, target: nil)
    } catch {
      transaction.rollback()
      await journal.save()
      guard let problems = Self.problems(of: error) else { throw error }
      return .refused(problems)
    }
  }

  /// - Returns: the id of the proposal; nil where there is no such record.
  private func file(
    _ correction: RecordCorrection, in transaction: StoreTransaction, journal: InvocationJournal
  ) async throws -> String? {
    // An id of a merged record leads to the one that was kept.
    guard let record = try transaction.get(correction.entity, correction.record)?.id else { return nil }
    let (viewer, now) = (correction.viewer, Instant.now())
    let origin = ProposalOrigin(
      principal: viewer.principal, kind: InvocationKind.form.rawValue, owner: "admin", name: RecordCorrection.form)
    let proposal = try SubmittedProposal(origin, in: transaction)
    let edit = RecordEdit(correction.entity, record, changes: correction.changes, viewer: viewer)
    let validators = RecordValidators(self, transaction, journal: journal, limits: nil)
    _ = try await update(record, edit, transaction, validators: validators, now: now)
    var changes = try proposal.takeBack()
    if changes.isEmpty { changes = [ProposedChange(.change, correction.entity, record: record)] }
    let draft = ProposalDraft(origin, changes, raw: correction.remark.isEmpty ? nil : correction.remark)
    return try transaction.proposals.file([draft], now: now)[0].id
  }

  private static func problem(of correction: RecordCorrection) -> FieldProblem? {
    let (length, most) = (correction.remark.utf16.count, RecordCorrection.remarkLengthMax)
    if length > most { return FieldProblem("remark", LocalizedText("engine.pages.too-long", ["most": most, "length": length])) }
    return correction.changes.isEmpty && correction.remark.isEmpty ? FieldProblem(nil, "engine.pages.nothing-said") : nil
  }

  /// Returns the problems to show for values that are refused; nil for another error.
  private static func problems(of error: any Error) -> [FieldProblem]? {
    switch error {
    case let error as EcosystemError:
      error.problems.map { problem in FieldProblem(problem.field, LocalizedText(composing: problem.message(in:))) }
    case let error as ValidationRefusal: [FieldProblem(error.field, LocalizedText(verbatim: error.reason))]
    case let error as StoreError where SubmittedProposal.problem(of: error) != nil: SubmittedProposal.problem(of: error).map { [$0] }
    case let error as StoreError where error.field != nil: [FieldProblem(error.field, LocalizedText(composing: error.message(in:)))]
    default: nil
    }
  }
}
