extension EntityDescription {
  /// A support one may apply for: call for projects, grant, loan, voucher, tax shelter…
  public static let call = EntityDescription(
    id: "call", collection: "calls", permissionGroup: "funding",
    label: LocalizedText(fr: "Appel", en: "Call"),
    doc: LocalizedText(
      fr: "Une aide que l’on peut demander : appel à projets, prime, prêt, chèque, tax shelter…",
      en: "A support one may apply for: call for projects, grant, loan, voucher, tax shelter…"),
    fields: [
      FieldDescription(
        "name", .text, isRequired: true,
        label: LocalizedText(fr: "Nom", en: "Name"),
        doc: LocalizedText(
          fr: "Le nom de l’aide ou de l’appel.",
          en: "The name of the support or call.")),
      FieldDescription(
        "programme", .reference(["programme"]),
        label: LocalizedText(fr: "Programme", en: "Programme"),
        doc: LocalizedText(
          fr: "Le programme dans lequel il s’inscrit.",
          en: "The programme it belongs to.")),
      FieldDescription(
        "parent", .reference(["programme", "call"]),
        label: LocalizedText(fr: "Parent", en: "Parent"),
        doc: LocalizedText(
          fr: "Le programme ou l’appel plus large dont il fait partie.",
          en: "The wider programme or call it is part of.")),
      FieldDescription(
        "operator", .reference(["actor"]),
        label: LocalizedText(fr: "Opérateur", en: "Operator"),
        doc: LocalizedText(
          fr: "L’acteur auprès de qui on le demande.",
          en: "The actor with whom one applies.")),
      FieldDescription(
        "level", .choice(FundingVocabulary.levels), isIndexed: true,
        label: LocalizedText(fr: "Niveau", en: "Level"),
        doc: LocalizedText(
          fr: "Le niveau de pouvoir qui le porte.",
          en: "The level of government that carries it.")),
      FieldDescription(
        "opens", .date,
        label: LocalizedText(fr: "Ouverture", en: "Opens"),
        doc: LocalizedText(
          fr: "Le premier jour où l’on peut déposer.",
          en: "The first day on which one may apply.")),
      FieldDescription(
        "closes", .date, isIndexed: true,
        label: LocalizedText(fr: "Clôture", en: "Closes"),
        doc: LocalizedText(
          fr: "Le dernier jour où l’on peut déposer.",
          en: "The last day on which one may apply.")),
      FieldDescription(
        "period", .text,
        label: LocalizedText(fr: "Période", en: "Period"),
        doc: LocalizedText(
          fr: "La période telle que la source l’écrit quand elle ne donne pas de date.",
          en: "The period as the source writes it when it gives no date.")),
      FieldDescription(
        "recurrence", .choice(["one-off", "ongoing", "recurring"]),
        label: LocalizedText(fr: "Récurrence", en: "Recurrence"),
        doc: LocalizedText(
          fr: "Unique, permanent ou récurrent.",
          en: "One-off, ongoing or recurring.")),
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
        "rate_max", .number(0...1),
        label: LocalizedText(fr: "Taux maximal", en: "Maximum rate"),
        doc: LocalizedText(
          fr: "La plus grande part des coûts prise en charge, de 0 à 1.",
          en: "The largest share of the costs covered, from 0 to 1.")),
      FieldDescription(
        "amount_min", .money,
        label: LocalizedText(fr: "Montant minimal", en: "Minimum amount"),
        doc: LocalizedText(
          fr: "Le plus petit montant accordé.",
          en: "The smallest amount granted.")),
      FieldDescription(
        "amount_max", .money,
        label: LocalizedText(fr: "Montant maximal", en: "Maximum amount"),
        doc: LocalizedText(
          fr: "Le plus grand montant accordé.",
          en: "The largest amount granted.")),
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
        "state_aid_regime", .choice(["none", "de-minimis", "gber", "notified"]),
        label: LocalizedText(fr: "Régime d’aide d’État", en: "State aid regime"),
        doc: LocalizedText(
          fr: "Le régime européen d’aide d’État sous lequel elle est accordée.",
          en: "The European state aid regime under which it is granted.")),
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
          fr: "La page de l’appel.",
          en: "The page of the call.")),
    ],
    searchFields: ["name", "budget_note"], titleField: "name", territoryField: "territories",
    rules: [
      .ordered(first: "opens", last: "closes"), .ordered(first: "amount_min", last: "amount_max"),
      .distinct("id", "parent"),
    ])
}
