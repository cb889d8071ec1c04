import Localization

extension EntityDescription {
  /// The staff, the amounts and the share of women of an actor for one year, declared or verified. The SME test and the cumulation of aid refer to them.
  public static let figure = EntityDescription(
    id: "figure", collection: "figures", permissionGroup: "actors",
    label: LocalizedText("ecosystem.figure.yearly-figures"),
    doc: LocalizedText(
      "ecosystem.figure.staff-amounts-share-women"),
    fields: [
      FieldDescription(
        "actor", .reference(["actor"]), isRequired: true,
        label: LocalizedText("ecosystem.figure.actor"),
        doc: LocalizedText(
          "ecosystem.figure.actor-whose-figures-they")),
      FieldDescription(
        "year", .integer(1800...2200), isRequired: true, isIndexed: true,
        label: LocalizedText("ecosystem.figure.year"),
        doc: LocalizedText(
          "ecosystem.figure.year-one-which-accounting")),
      FieldDescription(
        "staff", .number(0...100_000_000), unit: "fte",
        label: LocalizedText("ecosystem.figure.staff"),
        doc: LocalizedText(
          "ecosystem.figure.staff-annual-work-units")),
      FieldDescription(
        "turnover", .money,
        label: LocalizedText("ecosystem.figure.turnover"),
        doc: LocalizedText(
          "ecosystem.figure.yearly-turnover-without-taxes")),
      FieldDescription(
        "balance_sheet", .money,
        label: LocalizedText("ecosystem.figure.balance-sheet"),
        doc: LocalizedText(
          "ecosystem.figure.yearly-balance-sheet-total")),
      FieldDescription(
        "exports", .money,
        label: LocalizedText("ecosystem.figure.exports"),
        doc: LocalizedText(
          "ecosystem.figure.part-turnover-made-abroad")),
      FieldDescription(
        "women_share", .number(0...1),
        label: LocalizedText("ecosystem.figure.share-women"),
        doc: LocalizedText(
          "ecosystem.figure.share-women-staff-from")),
      FieldDescription(
        "status", .choice(["declared", "verified"]), isRequired: true,
        label: LocalizedText("ecosystem.figure.status"),
        doc: LocalizedText(
          "ecosystem.figure.declared-actor-verified-against")
      ).defaulting(to: "declared"),
    ],
    roles: FieldRoles(title: "year", unique: [["actor", "year", "status"]])
  ).inPlural(LocalizedText("ecosystem.figure.plural"))
}
