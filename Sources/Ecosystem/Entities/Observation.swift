extension EntityDescription {
  /// A value of an indicator, for a territory and a period, with its origin. A figure without origin or period is refused.
  public static let observation = EntityDescription(
    id: "observation", collection: "observations", permissionGroup: "indicators",
    label: LocalizedText(fr: "Observation", en: "Observation"),
    doc: LocalizedText(
      fr:
        "Une valeur d’un indicateur, pour un territoire et une période, avec son origine. Un chiffre sans origine ni période est refusé.",
      en:
        "A value of an indicator, for a territory and a period, with its origin. A figure without origin or period is refused."
    ),
    fields: [
      FieldDescription(
        "indicator", .reference(["indicator"]), isRequired: true,
        label: LocalizedText(fr: "Indicateur", en: "Indicator"),
        doc: LocalizedText(
          fr: "L’indicateur mesuré.",
          en: "The indicator measured.")),
      FieldDescription(
        "territory", .reference(["territory"]),
        label: LocalizedText(fr: "Territoire", en: "Territory"),
        doc: LocalizedText(
          fr: "Le territoire auquel la valeur se rapporte.",
          en: "The territory the value is about.")),
      FieldDescription(
        "period", .text, isRequired: true,
        label: LocalizedText(fr: "Période", en: "Period"),
        doc: LocalizedText(
          fr:
            "L’année ou l’intervalle tel qu’il est imprimé, ou « unsaid » si la source n’en donne pas : un chiffre le dit, il ne le tait pas.",
          en:
            "The year or interval as printed, or “unsaid” when the source gives none: a figure says so, it is not silent about it."
        )),
      FieldDescription(
        "year", .integer(1800...2200), isIndexed: true,
        label: LocalizedText(fr: "Année", en: "Year"),
        doc: LocalizedText(
          fr: "L’année de la valeur, ou la dernière de l’intervalle.",
          en: "The year of the value, or the last of the interval.")),
      FieldDescription(
        "value", .anyNumber, isRequired: true,
        label: LocalizedText(fr: "Valeur", en: "Value"),
        doc: LocalizedText(
          fr: "La valeur, dans l’unité de l’indicateur ; la borne basse si c’est un intervalle.",
          en: "The value, in the unit of the indicator; the lower bound of a range.")),
      FieldDescription(
        "value_max", .anyNumber,
        label: LocalizedText(fr: "Borne haute", en: "Upper bound"),
        doc: LocalizedText(
          fr: "La borne haute, si la source donne un intervalle.",
          en: "The upper bound, when the source gives a range.")),
      FieldDescription(
        "qualifier", .choice(["exact", "approx", "min", "max", "mean", "range", "counted"]),
        label: LocalizedText(fr: "Précision", en: "Qualifier"),
        doc: LocalizedText(
          fr:
            "Ce que vaut le chiffre : exact, approché, minimum, maximum, moyenne, intervalle, ou compté dans le texte.",
          en: "What the figure is worth: exact, approximate, minimum, maximum, mean, range, or counted in the text.")),
      FieldDescription(
        "origin", .text, isRequired: true,
        label: LocalizedText(fr: "Origine", en: "Origin"),
        doc: LocalizedText(
          fr: "Qui a produit le chiffre, selon la source.",
          en: "Who produced the figure, according to the source.")),
      FieldDescription(
        "as_written", .text, isRequired: true,
        label: LocalizedText(fr: "Tel qu’écrit", en: "As written"),
        doc: LocalizedText(
          fr: "Le chiffre tel que la source l’imprime.",
          en: "The figure as the source prints it.")),
    ],
    titleField: "as_written", territoryField: "territory",
    rules: [.ordered(first: "value", last: "value_max")])
}
