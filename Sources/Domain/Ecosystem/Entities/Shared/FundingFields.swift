import Localization

/// The fields that entities of funding share.
enum FundingFields {
  /// Fields that describe a support, whether it is a whole programme or one call of it.
  static let support = [
    FieldDescription(
      "level", .choice(FundingVocabulary.levels), isIndexed: true,
      label: LocalizedText("ecosystem.funding-fields.level"),
      doc: LocalizedText(
        "ecosystem.funding-fields.level-government-carries")),
    FieldDescription(
      "period", .text,
      label: LocalizedText("ecosystem.funding-fields.period"),
      doc: LocalizedText(
        "ecosystem.funding-fields.period-source-writes-e")),
    FieldDescription(
      "budget", .money,
      label: LocalizedText("ecosystem.funding-fields.budget"),
      doc: LocalizedText(
        "ecosystem.funding-fields.total-envelope")),
    FieldDescription(
      "budget_note", .text,
      label: LocalizedText("ecosystem.funding-fields.note-budget"),
      doc: LocalizedText(
        "ecosystem.funding-fields.what-source-says-about")),
    FieldDescription(
      "instrument", .list(.choice(FundingVocabulary.instruments)),
      label: LocalizedText("ecosystem.funding-fields.instruments"),
      doc: LocalizedText(
        "ecosystem.funding-fields.forms-support-takes")),
    FieldDescription(
      "stages", .list(.choice(FundingVocabulary.stages)),
      label: LocalizedText("ecosystem.funding-fields.stages"),
      doc: LocalizedText(
        "ecosystem.funding-fields.stages-project-covers")),
    FieldDescription(
      "territories", .list(.reference(["territory"])),
      label: LocalizedText("ecosystem.funding-fields.territories"),
      doc: LocalizedText(
        "ecosystem.funding-fields.territories-which-applies")),
    FieldDescription(
      "eligibility", .json,
      label: LocalizedText("ecosystem.funding-fields.eligibility"),
      doc: LocalizedText(
        "ecosystem.funding-fields.who-may-apply-sectors")),
    FieldDescription(
      "outcomes", .json,
      label: LocalizedText("ecosystem.funding-fields.outcomes"),
      doc: LocalizedText(
        "ecosystem.funding-fields.what-came-according-source")),
    FieldDescription(
      "gaps", .list(.text),
      label: LocalizedText("ecosystem.funding-fields.gaps"),
      doc: LocalizedText(
        "ecosystem.funding-fields.gaps-source-points-out")),
    FieldDescription(
      "proposed_changes", .list(.text),
      label: LocalizedText("ecosystem.funding-fields.proposed-changes"),
      doc: LocalizedText(
        "ecosystem.funding-fields.changes-source-proposes")),
  ]

  /// Reliability of a figure on spending or outcomes.
  static let figureStatus = FieldDescription(
    "status", .choice(FundingVocabulary.figureStatuses),
    isRequired: true, isIndexed: true,
    label: LocalizedText("ecosystem.funding-fields.status"),
    doc: LocalizedText(
      "ecosystem.funding-fields.announced-source-verified-against")
  ).defaulting(to: "announced")
}
