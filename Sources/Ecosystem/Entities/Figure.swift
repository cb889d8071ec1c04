extension EntityDescription {
  /// The staff, the amounts and the share of women of an actor for one year, declared or verified. The SME test and the cumulation of aid refer to them.
  public static let figure = EntityDescription(
    id: "figure", collection: "figures", permissionGroup: "actors",
    label: LocalizedText(fr: "Chiffres annuels", en: "Yearly figures"),
    doc: LocalizedText(
      fr:
        "L’effectif, les montants et la part de femmes d’un acteur pour une année, déclarés ou vérifiés. Le test de PME et le cumul des aides s’y réfèrent.",
      en:
        "The staff, the amounts and the share of women of an actor for one year, declared or verified. The SME test and the cumulation of aid refer to them."
    ),
    fields: [
      FieldDescription(
        "actor", .reference(["actor"]), isRequired: true,
        label: LocalizedText(fr: "Acteur", en: "Actor"),
        doc: LocalizedText(
          fr: "L’acteur dont ce sont les chiffres.",
          en: "The actor whose figures they are.")),
      FieldDescription(
        "year", .integer(1800...2200), isRequired: true, isIndexed: true,
        label: LocalizedText(fr: "Année", en: "Year"),
        doc: LocalizedText(
          fr: "L’année, ou celle où se clôt l’exercice.",
          en: "The year, or the one in which the accounting year closes.")),
      FieldDescription(
        "staff", .number(0...100_000_000), unit: "fte",
        label: LocalizedText(fr: "Effectif", en: "Staff"),
        doc: LocalizedText(
          fr:
            "L’effectif en unités de travail-année (équivalents temps plein), au sens de la recommandation 2003/361/CE.",
          en: "The staff in annual work units (full-time equivalents), as Recommendation 2003/361/EC counts them.")),
      FieldDescription(
        "turnover", .money,
        label: LocalizedText(fr: "Chiffre d’affaires", en: "Turnover"),
        doc: LocalizedText(
          fr: "Le chiffre d’affaires annuel, hors taxes.",
          en: "The yearly turnover, without taxes.")),
      FieldDescription(
        "balance_sheet", .money,
        label: LocalizedText(fr: "Total du bilan", en: "Balance sheet"),
        doc: LocalizedText(
          fr: "Le total du bilan annuel.",
          en: "The yearly balance sheet total.")),
      FieldDescription(
        "exports", .money,
        label: LocalizedText(fr: "Exportations", en: "Exports"),
        doc: LocalizedText(
          fr: "La part du chiffre d’affaires réalisée hors du pays, en montant.",
          en: "The part of the turnover made abroad, as an amount.")),
      FieldDescription(
        "women_share", .number(0...1),
        label: LocalizedText(fr: "Part de femmes", en: "Share of women"),
        doc: LocalizedText(
          fr: "La part de femmes dans l’effectif, de 0 à 1.",
          en: "The share of women in the staff, from 0 to 1.")),
      FieldDescription(
        "status", .choice(["declared", "verified"]), isRequired: true, defaultValue: "declared",
        label: LocalizedText(fr: "Statut", en: "Status"),
        doc: LocalizedText(
          fr: "Déclaré par l’acteur, ou vérifié sur une pièce.",
          en: "Declared by the actor, or verified against a document.")),
    ],
    uniqueKeys: [["actor", "year", "status"]], titleField: "year")
}
