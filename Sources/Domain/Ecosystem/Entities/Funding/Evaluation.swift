import Localization

extension EntityDescription {
  /// The answer given on a day to the question “may this actor apply under this call?”, with the facts and the reasoning, so that it can be replayed exactly. It is no legal advice.
  public static let evaluation = EntityDescription(
    id: "evaluation", collection: "evaluations", permissionGroup: "funding",
    label: LocalizedText("ecosystem.evaluation.evaluation"),
    doc: LocalizedText(
      "ecosystem.evaluation.answer-given-day-question"),
    fields: [
      FieldDescription(
        "call", .reference(["call"]), isRequired: true,
        label: LocalizedText("ecosystem.evaluation.call"),
        doc: LocalizedText(
          "ecosystem.evaluation.call-evaluated")),
      FieldDescription(
        "actor", .reference(["actor"]), isRequired: true,
        label: LocalizedText("ecosystem.evaluation.actor"),
        doc: LocalizedText(
          "ecosystem.evaluation.actor-evaluated")),
      FieldDescription(
        "project", .reference(["project"]),
        label: LocalizedText("ecosystem.evaluation.project"),
        doc: LocalizedText(
          "ecosystem.evaluation.project-evaluated-when-there")),
      FieldDescription(
        "rule_set", .reference(["rule_set"]),
        label: LocalizedText("ecosystem.evaluation.rule-set"),
        doc: LocalizedText(
          "ecosystem.evaluation.rules-applied-while-they")),
      FieldDescription(
        "version", .text, isRequired: true,
        label: LocalizedText("ecosystem.evaluation.version"),
        doc: LocalizedText(
          "ecosystem.evaluation.version-rules-applied")),
      FieldDescription(
        "as_of", .date, isRequired: true, isIndexed: true,
        label: LocalizedText("ecosystem.evaluation.as-of"),
        doc: LocalizedText(
          "ecosystem.evaluation.day-which-answer-holds")),
      FieldDescription(
        "result", .choice(["eligible", "ineligible", "unknown"]), isRequired: true, isIndexed: true,
        label: LocalizedText("ecosystem.evaluation.result"),
        doc: LocalizedText(
          "ecosystem.evaluation.eligible-ineligible-not-known")),
      FieldDescription(
        "facts", .json,
        label: LocalizedText("ecosystem.evaluation.facts"),
        doc: LocalizedText(
          "ecosystem.evaluation.facts-used-their-source")),
      FieldDescription(
        "trace", .json, isRequired: true,
        label: LocalizedText("ecosystem.evaluation.trace"),
        doc: LocalizedText(
          "ecosystem.evaluation.condition-condition-result-fact")),
    ],
    roles: FieldRoles(title: "result")
  ).inPlural(LocalizedText("ecosystem.evaluation.plural"))
}
