import Localization

extension EntityDescription {
  /// The conditions of a call in one version, with their legal source and period of validity. The dates of several versions say which one holds on a given day.
  public static let ruleSet = EntityDescription(
    id: "rule_set", collection: "rule_sets", permissionGroup: "funding",
    label: LocalizedText("ecosystem.rule-set.rule-set"),
    doc: LocalizedText(
      "ecosystem.rule-set.conditions-call-one-version"),
    fields: [
      FieldDescription(
        "call", .reference(["call"]), isRequired: true,
        label: LocalizedText("ecosystem.rule-set.call"),
        doc: LocalizedText(
          "ecosystem.rule-set.call-whose-rules-they")),
      FieldDescription(
        "version", .text, isRequired: true,
        label: LocalizedText("ecosystem.rule-set.version"),
        doc: LocalizedText(
          "ecosystem.rule-set.version-rules-e-g")),
      FieldDescription(
        "valid_from", .date, isRequired: true, isIndexed: true,
        label: LocalizedText("ecosystem.rule-set.valid-from"),
        doc: LocalizedText(
          "ecosystem.rule-set.first-day-which-they")),
      FieldDescription(
        "valid_to", .date,
        label: LocalizedText("ecosystem.rule-set.valid"),
        doc: LocalizedText(
          "ecosystem.rule-set.last-day-which-they")),
      FieldDescription(
        "legal_reference", .text, isRequired: true,
        label: LocalizedText("ecosystem.rule-set.legal-reference"),
        doc: LocalizedText(
          "ecosystem.rule-set.text-rules-come-from")),
      FieldDescription(
        "legal_url", .url,
        label: LocalizedText("ecosystem.rule-set.text-online"),
        doc: LocalizedText(
          "ecosystem.rule-set.address-legal-text")),
      FieldDescription(
        "conditions", .json, isRequired: true,
        label: LocalizedText("ecosystem.rule-set.conditions"),
        doc: LocalizedText(
          "ecosystem.rule-set.list-conditions-each-kind")),
      FieldDescription(
        "illustrative", .boolean, isRequired: true,
        label: LocalizedText("ecosystem.rule-set.illustrative"),
        doc: LocalizedText(
          "ecosystem.rule-set.true-when-rules-do")
      ).defaulting(to: false),
    ],
    roles: FieldRoles(title: "version", unique: [["call", "version"]]),
    rules: [.ordered(first: "valid_from", last: "valid_to")]
  ).inPlural(LocalizedText("ecosystem.rule-set.plural"))
}
