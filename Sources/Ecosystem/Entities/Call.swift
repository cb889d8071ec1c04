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
        "recurrence", .choice(["one-off", "ongoing", "recurring"]),
        label: LocalizedText(fr: "Récurrence", en: "Recurrence"),
        doc: LocalizedText(
          fr: "Unique, permanent ou récurrent.",
          en: "One-off, ongoing or recurring.")),
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
        "state_aid_regime", .choice(FundingVocabulary.stateAidRegimes),
        label: LocalizedText(fr: "Régime d’aide d’État", en: "State aid regime"),
        doc: LocalizedText(
          fr: "Le régime européen d’aide d’État sous lequel elle est accordée.",
          en: "The European state aid regime under which it is granted.")),
      FieldDescription(
        "url", .url,
        label: LocalizedText(fr: "Adresse web", en: "Web address"),
        doc: LocalizedText(
          fr: "La page de l’appel.",
          en: "The page of the call.")),
    ] + FundingFields.support,
    searchFields: ["name", "budget_note"], titleField: "name", territoryField: "territories",
    rules: [
      .ordered(first: "opens", last: "closes"), .ordered(first: "amount_min", last: "amount_max"),
      .distinct("id", "parent"),
    ])
}
