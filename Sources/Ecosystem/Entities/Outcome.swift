extension EntityDescription {
  /// What an award, project, call or programme has produced, measured by an indicator. Announced and verified outcomes never mix.
  public static let outcome = EntityDescription(
    id: "outcome", collection: "outcomes", permissionGroup: "funding",
    label: LocalizedText(fr: "Résultat", en: "Outcome"),
    doc: LocalizedText(
      fr:
        "Ce qu’une aide, un projet, un appel ou un programme a produit, mesuré par un indicateur. Les résultats annoncés et vérifiés ne se mélangent pas.",
      en:
        "What an award, project, call or programme has produced, measured by an indicator. Announced and verified outcomes never mix."
    ),
    fields: [
      FieldDescription(
        "subject", .reference(["award", "project", "call", "programme"]), isRequired: true,
        label: LocalizedText(fr: "Objet", en: "Subject"),
        doc: LocalizedText(
          fr: "L’aide, le projet, l’appel ou le programme dont c’est un résultat.",
          en: "The award, project, call or programme whose outcome it is.")),
      FieldDescription(
        "indicator", .reference(["indicator"]), isRequired: true,
        label: LocalizedText(fr: "Indicateur", en: "Indicator"),
        doc: LocalizedText(
          fr: "L’indicateur, qui dit l’unité.",
          en: "The indicator, which tells the unit.")),
      FieldDescription(
        "value", .anyNumber, isRequired: true,
        label: LocalizedText(fr: "Valeur", en: "Value"),
        doc: LocalizedText(
          fr: "La valeur, dans l’unité de l’indicateur.",
          en: "The value, in the unit of the indicator.")),
      FieldDescription(
        "territory", .reference(["territory"]),
        label: LocalizedText(fr: "Territoire", en: "Territory"),
        doc: LocalizedText(
          fr: "Le territoire auquel elle se rapporte.",
          en: "The territory it is about.")),
      FieldDescription(
        "start", .date,
        label: LocalizedText(fr: "Début", en: "Start"),
        doc: LocalizedText(
          fr: "Le début de la période mesurée.",
          en: "The beginning of the period measured.")),
      FieldDescription(
        "end", .date,
        label: LocalizedText(fr: "Fin", en: "End"),
        doc: LocalizedText(
          fr: "La fin de la période mesurée.",
          en: "The end of the period measured.")),
      FundingFields.figureStatus,
      FieldDescription(
        "as_written", .text,
        label: LocalizedText(fr: "Tel qu’écrit", en: "As written"),
        doc: LocalizedText(
          fr: "Le chiffre tel que la source l’imprime.",
          en: "The figure as the source prints it.")),
    ],
    titleField: "as_written", territoryField: "territory",
    rules: [.ordered(first: "start", last: "end")])
}
