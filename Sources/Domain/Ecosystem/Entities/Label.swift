import Localization

extension EntityDescription {
  /// A label or accreditation that actors may receive. Its grants are label_awards.
  public static let label = EntityDescription(
    id: "label", collection: "labels", permissionGroup: "actors",
    label: LocalizedText("ecosystem.label.label"),
    doc: LocalizedText(
      "ecosystem.label.label-accreditation-actors-may"),
    fields: [
      FieldDescription(
        "name", .localizedText, isRequired: true,
        label: LocalizedText("ecosystem.label.name"),
        doc: LocalizedText(
          "ecosystem.label.name-label-language")
      ).naming(),
      FieldDescription(
        "issuer", .reference(["actor"]),
        label: LocalizedText("ecosystem.label.issuer"),
        doc: LocalizedText(
          "ecosystem.label.actor-awards")),
      FieldDescription(
        "description", .longText,
        label: LocalizedText("ecosystem.label.description"),
        doc: LocalizedText(
          "ecosystem.label.what-label-attests-what")),
      FieldDescription(
        "validity_months", .integer(1...1_200), unit: "months",
        label: LocalizedText("ecosystem.label.validity"),
        doc: LocalizedText(
          "ecosystem.label.how-long-awarded-without")),
      FieldDescription(
        "territory", .reference(["territory"]),
        label: LocalizedText("ecosystem.label.territory"),
        doc: LocalizedText(
          "ecosystem.label.territory-which-holds")),
      FieldDescription(
        "url", .url,
        label: LocalizedText("ecosystem.label.web-address"),
        doc: LocalizedText(
          "ecosystem.label.page-label")),
    ],
    roles: FieldRoles(title: "name", search: ["name", "description"], territory: "territory")
  ).inPlural(LocalizedText("ecosystem.label.plural"))
}
