import Localization

extension EntityDescription {
  /// The role of a person in an actor, for a time. At most one affiliation of a person is the main one at any time.
  public static let affiliation = EntityDescription(
    id: "affiliation", collection: "affiliations", permissionGroup: "persons",
    label: LocalizedText("ecosystem.affiliation.affiliation"),
    doc: LocalizedText(
      "ecosystem.affiliation.role-of-person-in-actor"),
    fields: [
      FieldDescription(
        "person", .reference(["person"]), isRequired: true,
        label: LocalizedText("ecosystem.affiliation.person"),
        doc: LocalizedText(
          "ecosystem.affiliation.person-affiliated")),
      FieldDescription(
        "actor", .reference(["actor"]), isRequired: true,
        label: LocalizedText("ecosystem.affiliation.actor"),
        doc: LocalizedText(
          "ecosystem.affiliation.actor-she-belongs-to")),
      FieldDescription(
        "role", .concept(scheme: "role"), isRequired: true,
        label: LocalizedText("ecosystem.affiliation.role"),
        doc: LocalizedText(
          "ecosystem.affiliation.role-held")),
      FieldDescription(
        "title", .text,
        label: LocalizedText("ecosystem.affiliation.title"),
        doc: LocalizedText(
          "ecosystem.affiliation.title-as-written")
      ).naming(),
      FieldDescription(
        "start", .date,
        label: LocalizedText("ecosystem.affiliation.start"),
        doc: LocalizedText(
          "ecosystem.affiliation.since-when")),
      FieldDescription(
        "end", .date,
        label: LocalizedText("ecosystem.affiliation.end"),
        doc: LocalizedText(
          "ecosystem.affiliation.until-when")),
      FieldDescription(
        "primary", .boolean, isRequired: true,
        label: LocalizedText("ecosystem.affiliation.primary"),
        doc: LocalizedText(
          "ecosystem.affiliation.main-affiliation")
      ).defaulting(to: false),
    ],
    roles: FieldRoles(title: "role", unique: [["person", "actor", "role", "start"]], visibility: .members),
    rules: [
      .ordered(first: "start", last: "end"),
      .disjoint(fields: ["person"], start: "start", end: "end", only: .init(field: "primary", value: true)),
    ]
  ).inPlural(LocalizedText("ecosystem.affiliation.plural"))
}
