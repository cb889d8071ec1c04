import Localization

extension EntityDescription {
  /// A natural person of the ecosystem: the contact of a member, a participant, an expert. Leave the id out: it appears in links and logs and must not contain a name.
  public static let person = EntityDescription(
    id: "person", collection: "persons", permissionGroup: "persons",
    label: LocalizedText("ecosystem.person.person"),
    doc: LocalizedText(
      "ecosystem.person.natural-person"),
    fields: naming + reaching + [
      FieldDescription(
        "languages", .list(.text),
        label: LocalizedText("ecosystem.person.languages"),
        doc: LocalizedText(
          "ecosystem.person.languages-spoken")),
      FieldDescription(
        "skills", .list(.concept(scheme: "skill")),
        label: LocalizedText("ecosystem.person.skills"),
        doc: LocalizedText(
          "ecosystem.person.skills-brings")),
      FieldDescription(
        "city", .text, isIndexed: true,
        label: LocalizedText("ecosystem.person.city"),
        doc: LocalizedText(
          "ecosystem.person.town-of-person")
      ).naming().personal(),
      FieldDescription(
        "territory", .reference(["territory"]),
        label: LocalizedText("ecosystem.person.territory"),
        doc: LocalizedText(
          "ecosystem.person.territory-of-person")),
      FieldDescription(
        "note", .longText,
        label: LocalizedText("ecosystem.person.note"),
        doc: LocalizedText(
          "ecosystem.person.note-staff-only")
      ).visible(to: .staff).personal(),
    ],
    roles: FieldRoles(
      title: "name", search: ["name", "given_name", "family_name", "city"], territory: "territory", visibility: .members)
  ).inPlural(LocalizedText("ecosystem.person.plural"))

  private static let naming = [
    FieldDescription(
      "name", .text, isRequired: true, isIndexed: true,
      label: LocalizedText("ecosystem.person.name"),
      doc: LocalizedText(
        "ecosystem.person.full-name")
    ).naming().personal(),
    FieldDescription(
      "given_name", .text,
      label: LocalizedText("ecosystem.person.given-name"),
      doc: LocalizedText(
        "ecosystem.person.given-name-doc")
    ).naming().personal(),
    FieldDescription(
      "family_name", .text,
      label: LocalizedText("ecosystem.person.family-name"),
      doc: LocalizedText(
        "ecosystem.person.family-name-doc")
    ).naming().personal(),
  ]

  private static let reaching = [
    FieldDescription(
      "email", .text, isIndexed: true,
      label: LocalizedText("ecosystem.person.e-mail"),
      doc: LocalizedText(
        "ecosystem.person.e-mail-staff-only")
    ).visible(to: .staff).personal(),
    FieldDescription(
      "phone", .text,
      label: LocalizedText("ecosystem.person.telephone"),
      doc: LocalizedText(
        "ecosystem.person.telephone-staff-only")
    ).visible(to: .staff).personal(),
  ]
}
