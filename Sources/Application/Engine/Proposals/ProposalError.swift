import Ecosystem
import Localization

/// The reason why an operation on a proposal was refused. Nothing was changed then.
public enum ProposalError: Explainable {
  /// There is no proposal of that id for the viewer.
  case unknown(id: String)
  /// It was accepted or rejected before.
  case decided(id: String, state: String)
  /// It changes or removes a record that is no longer there.
  case gone(id: String, entity: String, record: String)
  /// It adds a record whose id another record has by now.
  case exists(id: String, entity: String, record: String)
  /// The record was changed since in the same fields; for a removal, in any field.
  case conflict(id: String, entity: String, record: String, fields: [String])
  /// The record would violate a rule, or a validator refuses it.
  case blocked(id: String, reason: String)
  /// A rejection without a reason, or one that is too long.
  case reasonInvalid(lengthMax: Int)
  /// No change of the proposal has the field, or several have it.
  case fieldUnclear(id: String, field: String, records: [String])
  /// A value that the field does not take.
  case valueInvalid(field: String, wanted: LocalizedText)
  /// No difference is left after the adjustment.
  case nothingLeft(id: String, record: String)
  /// More proposals at once than one invocation takes.
  case tooMany(most: Int)

  public var code: String {
    switch self {
    case .unknown: "proposal.unknown"
    case .decided: "proposal.decided"
    case .gone: "proposal.record-gone"
    case .exists: "proposal.record-exists"
    case .conflict: "proposal.conflict"
    case .blocked: "proposal.refused"
    case .reasonInvalid: "proposal.reason"
    case .fieldUnclear: "proposal.field"
    case .valueInvalid: "proposal.value"
    case .nothingLeft: "proposal.nothing-left"
    case .tooMany: "proposal.too-many"
    }
  }

  public func message(in language: Language) -> String {
    switch self {
    case .unknown(let id): Message("engine.proposal-error.unknown", ["id": id]).text(in: language)
    case .decided(let id, let state): Message("engine.proposal-error.decided-\(state)", ["id": id]).text(in: language)
    case .gone(let id, let entity, let record):
      Message("engine.proposal-error.gone", ["id": id, "entity": entity, "record": record]).text(in: language)
    case .exists(let id, let entity, let record):
      Message("engine.proposal-error.exists", ["id": id, "entity": entity, "record": record]).text(in: language)
    case .conflict(let id, let entity, let record, let fields):
      Message(
        "engine.proposal-error.conflict", ["id": id, "entity": entity, "record": record, "fields": fields.joined(separator: ", ")]
      ).text(in: language)
    case .blocked(let id, let reason): Message("engine.proposal-error.blocked", ["id": id, "reason": reason]).text(in: language)
    case .reasonInvalid(let most): Message("engine.proposal-error.reason", ["most": most]).text(in: language)
    case .fieldUnclear(let id, let field, let records):
      (records.isEmpty
        ? Message("engine.proposal-error.field-unknown", ["id": id, "field": field])
        : Message("engine.proposal-error.field-unclear", ["id": id, "field": field, "records": records.joined(separator: ", ")]))
        .text(in: language)
    case .valueInvalid(let field, let wanted):
      Message("engine.proposal-error.value", ["field": field, "wanted": wanted]).text(in: language)
    case .nothingLeft(let id, let record): Message("engine.proposal-error.nothing-left", ["id": id, "record": record]).text(in: language)
    case .tooMany(let most): Message("engine.proposal-error.too-many", ["most": most]).text(in: language)
    }
  }
}
