import Localization

extension EntityDescription {
  /// A funding programme to which calls and grants belong.
  public static let programme = EntityDescription(
    id: "programme", collection: "programmes", permissionGroup: "funding",
    label: LocalizedText("ecosystem.programme.programme"),
    doc: LocalizedText(
      "ecosystem.programme.funding-programme-which-calls"),
    fields: [
      FieldDescription(
        "name", .text, isRequired: true,
        label: LocalizedText("ecosystem.programme.name"),
        doc: LocalizedText(
          "ecosystem.programme.official-name-programme")
      ).headed(FieldHeadings.title + ["Programme", "Program", "Programm"]).naming(),
      FieldDescription(
        "operator", .reference(["actor"]),
        label: LocalizedText("ecosystem.programme.operator"),
        doc: LocalizedText(
          "ecosystem.programme.actor-runs-funds")),
      FieldDescription(
        "parent", .reference(["programme"]),
        label: LocalizedText("ecosystem.programme.parent-programme"),
        doc: LocalizedText(
          "ecosystem.programme.programme-part")),
      FieldDescription(
        "url", .url,
        label: LocalizedText("ecosystem.programme.web-address"),
        doc: LocalizedText(
          "ecosystem.programme.page-programme")
      ).headed(FieldHeadings.website),
    ] + FundingFields.support,
    roles: FieldRoles(title: "name", search: ["name", "budget_note"], territory: "territories"),
    rules: [.distinct("id", "parent"), .acyclic(from: "id", to: "parent", only: nil)]
  ).inPlural(LocalizedText("ecosystem.programme.plural"))
}
