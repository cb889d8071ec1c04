extension EntityDescription {
  /// A support granted, in the terms of 360Giving: who gives, to whom, how much, when, and under which State aid regime.
  public static let award = EntityDescription(
    id: "award", collection: "awards", permissionGroup: "funding",
    label: LocalizedText(fr: "Aide octroyée", en: "Award"),
    doc: LocalizedText(
      fr:
        "Une aide octroyée, dans les termes de 360Giving : qui donne, à qui, combien, quand, et sous quel régime d’aide d’État.",
      en:
        "A support granted, in the terms of 360Giving: who gives, to whom, how much, when, and under which State aid regime."
    ),
    fields: [
      FieldDescription(
        "title", .text, isRequired: true,
        label: LocalizedText(fr: "Intitulé", en: "Title"),
        doc: LocalizedText(
          fr: "L’intitulé de l’aide (360Giving « Title »).",
          en: "The title of the award (360Giving “Title”).")),
      FieldDescription(
        "description", .longText, isRequired: true,
        label: LocalizedText(fr: "Description", en: "Description"),
        doc: LocalizedText(
          fr: "Ce que l’aide finance (360Giving « Description »).",
          en: "What the award funds (360Giving “Description”).")),
      FieldDescription(
        "amount_awarded", .money, isRequired: true,
        label: LocalizedText(fr: "Montant octroyé", en: "Amount awarded"),
        doc: LocalizedText(
          fr: "Le montant octroyé, avec sa devise (360Giving « Amount Awarded », « Currency »).",
          en: "The amount granted, with its currency (360Giving “Amount Awarded”, “Currency”).")),
      FieldDescription(
        "award_date", .date, isRequired: true, isIndexed: true,
        label: LocalizedText(fr: "Date d’octroi", en: "Award date"),
        doc: LocalizedText(
          fr:
            "Le jour où naît le droit à l’aide (360Giving « Award Date ») ; c’est lui qui compte pour les aides de minimis.",
          en:
            "The day on which the legal right to the aid arises (360Giving “Award Date”); it is the one that counts for de minimis aid."
        )),
      FieldDescription(
        "funder", .reference(["actor"]), isRequired: true,
        label: LocalizedText(fr: "Bailleur", en: "Funder"),
        doc: LocalizedText(
          fr: "L’acteur qui l’octroie (360Giving « Funding Org »).",
          en: "The actor that grants it (360Giving “Funding Org”).")),
      FieldDescription(
        "recipient", .reference(["actor"]), isRequired: true,
        label: LocalizedText(fr: "Bénéficiaire", en: "Recipient"),
        doc: LocalizedText(
          fr: "L’acteur qui la reçoit (360Giving « Recipient Org »).",
          en: "The actor that receives it (360Giving “Recipient Org”).")),
      FieldDescription(
        "programme", .reference(["programme"]),
        label: LocalizedText(fr: "Programme", en: "Programme"),
        doc: LocalizedText(
          fr: "Le programme dont elle relève.",
          en: "The programme it belongs to.")),
      FieldDescription(
        "call", .reference(["call"]),
        label: LocalizedText(fr: "Appel", en: "Call"),
        doc: LocalizedText(
          fr: "L’appel dont elle relève.",
          en: "The call it belongs to.")),
      FieldDescription(
        "project", .reference(["project"]),
        label: LocalizedText(fr: "Projet", en: "Project"),
        doc: LocalizedText(
          fr: "Le projet qu’elle finance.",
          en: "The project it funds.")),
      FieldDescription(
        "application", .reference(["application"]),
        label: LocalizedText(fr: "Candidature", en: "Application"),
        doc: LocalizedText(
          fr: "La candidature à laquelle elle répond.",
          en: "The application it answers.")),
      FieldDescription(
        "instrument", .choice(FundingVocabulary.instruments),
        label: LocalizedText(fr: "Instrument", en: "Instrument"),
        doc: LocalizedText(
          fr: "La forme de l’aide.",
          en: "The form of the support.")),
      FieldDescription(
        "state_aid_regime", .choice(FundingVocabulary.stateAidRegimes), isIndexed: true,
        label: LocalizedText(fr: "Régime d’aide d’État", en: "State aid regime"),
        doc: LocalizedText(
          fr: "Le régime européen d’aide d’État sous lequel elle est octroyée.",
          en: "The European State aid regime under which it is granted.")),
      FieldDescription(
        "member_state", .reference(["territory"]), includesDescendants: false,
        label: LocalizedText(fr: "État membre", en: "Member State"),
        doc: LocalizedText(
          fr: "L’État membre qui octroie l’aide, p. ex. BE ; les plafonds de minimis se comptent par État membre.",
          en: "The Member State that grants the aid, e.g. BE; de minimis ceilings are counted per Member State.")),
      FieldDescription(
        "gross_grant_equivalent", .money,
        label: LocalizedText(fr: "Équivalent-subvention brut", en: "Gross grant equivalent"),
        doc: LocalizedText(
          fr:
            "L’équivalent-subvention brut, avant impôts et actualisé à la date d’octroi ; pour une subvention, son montant.",
          en: "The gross grant equivalent, before taxes and discounted to the award date; for a grant, its amount.")),
      FieldDescription(
        "start", .date,
        label: LocalizedText(fr: "Début", en: "Start"),
        doc: LocalizedText(
          fr: "Le début de la période financée.",
          en: "The beginning of the period funded.")),
      FieldDescription(
        "end", .date,
        label: LocalizedText(fr: "Fin", en: "End"),
        doc: LocalizedText(
          fr: "La fin de la période financée.",
          en: "The end of the period funded.")),
      FieldDescription(
        "territory", .reference(["territory"]),
        label: LocalizedText(fr: "Territoire", en: "Territory"),
        doc: LocalizedText(
          fr: "Le territoire où l’aide produit son effet.",
          en: "The territory in which the award takes effect.")),
      FieldDescription(
        "url", .url,
        label: LocalizedText(fr: "Adresse web", en: "Web address"),
        doc: LocalizedText(
          fr: "La page où l’octroi est publié.",
          en: "The page on which the award is published.")),
    ],
    searchFields: ["title", "description"], titleField: "title", territoryField: "territory",
    rules: [.ordered(first: "start", last: "end")])
}
