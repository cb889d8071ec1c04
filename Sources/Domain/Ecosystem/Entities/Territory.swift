import Localization

extension EntityDescription {
  /// A region, province, department or municipality: territories form a tree. A filter on a territory also finds what lies in the territories inside it.
  public static let territory = EntityDescription(
    id: "territory", collection: "territories", permissionGroup: "vocabulary",
    label: LocalizedText("ecosystem.territory.territory"),
    doc: LocalizedText(
      "ecosystem.territory.region-province-department-municipality"),
    fields: [
      FieldDescription(
        "scheme", .choice(["iso3166-1", "iso3166-2", "nuts", "lau", "plugin"]), isRequired: true,
        label: LocalizedText("ecosystem.territory.scheme"),
        doc: LocalizedText(
          "ecosystem.territory.classification-code-comes-from")),
      FieldDescription(
        "version", .text,
        label: LocalizedText("ecosystem.territory.version"),
        doc: LocalizedText(
          "ecosystem.territory.version-classification-e-g")),
      FieldDescription(
        "code", .text, isRequired: true,
        label: LocalizedText("ecosystem.territory.code"),
        doc: LocalizedText(
          "ecosystem.territory.code-standard-prints-e")),
      FieldDescription(
        "name", .localizedText, isRequired: true,
        label: LocalizedText("ecosystem.territory.name"),
        doc: LocalizedText(
          "ecosystem.territory.name-territory-language")
      ).naming(),
      FieldDescription(
        "parent", .reference(["territory"]),
        label: LocalizedText("ecosystem.territory.parent-territory"),
        doc: LocalizedText(
          "ecosystem.territory.territory-directly-contains-filter")
      ).withoutDescendants(),
    ],
    roles: FieldRoles(title: "name", search: ["name"], unique: [["scheme", "version", "code"]], id: .code("code")),
    rules: [.distinct("id", "parent"), .acyclic(from: "id", to: "parent", only: nil)]
  ).inPlural(LocalizedText("ecosystem.territory.plural"))
}
