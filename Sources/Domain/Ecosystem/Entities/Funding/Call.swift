import Localization

extension EntityDescription {
  /// A support one may apply for: call for projects, grant, loan, voucher, tax shelter…
  public static let call = EntityDescription(
    id: "call", collection: "calls", permissionGroup: "funding",
    label: LocalizedText("ecosystem.call.call"),
    doc: LocalizedText(
      "ecosystem.call.support-one-may-apply"),
    fields: [
      FieldDescription(
        "name", .text, isRequired: true,
        label: LocalizedText("ecosystem.call.name"),
        doc: LocalizedText(
          "ecosystem.call.name-support-call")
      ).headed(FieldHeadings.title + ["Appel", "Nom de l’appel", "Call", "Call name", "Förderaufruf", "Aufruf"]).naming(),
      FieldDescription(
        "programme", .reference(["programme"]),
        label: LocalizedText("ecosystem.call.programme"),
        doc: LocalizedText(
          "ecosystem.call.programme-belongs")),
      FieldDescription(
        "parent", .reference(["programme", "call"]),
        label: LocalizedText("ecosystem.call.parent"),
        doc: LocalizedText(
          "ecosystem.call.wider-programme-call-part")),
      FieldDescription(
        "operator", .reference(["actor"]),
        label: LocalizedText("ecosystem.call.operator"),
        doc: LocalizedText(
          "ecosystem.call.actor-whom-one-applies")),
      FieldDescription(
        "opens", .date,
        label: LocalizedText("ecosystem.call.opens"),
        doc: LocalizedText(
          "ecosystem.call.first-day-which-one")
      ).headed(FieldHeadings.opening),
      FieldDescription(
        "closes", .date, isIndexed: true,
        label: LocalizedText("ecosystem.call.closes"),
        doc: LocalizedText(
          "ecosystem.call.last-day-which-one")
      ).headed(FieldHeadings.closing),
      FieldDescription(
        "recurrence", .choice(["one-off", "ongoing", "recurring"]),
        label: LocalizedText("ecosystem.call.recurrence"),
        doc: LocalizedText(
          "ecosystem.call.one-off-ongoing-recurring")),
      FieldDescription(
        "rate_max", .number(0...1),
        label: LocalizedText("ecosystem.call.maximum-rate"),
        doc: LocalizedText(
          "ecosystem.call.largest-share-costs-covered")),
      FieldDescription(
        "amount_min", .money,
        label: LocalizedText("ecosystem.call.minimum-amount"),
        doc: LocalizedText(
          "ecosystem.call.smallest-amount-granted")),
      FieldDescription(
        "amount_max", .money,
        label: LocalizedText("ecosystem.call.maximum-amount"),
        doc: LocalizedText(
          "ecosystem.call.largest-amount-granted")),
      FieldDescription(
        "state_aid_regime", .choice(FundingVocabulary.stateAidRegimes),
        label: LocalizedText("ecosystem.call.state-aid-regime"),
        doc: LocalizedText(
          "ecosystem.call.european-state-aid-regime")),
      FieldDescription(
        "url", .url,
        label: LocalizedText("ecosystem.call.web-address"),
        doc: LocalizedText(
          "ecosystem.call.page-call")
      ).headed(FieldHeadings.website),
    ] + FundingFields.support,
    roles: FieldRoles(title: "name", search: ["name", "budget_note"], territory: "territories"),
    rules: [
      .ordered(first: "opens", last: "closes"), .ordered(first: "amount_min", last: "amount_max"),
      .distinct("id", "parent"),
    ]
  ).inPlural(LocalizedText("ecosystem.call.plural"))
}
