import Localization

extension EntityDescription {
  /// A label given to an actor, with its date and its term.
  public static let labelAward = EntityDescription(
    id: "label_award", collection: "label_awards", permissionGroup: "actors",
    label: LocalizedText("ecosystem.label-award.label-award"),
    doc: LocalizedText(
      "ecosystem.label-award.label-given-actor-date"),
    fields: [
      FieldDescription(
        "label", .reference(["label"]), isRequired: true,
        label: LocalizedText("ecosystem.label-award.label"),
        doc: LocalizedText(
          "ecosystem.label-award.label-awarded")),
      FieldDescription(
        "actor", .reference(["actor"]), isRequired: true,
        label: LocalizedText("ecosystem.label-award.actor"),
        doc: LocalizedText(
          "ecosystem.label-award.actor-receives")),
      FieldDescription(
        "issued", .date, isRequired: true, isIndexed: true,
        label: LocalizedText("ecosystem.label-award.issued"),
        doc: LocalizedText(
          "ecosystem.label-award.date-which-was-awarded")),
      FieldDescription(
        "expires", .date, isIndexed: true,
        label: LocalizedText("ecosystem.label-award.expires"),
        doc: LocalizedText(
          "ecosystem.label-award.last-day-which-holds")),
      FieldDescription(
        "evidence", .text,
        label: LocalizedText("ecosystem.label-award.evidence"),
        doc: LocalizedText(
          "ecosystem.label-award.where-award-can-seen")),
    ],
    roles: FieldRoles(title: "label", unique: [["label", "actor", "issued"]]),
    rules: [.ordered(first: "issued", last: "expires")]
  ).inPlural(LocalizedText("ecosystem.label-award.plural"))
}
