extension EntityDescription {
  /// A funding programme to which calls and grants belong.
  public static let programme = EntityDescription(
    id: "programme", collection: "programmes", permissionGroup: "funding",
    label: LocalizedText(fr: "Programme", en: "Programme"),
    doc: LocalizedText(
      fr: "Un programme de financement dans lequel s’inscrivent des appels et des aides.",
      en: "A funding programme to which calls and grants belong."),
    fields: [
      FieldDescription(
        "name", .text, isRequired: true,
        label: LocalizedText(fr: "Nom", en: "Name"),
        doc: LocalizedText(
          fr: "Le nom officiel du programme.",
          en: "The official name of the programme.")),
      FieldDescription(
        "operator", .reference(["actor"]),
        label: LocalizedText(fr: "Opérateur", en: "Operator"),
        doc: LocalizedText(
          fr: "L’acteur qui le gère ou le finance.",
          en: "The actor that runs or funds it.")),
      FieldDescription(
        "parent", .reference(["programme"]),
        label: LocalizedText(fr: "Programme parent", en: "Parent programme"),
        doc: LocalizedText(
          fr: "Le programme dont il fait partie.",
          en: "The programme it is part of.")),
      FieldDescription(
        "url", .url,
        label: LocalizedText(fr: "Adresse web", en: "Web address"),
        doc: LocalizedText(
          fr: "La page du programme.",
          en: "The page of the programme.")),
    ] + FundingFields.support,
    searchFields: ["name", "budget_note"], titleField: "name", territoryField: "territories",
    rules: [.distinct("id", "parent"), .acyclic(from: "id", to: "parent", only: nil)])
}
