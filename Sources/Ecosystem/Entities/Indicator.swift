extension EntityDescription {
  /// What is measured: a code, a label, a unit and how it is computed. The values are observations.
  public static let indicator = EntityDescription(
    id: "indicator", collection: "indicators", permissionGroup: "indicators",
    label: LocalizedText(fr: "Indicateur", en: "Indicator"),
    doc: LocalizedText(
      fr:
        "Ce que l’on mesure : un code, un libellé, une unité, et la façon de le calculer. Les valeurs sont des observations.",
      en: "What is measured: a code, a label, a unit and how it is computed. The values are observations."),
    fields: [
      FieldDescription(
        "code", .text, isRequired: true,
        label: LocalizedText(fr: "Code", en: "Code"),
        doc: LocalizedText(
          fr: "Le code de l’indicateur, unique.",
          en: "The code of the indicator, unique.")),
      FieldDescription(
        "label", .localizedText, isRequired: true,
        label: LocalizedText(fr: "Libellé", en: "Label"),
        doc: LocalizedText(
          fr: "Le libellé de l’indicateur, par langue.",
          en: "The label of the indicator, by language.")),
      FieldDescription(
        "unit", .text, isRequired: true,
        label: LocalizedText(fr: "Unité", en: "Unit"),
        doc: LocalizedText(
          fr: "L’unité des valeurs : percent, EUR, persons, jobs…",
          en: "The unit of the values: percent, EUR, persons, jobs…")),
      FieldDescription(
        "formula", .text,
        label: LocalizedText(fr: "Formule", en: "Formula"),
        doc: LocalizedText(
          fr: "Comment la valeur se calcule.",
          en: "How the value is computed.")),
      FieldDescription(
        "definition", .localizedText,
        label: LocalizedText(fr: "Définition", en: "Definition"),
        doc: LocalizedText(
          fr: "Ce que la valeur dit et ne dit pas, par langue.",
          en: "What the value says and does not say, by language.")),
    ],
    searchFields: ["label", "definition"], uniqueKeys: [["code"]], titleField: "label")
}
