import Calendar
import Ecosystem
import Engine
import Store

/// The objects of another publisher's feed while it is imported: the edition imported last, the changes that wait for a decision, and what
/// the file no longer holds.
final class SourceObjects {
  /// The changes of a record that an object asks for.
  struct Plan {
    /// Changes of fields that nobody changed here.
    var direct: [RowFieldChange] = []
    /// Changes of fields that were changed here as well.
    var waiting: [RowFieldChange] = []
  }

  /// The counts of an import.
  struct Counts {
    /// Number of records of which changes wait as a proposal.
    var conflicts = 0
    /// Number of objects that are no longer in the file.
    var withdrawn = 0
  }

  /// The name of the source.
  let name: String
  private(set) var counts = Counts()
  private let entity: EntityDescription
  private let now: String
  private var transaction: StoreTransaction
  private var seen: Set<ExactString> = []
  private var drafts: [ProposalDraft] = []
  /// Whether the file holds an object that was imported before.
  private var isKnown = false

  /// Fields whose values are valid only together: they wait together.
  private static let groups: [Set<String>] = [["start", "end", "starts_at", "ends_at", "zone"], ["lat", "lon"]]

  init(_ name: String, of entity: EntityDescription, in transaction: StoreTransaction, now: String) {
    (self.name, self.entity, self.transaction, self.now) = (name, entity, transaction, now)
  }

  /// Goes on in the next transaction, after the last one was committed.
  func resume(in transaction: StoreTransaction) { self.transaction = transaction }

  // MARK: One object

  /// Returns the edition of an object that was imported last; nil when it never was.
  func former(_ object: String) throws -> ImportedObject? {
    let former = try transaction.imports.get(object, of: entity.id, from: name)
    if former != nil { isKnown = true }
    return former
  }

  /// Notes that the file holds an object; false when it does so a second time.
  func see(_ object: String) -> Bool { seen.insert(ExactString(object)).inserted }

  /// Divides the changes that would make a record equal to an object.
  ///
  /// - Parameters:
  ///   - differing: the fields in which both differ.
  ///   - theirs: the fields of the object, null for one that its former edition had.
  ///   - isSame: whether two values of a field say the same.
  func plan(
    _ differing: [RowFieldChange], theirs: ExactDictionary<FieldValue>, former: ImportedObject?,
    isSame: (FieldValue, FieldValue, String) -> Bool
  ) -> Plan {
    var (plan, derived) = (Plan(), [RowFieldChange]())
    for change in differing {
      guard let value = theirs[change.field] else {
        derived.append(change)
        continue
      }
      let before = former?.fields[change.field] ?? .null
      if former != nil, isSame(value, before, change.field) { continue }
      let isUntouched = former == nil ? change.before.isNull : isSame(change.before, before, change.field)
      if isUntouched { plan.direct.append(change) } else { plan.waiting.append(change) }
    }
    plan.keepTogether(Self.groups)
    // Values derived from an address change with it.
    if !plan.direct.isEmpty { plan.direct += derived }
    return plan
  }

  /// Keeps the present edition of an object, unless it is the same as the former one.
  func keep(_ object: String, record: String, _ fields: ExactDictionary<FieldValue>, raw: String?, former: ImportedObject?) throws {
    let present = ImportedObject(source: name, entity: entity.id, object: object, record: record, fields: fields, raw: raw, fetchedAt: now)
    if let former, former.record == record, former.fields == fields, former.raw == present.raw, former.withdrawnAt == nil { return }
    try transaction.imports.keep(present)
  }

  /// Makes changes of a record wait for a decision.
  func propose(_ changes: [RowFieldChange], of record: Record, _ fields: ExactDictionary<FieldValue>, raw: String?) {
    var origin = ProposalOrigin(
      principal: PageViewer.login(.admin, language: .en).principal, kind: "import", owner: "admin", name: name)
    origin.source = (fields["source"] ?? record["source"]).textValue
    origin.licence = (fields["licence"] ?? record["licence"]).textValue
    origin.fetchedAt = now
    let change = ProposedChange(
      .change, entity.id, record: record.id, fields: ExactDictionary(uniqueKeysWithValues: changes.map { ($0.field, $0.after) }),
      base: ExactDictionary(uniqueKeysWithValues: changes.map { ($0.field, $0.before) }))
    drafts.append(ProposalDraft(origin, [change], raw: raw))
  }

  // MARK: All objects

  /// Files the proposals so far.
  /// - Throws: the errors of `StoreProposals.file`; the transaction is to be rolled back then.
  func fileProposals() throws {
    let filed = try transaction.proposals.file(drafts, now: now, refilesRejected: false)
    counts.conflicts += filed.count { if case .filed = $0 { true } else { false } }
    drafts = []
  }

  /// Marks the objects that the file no longer holds. An upcoming event among them gets a proposal to cancel it. A file that holds none
  /// of the known objects is taken for another source: nothing is marked.
  func markWithdrawn() throws {
    guard isKnown else { return }
    for id in try transaction.imports.present(of: entity.id, from: name) where !seen.contains(ExactString(id)) {
      guard var object = try former(id) else { continue }
      object.withdrawnAt = now
      try transaction.imports.keep(object)
      counts.withdrawn += 1
      guard let record = try transaction.get(entity.id, object.record), isUpcoming(record) else { continue }
      propose([RowFieldChange(field: "status", before: record["status"], after: "cancelled")], of: record, object.fields, raw: object.raw)
    }
  }

  /// Whether a record is an event that is not over and not cancelled.
  private func isUpcoming(_ record: Record) -> Bool {
    guard entity.id == "event", record["status"] != "cancelled" else { return false }
    let times = ["ends_at", "starts_at", "end", "start"].compactMap { record[$0].textValue }
    return times.first.map { $0 >= now.prefix($0.count) } ?? false
  }
}

extension SourceObjects.Plan {
  /// Makes all changes of a group wait where one of them does.
  fileprivate mutating func keepTogether(_ groups: [Set<String>]) {
    for group in groups where waiting.contains(where: { group.contains($0.field) }) {
      waiting += direct.filter { group.contains($0.field) }
      direct.removeAll { group.contains($0.field) }
    }
  }
}
