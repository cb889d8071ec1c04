import Localization

extension EntityDescription {
  /// Money that was, or is to be, spent in a territory thanks to a support. Announced and verified spending never mix.
  public static let expenditure = EntityDescription(
    id: "expenditure", collection: "expenditures", permissionGroup: "funding",
    label: LocalizedText("ecosystem.expenditure.expenditure"),
    doc: LocalizedText(
      "ecosystem.expenditure.what-was-spent-territory"),
    fields: [
      FieldDescription(
        "subject", .reference(["award", "project", "call", "programme"]), isRequired: true,
        label: LocalizedText("ecosystem.expenditure.subject"),
        doc: LocalizedText(
          "ecosystem.expenditure.award-project-call-programme")),
      FieldDescription(
        "actor", .reference(["actor"]),
        label: LocalizedText("ecosystem.expenditure.actor"),
        doc: LocalizedText(
          "ecosystem.expenditure.actor-spends")),
      FieldDescription(
        "territory", .reference(["territory"]), isRequired: true,
        label: LocalizedText("ecosystem.expenditure.territory"),
        doc: LocalizedText(
          "ecosystem.expenditure.territory-which-money-spent")),
      FieldDescription(
        "amount", .money, isRequired: true,
        label: LocalizedText("ecosystem.expenditure.amount"),
        doc: LocalizedText(
          "ecosystem.expenditure.amount-spent")),
      FieldDescription(
        "category", .text,
        label: LocalizedText("ecosystem.expenditure.category"),
        doc: LocalizedText(
          "ecosystem.expenditure.item-expenditure-words-source")),
      FieldDescription(
        "start", .date,
        label: LocalizedText("ecosystem.expenditure.start"),
        doc: LocalizedText(
          "ecosystem.expenditure.beginning-period-spending")),
      FieldDescription(
        "end", .date,
        label: LocalizedText("ecosystem.expenditure.end"),
        doc: LocalizedText(
          "ecosystem.expenditure.end-period-spending")),
      FundingFields.figureStatus,
    ],
    roles: FieldRoles(title: "category", territory: "territory"),
    rules: [.ordered(first: "start", last: "end")]
  ).inPlural(LocalizedText("ecosystem.expenditure.plural"))
}
