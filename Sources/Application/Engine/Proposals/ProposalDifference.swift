import Ecosystem
import Localization
import Store

/// One field of a proposed change, compared with the record as it is now.
public struct ProposedField: Sendable, Hashable {
  /// The states.
  public enum State: String, Sendable, Hashable {
    /// The record still has the value that it had when the proposal was filed.
    case open
    /// The record has the proposed value already.
    case same
    /// The record has got another value since.
    case conflict
  }

  /// The id of the field, such as `city`.
  public var field: String
  /// Its name for people; the id of a field that the model does not have any more.
  public var label: LocalizedText
  /// The value when the proposal was filed; null for none.
  public var base: FieldValue
  /// The proposed value; null for none.
  public var proposed: FieldValue
  /// The value now; null for none.
  public var present: FieldValue
  public var state: State
}

/// One proposed change, compared with the record as it is now.
public struct ProposedRecord: Sendable {
  /// The states.
  public enum State: String, Sendable, Hashable {
    /// It can be applied.
    case open
    /// The record to change or to remove is not there any more.
    case gone
    /// A record of the id to add exists.
    case exists
    /// The record was changed since, in the same fields; for a removal, in any.
    case conflict
  }

  public var change: ProposedChange
  /// The title of the record, as proposed or else as it is; its id without one.
  public var title: LocalizedText
  public var state: State
  /// The fields that the change concerns, in the order of the model.
  public var fields: [ProposedField]
}

/// A proposal, compared with the records as they are now.
public struct ProposalDifference: Sendable {
  public var proposal: Proposal
  public var records: [ProposedRecord]
  /// The pending proposals that add records to which it refers; they are accepted together with it.
  public var needed: [String]

  /// Whether it can only be accepted over changes made since.
  public var hasConflict: Bool { records.contains { $0.state == .conflict } }
  /// Whether it cannot be accepted, since a record is gone or exists.
  public var isBlocked: Bool { records.contains { $0.state == .gone || $0.state == .exists } }
}

/// A page of proposals.
public struct ProposalList: Sendable {
  public var proposals: [ProposalSummary]
  /// Number of all that match, beyond this page too.
  public var total: Int
}

/// A proposal in a list.
public struct ProposalSummary: Sendable {
  public var proposal: Proposal
  /// The title of the first record, as proposed or else as it is; its id without one.
  public var title: LocalizedText
}

/// The outcome of accepting or rejecting proposals.
public struct ProposalDecision: Sendable {
  /// The proposals, in the order in which they were decided.
  public var ids: [String]
  /// The ones among them that nobody named: others refer to records that they add.
  public var needed: [String]
  /// The id of the invocation, for `grappe undo`; nil in a dry run.
  public var invocation: String?
  /// The rows of records that were added, changed and deleted.
  public var summary: ChangeSummary
}

/// Compares proposals with the records in a transaction.
struct ProposalComparison {
  let transaction: StoreTransaction

  func difference(_ proposal: Proposal) throws -> ProposalDifference {
    ProposalDifference(proposal: proposal, records: try proposal.changes.map(record), needed: try needed(proposal))
  }

  func summary(_ proposal: Proposal) throws -> ProposalSummary {
    guard let first = proposal.changes.first else {
      return ProposalSummary(proposal: proposal, title: LocalizedText(verbatim: proposal.id))
    }
    return ProposalSummary(proposal: proposal, title: try title(of: first, try present(first)))
  }

  /// Returns the record that a change concerns, as it is now; nil when there is none, or no such entity any more.
  func present(_ change: ProposedChange) throws -> Record? {
    transaction.schema.entity(change.entity) == nil ? nil : try transaction.get(change.entity, change.record)
  }

  func record(_ change: ProposedChange) throws -> ProposedRecord {
    let (present, entity) = (try present(change), transaction.schema.entity(change.entity))
    let fields = Self.fields(of: change, present, entity)
    let state: ProposedRecord.State =
      switch change.operation {
      case .add: try transaction.entity(of: change.record) == nil ? .open : .exists
      case .change, .remove: present == nil ? .gone : fields.contains { $0.state == .conflict } ? .conflict : .open
      }
    return ProposedRecord(change: change, title: try title(of: change, present), state: state, fields: fields)
  }

  /// Returns the fields of a change: the proposed ones, of a removal those that have or had a value.
  private static func fields(of change: ProposedChange, _ present: Record?, _ entity: EntityDescription?) -> [ProposedField] {
    let names: [String]
    if change.operation == .remove {
      let known = present.map { present in present.fields.keys.filter { entity?.field($0)?.isWritable == true && $0 != "id" } } ?? []
      names = Set((Array(change.base.keys) + known).map { ExactString($0) }).map(\.string)
    } else {
      names = Array(change.fields.keys)
    }
    let order = Dictionary(uniqueKeysWithValues: (entity?.fields ?? []).enumerated().map { (ExactString($1.id), $0) })
    return names.sorted { (order[ExactString($0)] ?? .max, $0) < (order[ExactString($1)] ?? .max, $1) }.map { name in
      let (base, proposed, now) = (change.base[name] ?? .null, change.fields[name] ?? .null, present?[name] ?? .null)
      let isSettled = change.operation == .add || present == nil || now == base
      return ProposedField(
        field: name, label: entity?.field(name)?.label ?? LocalizedText(verbatim: name), base: base, proposed: proposed, present: now,
        state: isSettled ? .open : now == proposed ? .same : .conflict)
    }
  }

  private func title(of change: ProposedChange, _ present: Record?) throws -> LocalizedText {
    let name = transaction.schema.entity(change.entity)?.titleField ?? "id"
    for value in [change.fields[name], present?[name], change.base[name]] {
      if let text = value.flatMap({ LocalizedText($0) }) { return text }
    }
    return LocalizedText(verbatim: change.record)
  }

  /// Returns the pending proposals that add records to which a proposal refers.
  func needed(_ proposal: Proposal) throws -> [String] {
    guard proposal.state == .pending else { return [] }
    var ids: [String] = []
    let own = proposal.changes.filter { $0.operation == .add }.map(\.record)
    for change in proposal.changes {
      for id in references(of: change) where !own.containsExactly(id) {
        let isThere = try transaction.entity(of: id) != nil
        if !isThere, let other = try transaction.proposals.id(adding: id), !ids.contains(other) { ids.append(other) }
      }
    }
    return ids
  }

  private func references(of change: ProposedChange) -> [String] {
    let fields = (transaction.schema.entity(change.entity)?.fields ?? []).filter { $0.type.referencedEntities != nil }
    return fields.flatMap { field -> [String] in
      let value = change.fields[field.id] ?? .null
      return value.listValue.map { $0.compactMap(\.textValue) } ?? value.textValue.map { [$0] } ?? []
    }
  }
}
