extension EntityDescription {
  /// What was, or is to be, spent in a territory thanks to a support. Announced and verified spending never mix.
  public static let expenditure = EntityDescription(
    id: "expenditure", collection: "expenditures", permissionGroup: "funding",
    label: LocalizedText(fr: "Dépense", en: "Expenditure"),
    doc: LocalizedText(
      fr:
        "Ce qui a été, ou doit être, dépensé sur un territoire grâce à une aide. Les dépenses annoncées et vérifiées ne se mélangent pas.",
      en:
        "What was, or is to be, spent in a territory thanks to a support. Announced and verified spending never mix."
    ),
    fields: [
      FieldDescription(
        "subject", .reference(["award", "project", "call", "programme"]), isRequired: true,
        label: LocalizedText(fr: "Objet", en: "Subject"),
        doc: LocalizedText(
          fr: "L’aide, le projet, l’appel ou le programme dont c’est une dépense.",
          en: "The award, project, call or programme whose spending it is.")),
      FieldDescription(
        "actor", .reference(["actor"]),
        label: LocalizedText(fr: "Acteur", en: "Actor"),
        doc: LocalizedText(
          fr: "L’acteur qui dépense.",
          en: "The actor that spends.")),
      FieldDescription(
        "territory", .reference(["territory"]), isRequired: true,
        label: LocalizedText(fr: "Territoire", en: "Territory"),
        doc: LocalizedText(
          fr: "Le territoire où l’argent est dépensé.",
          en: "The territory in which the money is spent.")),
      FieldDescription(
        "amount", .money, isRequired: true,
        label: LocalizedText(fr: "Montant", en: "Amount"),
        doc: LocalizedText(
          fr: "Le montant dépensé.",
          en: "The amount spent.")),
      FieldDescription(
        "category", .text,
        label: LocalizedText(fr: "Poste", en: "Category"),
        doc: LocalizedText(
          fr: "Le poste de dépense, dans les mots de la source.",
          en: "The item of expenditure, in the words of the source.")),
      FieldDescription(
        "start", .date,
        label: LocalizedText(fr: "Début", en: "Start"),
        doc: LocalizedText(
          fr: "Le début de la période de la dépense.",
          en: "The beginning of the period of the spending.")),
      FieldDescription(
        "end", .date,
        label: LocalizedText(fr: "Fin", en: "End"),
        doc: LocalizedText(
          fr: "La fin de la période de la dépense.",
          en: "The end of the period of the spending.")),
      FundingFields.figureStatus,
    ],
    titleField: "category", territoryField: "territory",
    rules: [.ordered(first: "start", last: "end")])
}
