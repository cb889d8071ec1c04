import Localization

extension EntityDescription {
  /// A skill that is sought, by an actor or a person or in a territory, and whether it is in shortage.
  public static let skillNeed = EntityDescription(
    id: "skill_need", collection: "skill_needs", permissionGroup: "skills",
    label: LocalizedText("ecosystem.skill-need.skill-need"),
    doc: LocalizedText(
      "ecosystem.skill-need.skill-sought-actor-territory"),
    fields: [
      FieldDescription(
        "skill", .concept(scheme: "skill"), isRequired: true,
        label: LocalizedText("ecosystem.skill-need.skill"),
        doc: LocalizedText(
          "ecosystem.skill-need.skill-sought")),
      FieldDescription(
        "actor", .reference(["actor"]),
        label: LocalizedText("ecosystem.skill-need.actor"),
        doc: LocalizedText(
          "ecosystem.skill-need.actor-seeks")),
      FieldDescription(
        "person", .reference(["person"]),
        label: LocalizedText("ecosystem.skill-need.person"),
        doc: LocalizedText(
          "ecosystem.skill-need.person-seeks")),
      FieldDescription(
        "territory", .reference(["territory"]),
        label: LocalizedText("ecosystem.skill-need.territory"),
        doc: LocalizedText(
          "ecosystem.skill-need.territory-which-sought")),
      FieldDescription(
        "shortage", .choice(["yes", "no", "unsaid"]), isRequired: true,
        label: LocalizedText("ecosystem.skill-need.shortage"),
        doc: LocalizedText(
          "ecosystem.skill-need.whether-source-says-lacking")
      ).defaulting(to: "unsaid"),
      FieldDescription(
        "demand", .text,
        label: LocalizedText("ecosystem.skill-need.demand"),
        doc: LocalizedText(
          "ecosystem.skill-need.demand-words-source")),
      FieldDescription(
        "count", .count, unit: "persons",
        label: LocalizedText("ecosystem.skill-need.count"),
        doc: LocalizedText(
          "ecosystem.skill-need.number-persons-sought")),
      FieldDescription(
        "urgency", .choice(["low", "medium", "high"]),
        label: LocalizedText("ecosystem.skill-need.urgency"),
        doc: LocalizedText(
          "ecosystem.skill-need.how-urgent-need")),
      FieldDescription(
        "since", .date,
        label: LocalizedText("ecosystem.skill-need.since"),
        doc: LocalizedText(
          "ecosystem.skill-need.since-when-need-exists")),
    ],
    roles: FieldRoles(title: "skill", search: ["demand"], territory: "territory")
  ).inPlural(LocalizedText("ecosystem.skill-need.plural"))
}
