import Localization

extension EntityDescription {
  /// A result of an award, project, call or programme, measured by an indicator. Announced and verified outcomes never mix.
  public static let outcome = EntityDescription(
    id: "outcome", collection: "outcomes", permissionGroup: "funding",
    label: LocalizedText("ecosystem.outcome.outcome"),
    doc: LocalizedText(
      "ecosystem.outcome.what-award-project-call"),
    fields: [
      FieldDescription(
        "subject", .reference(["award", "project", "call", "programme"]), isRequired: true,
        label: LocalizedText("ecosystem.outcome.subject"),
        doc: LocalizedText(
          "ecosystem.outcome.award-project-call-programme")),
      FieldDescription(
        "indicator", .reference(["indicator"]), isRequired: true,
        label: LocalizedText("ecosystem.outcome.indicator"),
        doc: LocalizedText(
          "ecosystem.outcome.indicator-which-tells-unit")),
      FieldDescription(
        "value", .anyNumber, isRequired: true,
        label: LocalizedText("ecosystem.outcome.value"),
        doc: LocalizedText(
          "ecosystem.outcome.value-unit-indicator")),
      FieldDescription(
        "territory", .reference(["territory"]),
        label: LocalizedText("ecosystem.outcome.territory"),
        doc: LocalizedText(
          "ecosystem.outcome.territory-about")),
      FieldDescription(
        "start", .date,
        label: LocalizedText("ecosystem.outcome.start"),
        doc: LocalizedText(
          "ecosystem.outcome.beginning-period-measured")),
      FieldDescription(
        "end", .date,
        label: LocalizedText("ecosystem.outcome.end"),
        doc: LocalizedText(
          "ecosystem.outcome.end-period-measured")),
      FundingFields.figureStatus,
      FieldDescription(
        "as_written", .text,
        label: LocalizedText("ecosystem.outcome.written"),
        doc: LocalizedText(
          "ecosystem.outcome.figure-source-prints")),
    ],
    roles: FieldRoles(title: "as_written", territory: "territory"),
    rules: [.ordered(first: "start", last: "end")]
  ).inPlural(LocalizedText("ecosystem.outcome.plural"))
}
