import Localization

extension EntityDescription {
  /// A measured quantity: a code, a label, a unit and the way it is computed. The values are observations.
  public static let indicator = EntityDescription(
    id: "indicator", collection: "indicators", permissionGroup: "indicators",
    label: LocalizedText("ecosystem.indicator.indicator"),
    doc: LocalizedText(
      "ecosystem.indicator.what-measured-code-label"),
    fields: [
      FieldDescription(
        "code", .text, isRequired: true,
        label: LocalizedText("ecosystem.indicator.code"),
        doc: LocalizedText(
          "ecosystem.indicator.code-indicator-unique")),
      FieldDescription(
        "label", .localizedText, isRequired: true,
        label: LocalizedText("ecosystem.indicator.label"),
        doc: LocalizedText(
          "ecosystem.indicator.label-indicator-language")
      ).naming(),
      FieldDescription(
        "unit", .text, isRequired: true,
        label: LocalizedText("ecosystem.indicator.unit"),
        doc: LocalizedText(
          "ecosystem.indicator.unit-values-percent-eur")),
      FieldDescription(
        "formula", .text,
        label: LocalizedText("ecosystem.indicator.formula"),
        doc: LocalizedText(
          "ecosystem.indicator.how-value-computed")),
      FieldDescription(
        "definition", .localizedText,
        label: LocalizedText("ecosystem.indicator.definition"),
        doc: LocalizedText(
          "ecosystem.indicator.what-value-says-does")),
    ],
    roles: FieldRoles(title: "label", search: ["label", "definition"], unique: [["code"]])
  ).inPlural(LocalizedText("ecosystem.indicator.plural"))
}
