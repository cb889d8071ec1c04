import Localization

extension EntityDescription {
  /// Support an actor, project or person received between creation and funding: diagnosis, coaching, matchmaking, help with filing.
  public static let supportAction = EntityDescription(
    id: "support_action", collection: "support_actions", permissionGroup: "funding",
    label: LocalizedText("ecosystem.support-action.support-action"),
    doc: LocalizedText(
      "ecosystem.support-action.support-actor-project-received"),
    fields: [
      FieldDescription(
        "beneficiary", .reference(["actor", "project", "person"]), isRequired: true,
        label: LocalizedText("ecosystem.support-action.beneficiary"),
        doc: LocalizedText(
          "ecosystem.support-action.actor-project-supported")),
      FieldDescription(
        "kind",
        .choice([
          "diagnosis", "coaching", "mentoring", "training", "matchmaking", "application-help", "incubation", "acceleration", "referral",
          "other",
        ]),
        isRequired: true, isIndexed: true,
        label: LocalizedText("ecosystem.support-action.kind"),
        doc: LocalizedText(
          "ecosystem.support-action.diagnosis-coaching-mentoring-training")),
      FieldDescription(
        "provider", .reference(["actor"]), isRequired: true,
        label: LocalizedText("ecosystem.support-action.provider"),
        doc: LocalizedText(
          "ecosystem.support-action.actor-gives-support")),
      FieldDescription(
        "date", .date, isRequired: true, isIndexed: true,
        label: LocalizedText("ecosystem.support-action.date"),
        doc: LocalizedText(
          "ecosystem.support-action.date-support-first-day")),
      FieldDescription(
        "end", .date,
        label: LocalizedText("ecosystem.support-action.end"),
        doc: LocalizedText(
          "ecosystem.support-action.last-day-support-lasts")),
      FieldDescription(
        "hours", .number(0...100_000), unit: "hours",
        label: LocalizedText("ecosystem.support-action.duration"),
        doc: LocalizedText(
          "ecosystem.support-action.time-support-given")),
      FieldDescription(
        "stage", .choice(FundingVocabulary.stages),
        label: LocalizedText("ecosystem.support-action.stage"),
        doc: LocalizedText(
          "ecosystem.support-action.stage-project-time")),
      FieldDescription(
        "call", .reference(["call"]),
        label: LocalizedText("ecosystem.support-action.call"),
        doc: LocalizedText(
          "ecosystem.support-action.call-support-prepares")),
      FieldDescription(
        "outcome", .text,
        label: LocalizedText("ecosystem.support-action.outcome"),
        doc: LocalizedText(
          "ecosystem.support-action.what-came-words-source")),
    ],
    roles: FieldRoles(title: "kind", search: ["outcome"]), rules: [.ordered(first: "date", last: "end")]
  ).inPlural(LocalizedText("ecosystem.support-action.plural"))
}
