import Localization

/// The wording of problems for people.
extension Problem {
  /// The problem and its remedy, in one or two sentences, after the record and the field: `actor kikk, founded: …`.
  public func message(in language: Language) -> String {
    guard code != .unknownEntity else { return reason(in: language) }
    var arguments = ["record": id.map { "\(entity) \($0)" } ?? entity, "reason": reason(in: language)]
    guard let field, code != .unknownField else {
      return Message("ecosystem.problem.of-record", arguments).text(in: language)
    }
    arguments["field"] = field
    return Message("ecosystem.problem.of-field", arguments).text(in: language)
  }

  /// The same without the record and the field, for a caller that has named them.
  public func reason(in language: Language) -> String {
    let isNear = code == .unknownField && suggestion != nil
    let arguments: [String: any ArgumentConvertible] = [
      "entity": entity, "field": field ?? "", "found": found ?? "", "wanted": wanted ?? LocalizedText(verbatim: ""),
    ]
    let message =
      isNear ? Message("ecosystem.problem.field.unknown-near", arguments) : Message("ecosystem.problem.\(code.rawValue)", arguments)
    return message.text(in: language) + hint(in: language)
  }

  private func hint(in language: Language) -> String {
    guard let suggestion else { return "" }
    return Message("ecosystem.problem.did-you-mean", ["suggestion": suggestion]).text(in: language)
  }
}
