import Ecosystem
import Localization

/// The messages of the store's errors.
extension StoreError {
  public func message(in language: Language) -> String {
    place + reason(in: language)
  }

  /// Returns the message without the record and the field, for callers that have named them.
  public func reason(in language: Language) -> String {
    guard let suggestion = suggestion.map(word) else { return reason.text(in: language) }
    return Message("store.store-error.did-you-mean", ["reason": reason, "suggestion": suggestion]).text(in: language)
  }

  /// The record and field: `relation r1, to: `.
  private var place: String {
    guard let entity else { return "" }
    let parts = [entity + (id.map { " \($0)" } ?? ""), field].compactMap { $0 }
    return parts.joined(separator: ", ") + ": "
  }

  private var reason: Message {
    let arguments = ["found": found ?? "", "wanted": wanted ?? ""]
    switch kind {
    case .conflict: return conflict
    case .corrupt where field != nil: return unreadableValue
    case .missingReference where wanted == "concept":
      return Message("store.store-error.reference.missing-concept", ["found": word(found ?? ""), "vocabulary": vocabulary])
    case .notUndoable where wanted == UndoObstacle.generation.rawValue:
      return Message("store.store-error.undo.impossible-generation", arguments)
    default: return Message("store.store-error.\(kind.rawValue)", arguments)
    }
  }

  /// Returns the code of a term without its vocabulary, which the field tells; a term itself refers to terms by their whole ids.
  private func word(_ id: String) -> String {
    guard kind == .missingReference, wanted == "concept", entity != "concept", let colon = id.firstIndex(of: ":") else { return id }
    return String(id[id.index(after: colon)...])
  }

  /// The vocabulary of the term that is missing.
  private var vocabulary: String { String((found ?? "").prefix { $0 != ":" }) }

  /// The message for a stored value that cannot be read; `found` is a `JSONProblem.Reason` or the value.
  private var unreadableValue: Message {
    let id = "store.store-error.store.corrupt-value"
    guard let reason = found.flatMap(JSONProblem.Reason.init) else { return Message(id, ["reason": found ?? ""]) }
    return Message(id, ["reason": reason.sentence])
  }

  /// The message for a row changed after the change to be undone; `found` lists its fields.
  private var conflict: Message {
    let fields = found.flatMap { $0.isEmpty ? nil : " (\($0))" } ?? ""
    let by = invocation ?? ""
    return switch wanted {
    case RowConflict.gone.rawValue:
      by.isEmpty
        ? Message("store.store-error.record.moved-on.gone") : Message("store.store-error.record.moved-on.gone-by", ["by": by])
    case RowConflict.back.rawValue:
      by.isEmpty
        ? Message("store.store-error.record.moved-on.back") : Message("store.store-error.record.moved-on.back-by", ["by": by])
    default:
      by.isEmpty
        ? Message("store.store-error.record.moved-on.changed", ["fields": fields])
        : Message("store.store-error.record.moved-on.changed-by", ["fields": fields, "by": by])
    }
  }
}
