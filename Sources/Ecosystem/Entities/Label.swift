extension EntityDescription {
  /// A label or accreditation that actors may receive. Its grants are label_awards.
  public static let label = EntityDescription(
    id: "label", collection: "labels", permissionGroup: "actors",
    label: LocalizedText(fr: "Label", en: "Label"),
    doc: LocalizedText(
      fr: "Un label ou un agrément que des acteurs peuvent recevoir. Les attributions sont des label_awards.",
      en: "A label or accreditation that actors may receive. Its grants are label_awards."),
    fields: [
      FieldDescription(
        "name", .localizedText, isRequired: true,
        label: LocalizedText(fr: "Nom", en: "Name"),
        doc: LocalizedText(
          fr: "Le nom du label, par langue.",
          en: "The name of the label, by language.")),
      FieldDescription(
        "issuer", .reference(["actor"]),
        label: LocalizedText(fr: "Émetteur", en: "Issuer"),
        doc: LocalizedText(
          fr: "L’acteur qui le décerne.",
          en: "The actor that awards it.")),
      FieldDescription(
        "description", .longText,
        label: LocalizedText(fr: "Description", en: "Description"),
        doc: LocalizedText(
          fr: "Ce que le label atteste, et à quelles conditions.",
          en: "What the label attests, and on what conditions.")),
      FieldDescription(
        "validity_months", .integer(1...1_200), unit: "months",
        label: LocalizedText(fr: "Durée de validité", en: "Validity"),
        doc: LocalizedText(
          fr: "La durée pour laquelle il est décerné ; sans valeur, il n’a pas de terme.",
          en: "For how long it is awarded; without a value it has no term.")),
      FieldDescription(
        "territory", .reference(["territory"]),
        label: LocalizedText(fr: "Territoire", en: "Territory"),
        doc: LocalizedText(
          fr: "Le territoire où il a cours.",
          en: "The territory in which it holds.")),
      FieldDescription(
        "url", .url,
        label: LocalizedText(fr: "Adresse web", en: "Web address"),
        doc: LocalizedText(
          fr: "La page du label.",
          en: "The page of the label.")),
    ],
    searchFields: ["name", "description"], titleField: "name", territoryField: "territory")
}
