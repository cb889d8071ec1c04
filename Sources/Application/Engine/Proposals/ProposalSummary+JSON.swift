import Ecosystem
import Localization
import Store

extension Proposal {
  /// The proposal as JSON, with its changes.
  public var json: FieldValue {
    func text(_ text: String?) -> FieldValue { text.map(FieldValue.text) ?? .null }
    return .map([
      "id": .text(id), "filed_at": .text(filedAt), "principal": .text(origin.principal), "kind": .text(origin.kind),
      "owner": .text(origin.owner), "name": .text(origin.name), "source": text(origin.source), "licence": text(origin.licence),
      "fetched_at": text(origin.fetchedAt), "raw": text(raw), "state": .text(state.rawValue), "decided_at": text(decision?.at),
      "decided_by": text(decision?.by), "reason": text(decision?.reason), "invocation": text(decision?.invocation),
      "changes": .list(changes.map(\.json)),
    ])
  }
}

extension ProposedChange {
  /// The change as JSON.
  public var json: FieldValue {
    .map([
      "operation": .text(operation.rawValue), "entity": .text(entity), "record": .text(record), "fields": .map(fields),
      "base": .map(base),
    ])
  }
}

extension ProposalSummary {
  /// The proposal as JSON, with its title in a language.
  public func json(in language: Language) -> FieldValue {
    var fields = proposal.json.mapValue ?? [:]
    fields["title"] = .text(title[language])
    return .map(fields)
  }
}

extension ProposalDifference {
  /// The proposal as JSON: each change with the fields compared with the record.
  public func json(in language: Language) -> FieldValue {
    var fields = proposal.json.mapValue ?? [:]
    fields["changes"] = .list(records.map { $0.json(in: language) })
    fields["needs"] = .list(needed.map(FieldValue.text))
    return .map(fields)
  }
}

extension ProposedRecord {
  fileprivate func json(in language: Language) -> FieldValue {
    let fields = fields.map { field in
      FieldValue.map([
        "field": .text(field.field), "base": field.base, "proposed": field.proposed, "present": field.present,
        "state": .text(field.state.rawValue),
      ])
    }
    return .map([
      "operation": .text(change.operation.rawValue), "entity": .text(change.entity), "record": .text(change.record),
      "title": .text(title[language]), "state": .text(state.rawValue), "fields": .list(fields),
    ])
  }
}

extension ProposalDecision {
  /// The outcome as JSON.
  public var json: FieldValue {
    .map([
      "proposals": .list(ids.map(FieldValue.text)), "needed": .list(needed.map(FieldValue.text)),
      "invocation": invocation.map(FieldValue.text) ?? .null, "rows": summary.value,
    ])
  }
}
