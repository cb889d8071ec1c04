import Ecosystem
import HostAPI
import Localization
import Store

/// Changes the proposed values of a pending proposal.
struct ProposalAdjustment {
  private let transaction: StoreTransaction
  private let language: Language

  init(_ transaction: StoreTransaction, language: Language) { (self.transaction, self.language) = (transaction, language) }

  /// Replaces values, given as text by field, in one change of a proposal.
  ///
  /// - Throws: `ProposalError`; `EcosystemError` for values that violate the description of the record; `StoreError`.
  func apply(_ texts: ExactDictionary<String>, to id: String, record: String?) throws {
    let proposal = try transaction.proposals.requirePending(id)
    let position = try position(of: texts.keys.sorted(), in: proposal, record: record)
    let change = proposal.changes[position]
    let entity = try transaction.schema.requireEntity(change.entity)
    var values: ExactDictionary<FieldValue> = [:]
    for (name, text) in texts.sortedByKey {
      let field = try entity.requireField(name)
      values[field.id] = try value(text, of: field, was: change.fields[field.id])
    }
    try transaction.proposals.adjust(id, position: position, to: try adjusted(change, values, of: proposal))
  }

  private func position(of names: [String], in proposal: Proposal, record: String?) throws -> Int {
    let found = proposal.changes.indices.filter { index in
      let change = proposal.changes[index]
      guard change.operation != .remove, record.map({ $0.isExactly(change.record) }) ?? true else { return false }
      guard record == nil, let entity = transaction.schema.entity(change.entity) else { return record != nil }
      return names.allSatisfy { entity.field($0)?.isWritable == true }
    }
    if found.count == 1 { return found[0] }
    // An unknown field of the only change is explained by the entity.
    if found.isEmpty, record == nil, proposal.changes.count == 1, proposal.changes[0].operation != .remove { return 0 }
    throw ProposalError.fieldUnclear(
      id: proposal.id, field: names.first ?? "", records: found.map { proposal.changes[$0].record })
  }

  /// Returns the value of a text; null for an empty one.
  private func value(_ text: String, of field: FieldDescription, was former: FieldValue?) throws -> FieldValue {
    if text.isEmpty { return .null }
    switch field.type {
    case .money, .json: return try json(text, field)
    case .localizedText where text.hasPrefix("{"): return try json(text, field)
    case .localizedText: return .map((former?.mapValue ?? [:]).merging([language.rawValue: .text(text)]) { _, new in new })
    default: break
    }
    do {
      return try ParameterValues(entry: "", parameters: []).value(
        text, field.type, named: field.id, in: transaction, schema: transaction.schema)
    } catch EngineError.parameterInvalid(_, let name, _, let wanted) {
      throw ProposalError.valueInvalid(field: name, wanted: wanted)
    }
  }

  private func json(_ text: String, _ field: FieldDescription) throws -> FieldValue {
    guard let value = try? FieldValue(json: text) else {
      throw ProposalError.valueInvalid(field: field.id, wanted: LocalizedText(verbatim: "JSON"))
    }
    return value
  }

  /// Returns the change with other values, in canonical form.
  private func adjusted(_ change: ProposedChange, _ values: ExactDictionary<FieldValue>, of proposal: Proposal) throws -> ProposedChange {
    var adjusted = change
    if change.operation == .add {
      var record = Record(change.fields.merging(values) { _, new in new })
      record["id"] = .text(change.record)
      let checked = try transaction.preview(change.entity, inserting: record, owner: proposal.origin.owner, now: proposal.filedAt)
      let entity = try transaction.schema.requireEntity(change.entity)
      adjusted.fields = checked.fields.filter { $0.key != "id" && entity.field($0.key)?.isWritable == true }
      return adjusted
    }
    let (before, after) = try preview(change, values, of: proposal)
    for name in values.keys {
      let base = change.base[name] ?? before[name]
      if after[name] == base {
        adjusted.fields.removeValue(forKey: name)
        adjusted.base.removeValue(forKey: name)
      } else {
        (adjusted.fields[name], adjusted.base[name]) = (after[name], base)
      }
    }
    if adjusted.fields.isEmpty { throw ProposalError.nothingLeft(id: proposal.id, record: change.record) }
    return adjusted
  }

  private func preview(
    _ change: ProposedChange, _ values: ExactDictionary<FieldValue>, of proposal: Proposal
  ) throws -> (before: Record, after: Record) {
    do {
      return try transaction.preview(change.entity, change.record, changing: change.fields.merging(values) { _, new in new })
    } catch let error as StoreError where error.kind == .notFound {
      throw ProposalError.gone(id: proposal.id, entity: change.entity, record: change.record)
    }
  }
}
