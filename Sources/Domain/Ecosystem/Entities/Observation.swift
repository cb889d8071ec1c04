import Localization

extension EntityDescription {
  /// A value of an indicator, for a territory and a period, with its origin. A figure without origin or period is refused.
  public static let observation = EntityDescription(
    id: "observation", collection: "observations", permissionGroup: "indicators",
    label: LocalizedText("ecosystem.observation.observation"),
    doc: LocalizedText(
      "ecosystem.observation.value-indicator-territory-period"),
    fields: [
      FieldDescription(
        "indicator", .reference(["indicator"]), isRequired: true,
        label: LocalizedText("ecosystem.observation.indicator"),
        doc: LocalizedText(
          "ecosystem.observation.indicator-measured")),
      FieldDescription(
        "territory", .reference(["territory"]),
        label: LocalizedText("ecosystem.observation.territory"),
        doc: LocalizedText(
          "ecosystem.observation.territory-value-about")),
      FieldDescription(
        "period", .text, isRequired: true,
        label: LocalizedText("ecosystem.observation.period"),
        doc: LocalizedText(
          "ecosystem.observation.year-interval-printed-unsaid")),
      FieldDescription(
        "year", .integer(1800...2200), isIndexed: true,
        label: LocalizedText("ecosystem.observation.year"),
        doc: LocalizedText(
          "ecosystem.observation.year-value-last-interval")),
      FieldDescription(
        "value", .anyNumber, isRequired: true,
        label: LocalizedText("ecosystem.observation.value"),
        doc: LocalizedText(
          "ecosystem.observation.value-unit-indicator-lower")),
      FieldDescription(
        "value_max", .anyNumber,
        label: LocalizedText("ecosystem.observation.upper-bound"),
        doc: LocalizedText(
          "ecosystem.observation.upper-bound-when-source")),
      FieldDescription(
        "qualifier", .choice(["exact", "approx", "min", "max", "mean", "range", "counted"]),
        label: LocalizedText("ecosystem.observation.qualifier"),
        doc: LocalizedText(
          "ecosystem.observation.what-figure-worth-exact")),
      FieldDescription(
        "origin", .text, isRequired: true,
        label: LocalizedText("ecosystem.observation.origin"),
        doc: LocalizedText(
          "ecosystem.observation.who-produced-figure-according")),
      FieldDescription(
        "as_written", .text, isRequired: true,
        label: LocalizedText("ecosystem.observation.written"),
        doc: LocalizedText(
          "ecosystem.observation.figure-source-prints")),
    ],
    roles: FieldRoles(title: "as_written", territory: "territory"),
    rules: [.ordered(first: "value", last: "value_max")]
  ).inPlural(LocalizedText("ecosystem.observation.plural"))
}
