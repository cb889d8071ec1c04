import Localization

extension EntityDescription {
  /// A support granted, in the terms of 360Giving: who gives, to whom, how much, when, and under which State aid regime.
  public static let award = EntityDescription(
    id: "award", collection: "awards", permissionGroup: "funding",
    label: LocalizedText("ecosystem.award.award"),
    doc: LocalizedText(
      "ecosystem.award.support-granted-terms-360giving"),
    fields: [
      FieldDescription(
        "title", .text, isRequired: true,
        label: LocalizedText("ecosystem.award.title"),
        doc: LocalizedText(
          "ecosystem.award.title-award-360giving-title")
      ).headed(FieldHeadings.title + ["Nom", "Objet", "Name", "Projekttitel"]).naming(),
      FieldDescription(
        "description", .longText, isRequired: true,
        label: LocalizedText("ecosystem.award.description"),
        doc: LocalizedText(
          "ecosystem.award.what-award-funds-360giving")
      ).headed(FieldHeadings.description),
      FieldDescription(
        "amount_awarded", .money, isRequired: true,
        label: LocalizedText("ecosystem.award.amount-awarded"),
        doc: LocalizedText(
          "ecosystem.award.amount-granted-currency-360giving")
      ).headed(FieldHeadings.amount),
      FieldDescription(
        "award_date", .date, isRequired: true, isIndexed: true,
        label: LocalizedText("ecosystem.award.award-date"),
        doc: LocalizedText(
          "ecosystem.award.day-which-legal-right")
      ).headed(FieldHeadings.decisionDay),
      FieldDescription(
        "funder", .reference(["actor"]), isRequired: true,
        label: LocalizedText("ecosystem.award.funder"),
        doc: LocalizedText(
          "ecosystem.award.actor-grants-360giving-funding")
      ).headed(FieldHeadings.funder),
      FieldDescription(
        "recipient", .reference(["actor"]), isRequired: true,
        label: LocalizedText("ecosystem.award.recipient"),
        doc: LocalizedText(
          "ecosystem.award.actor-receives-360giving-recipient")
      ).headed(FieldHeadings.recipient),
      FieldDescription(
        "programme", .reference(["programme"]),
        label: LocalizedText("ecosystem.award.programme"),
        doc: LocalizedText(
          "ecosystem.award.programme-belongs")),
      FieldDescription(
        "call", .reference(["call"]),
        label: LocalizedText("ecosystem.award.call"),
        doc: LocalizedText(
          "ecosystem.award.call-belongs")),
      FieldDescription(
        "project", .reference(["project"]),
        label: LocalizedText("ecosystem.award.project"),
        doc: LocalizedText(
          "ecosystem.award.project-funds")),
      FieldDescription(
        "application", .reference(["application"]),
        label: LocalizedText("ecosystem.award.application"),
        doc: LocalizedText(
          "ecosystem.award.application-answers")),
      FieldDescription(
        "instrument", .choice(FundingVocabulary.instruments),
        label: LocalizedText("ecosystem.award.instrument"),
        doc: LocalizedText(
          "ecosystem.award.form-support")),
      FieldDescription(
        "state_aid_regime", .choice(FundingVocabulary.stateAidRegimes), isIndexed: true,
        label: LocalizedText("ecosystem.award.state-aid-regime"),
        doc: LocalizedText(
          "ecosystem.award.european-state-aid-regime")),
      FieldDescription(
        "member_state", .reference(["territory"]),
        label: LocalizedText("ecosystem.award.member-state"),
        doc: LocalizedText(
          "ecosystem.award.member-state-grants-aid")
      ).withoutDescendants(),
      FieldDescription(
        "gross_grant_equivalent", .money,
        label: LocalizedText("ecosystem.award.gross-grant-equivalent"),
        doc: LocalizedText(
          "ecosystem.award.gross-grant-equivalent-before")),
      FieldDescription(
        "start", .date,
        label: LocalizedText("ecosystem.award.start"),
        doc: LocalizedText(
          "ecosystem.award.beginning-period-funded")
      ).headed(FieldHeadings.begins),
      FieldDescription(
        "end", .date,
        label: LocalizedText("ecosystem.award.end"),
        doc: LocalizedText(
          "ecosystem.award.end-period-funded")
      ).headed(FieldHeadings.lastDay),
      FieldDescription(
        "territory", .reference(["territory"]),
        label: LocalizedText("ecosystem.award.territory"),
        doc: LocalizedText(
          "ecosystem.award.territory-which-award-takes")),
      FieldDescription(
        "url", .url,
        label: LocalizedText("ecosystem.award.web-address"),
        doc: LocalizedText(
          "ecosystem.award.page-which-award-published")
      ).headed(FieldHeadings.website),
    ],
    roles: FieldRoles(title: "title", search: ["title", "description"], territory: "territory"),
    rules: [.ordered(first: "start", last: "end")]
  ).inPlural(LocalizedText("ecosystem.award.plural"))
}
