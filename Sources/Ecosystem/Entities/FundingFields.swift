/// The fields that entities of funding share.
enum FundingFields {
  /// What describes a support, whether it is a whole programme or one call of it.
  static let support = [
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
        fr: "La période telle que la source l’écrit, p. ex. 2021-2027.",
        en: "The period as the source writes it, e.g. 2021-2027.")),
    FieldDescription(
      "budget", .money,
      label: LocalizedText(fr: "Budget", en: "Budget"),
      doc: LocalizedText(
        fr: "L’enveloppe totale.",
        en: "The total envelope.")),
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
  ]

  /// What a figure on spending or outcomes is worth.
  static let figureStatus = FieldDescription(
    "status", .choice(FundingVocabulary.figureStatuses),
    isRequired: true, isIndexed: true, defaultValue: "announced",
    label: LocalizedText(fr: "Statut", en: "Status"),
    doc: LocalizedText(
      fr: "Annoncé par la source, ou vérifié sur des pièces.",
      en: "Announced by the source, or verified against documents."))
}
