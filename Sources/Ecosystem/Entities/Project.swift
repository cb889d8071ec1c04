extension EntityDescription {
  /// What an actor, alone or in a consortium, wants to achieve and have funded.
  public static let project = EntityDescription(
    id: "project", collection: "projects", permissionGroup: "funding",
    label: LocalizedText(fr: "Projet", en: "Project"),
    doc: LocalizedText(
      fr: "Ce qu’un acteur, seul ou en consortium, veut réaliser et faire financer.",
      en: "What an actor, alone or in a consortium, wants to achieve and have funded."),
    fields: [
      FieldDescription(
        "name", .text, isRequired: true, isIndexed: true,
        label: LocalizedText(fr: "Nom", en: "Name"),
        doc: LocalizedText(
          fr: "Le nom du projet.",
          en: "The name of the project.")),
      FieldDescription(
        "holder", .reference(["actor"]), isRequired: true,
        label: LocalizedText(fr: "Porteur", en: "Holder"),
        doc: LocalizedText(
          fr: "L’acteur qui le porte.",
          en: "The actor that carries it.")),
      FieldDescription(
        "description", .longText,
        label: LocalizedText(fr: "Description", en: "Description"),
        doc: LocalizedText(
          fr: "Ce que le projet fait, en quelques phrases.",
          en: "What the project does, in a few sentences.")),
      FieldDescription(
        "stage", .choice(FundingVocabulary.stages), isIndexed: true,
        label: LocalizedText(fr: "Stade", en: "Stage"),
        doc: LocalizedText(
          fr: "Le stade où il en est.",
          en: "The stage it has reached.")),
      FieldDescription(
        "sectors", .list(.concept(scheme: "sector")),
        label: LocalizedText(fr: "Secteurs", en: "Sectors"),
        doc: LocalizedText(
          fr: "Les secteurs dont il relève.",
          en: "The sectors it belongs to.")),
      FieldDescription(
        "skills_needed", .list(.concept(scheme: "skill")),
        label: LocalizedText(fr: "Compétences recherchées", en: "Skills needed"),
        doc: LocalizedText(
          fr: "Les compétences qui lui manquent.",
          en: "The skills it lacks.")),
      FieldDescription(
        "budget", .money,
        label: LocalizedText(fr: "Budget", en: "Budget"),
        doc: LocalizedText(
          fr: "Le coût total prévu.",
          en: "The total cost planned.")),
      FieldDescription(
        "start", .date, isIndexed: true,
        label: LocalizedText(fr: "Début", en: "Start"),
        doc: LocalizedText(
          fr: "Le début prévu ou réel des travaux.",
          en: "The planned or actual beginning of the work.")),
      FieldDescription(
        "end", .date,
        label: LocalizedText(fr: "Fin", en: "End"),
        doc: LocalizedText(
          fr: "La fin prévue ou réelle des travaux.",
          en: "The planned or actual end of the work.")),
      FieldDescription(
        "territory", .reference(["territory"]),
        label: LocalizedText(fr: "Territoire", en: "Territory"),
        doc: LocalizedText(
          fr: "Le territoire où il se réalise.",
          en: "The territory in which it is carried out.")),
      FieldDescription(
        "url", .url,
        label: LocalizedText(fr: "Adresse web", en: "Web address"),
        doc: LocalizedText(
          fr: "La page du projet.",
          en: "The page of the project.")),
    ],
    searchFields: ["name", "description"], titleField: "name", territoryField: "territory",
    rules: [.ordered(first: "start", last: "end")])
}
