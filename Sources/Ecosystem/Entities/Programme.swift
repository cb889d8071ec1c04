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
        "level", .choice(FundingVocabulary.levels), isIndexed: true,
        label: LocalizedText(fr: "Niveau", en: "Level"),
        doc: LocalizedText(
          fr: "Le niveau de pouvoir qui le porte.",
          en: "The level of government that carries it.")),
      FieldDescription(
        "period", .text,
        label: LocalizedText(fr: "Période", en: "Period"),
        doc: LocalizedText(
          fr: "La période couverte, telle que la source l’écrit.",
          en: "The period covered, as the source writes it.")),
      FieldDescription(
        "budget", .money,
        label: LocalizedText(fr: "Budget", en: "Budget"),
        doc: LocalizedText(
          fr: "Le budget total.",
          en: "The total budget.")),
      FieldDescription(
        "budget_note", .text,
        label: LocalizedText(fr: "Note sur le budget", en: "Note on the budget"),
        doc: LocalizedText(
          fr: "Ce que la source précise du budget.",
          en: "What the source says about the budget.")),
      FieldDescription(
        "instrument", .list(.choice(FundingVocabulary.instruments)),
        label: LocalizedText(fr: "Instruments", en: "Instruments"),
        doc: LocalizedText(
          fr: "Les formes que prend l’aide.",
          en: "The forms the support takes.")),
      FieldDescription(
        "stages", .list(.choice(FundingVocabulary.stages)),
        label: LocalizedText(fr: "Stades", en: "Stages"),
        doc: LocalizedText(
          fr: "Les stades du projet qu’il couvre.",
          en: "The stages of a project it covers.")),
      FieldDescription(
        "territories", .list(.reference(["territory"])),
        label: LocalizedText(fr: "Territoires", en: "Territories"),
        doc: LocalizedText(
          fr: "Les territoires où il s’applique.",
          en: "The territories in which it applies.")),
      FieldDescription(
        "parent", .reference(["programme"]),
        label: LocalizedText(fr: "Programme parent", en: "Parent programme"),
        doc: LocalizedText(
          fr: "Le programme dont il fait partie.",
          en: "The programme it is part of.")),
      FieldDescription(
        "eligibility", .json,
        label: LocalizedText(fr: "Éligibilité", en: "Eligibility"),
        doc: LocalizedText(
          fr:
            "Qui peut y prétendre : secteurs, formes juridiques, régions, exclusions, genres d’acteurs, conditions, comme la source les donne.",
          en:
            "Who may apply: sectors, legal forms, regions, exclusions, kinds of actors, conditions, as the source gives them."
        )),
      FieldDescription(
        "outcomes", .json,
        label: LocalizedText(fr: "Résultats", en: "Outcomes"),
        doc: LocalizedText(
          fr: "Ce qui en est résulté, selon la source.",
          en: "What came of it, according to the source.")),
      FieldDescription(
        "gaps", .list(.text),
        label: LocalizedText(fr: "Manques", en: "Gaps"),
        doc: LocalizedText(
          fr: "Les manques que la source relève.",
          en: "The gaps the source points out.")),
      FieldDescription(
        "proposed_changes", .list(.text),
        label: LocalizedText(fr: "Changements proposés", en: "Proposed changes"),
        doc: LocalizedText(
          fr: "Les changements que la source propose.",
          en: "The changes the source proposes.")),
      FieldDescription(
        "url", .url,
        label: LocalizedText(fr: "Adresse web", en: "Web address"),
        doc: LocalizedText(
          fr: "La page du programme.",
          en: "The page of the programme.")),
    ],
    searchFields: ["name", "budget_note"], titleField: "name", territoryField: "territories",
    rules: [.distinct("id", "parent")])
}
