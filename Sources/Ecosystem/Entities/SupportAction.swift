extension EntityDescription {
  /// Support an actor or project received between creation and funding: diagnosis, coaching, matchmaking, help with filing.
  public static let supportAction = EntityDescription(
    id: "support_action", collection: "support_actions", permissionGroup: "funding",
    label: LocalizedText(fr: "Accompagnement", en: "Support action"),
    doc: LocalizedText(
      fr:
        "Un accompagnement reçu par un acteur ou un projet, entre la création et le financement : diagnostic, coaching, mise en relation, aide au dépôt.",
      en:
        "Support an actor or project received between creation and funding: diagnosis, coaching, matchmaking, help with filing."
    ),
    fields: [
      FieldDescription(
        "beneficiary", .reference(["actor", "project"]), isRequired: true,
        label: LocalizedText(fr: "Bénéficiaire", en: "Beneficiary"),
        doc: LocalizedText(
          fr: "L’acteur ou le projet accompagné.",
          en: "The actor or project supported.")),
      FieldDescription(
        "kind", .choice(["diagnosis", "coaching", "mentoring", "training", "matchmaking", "application-help", "incubation", "acceleration", "referral", "other"]),
        isRequired: true, isIndexed: true,
        label: LocalizedText(fr: "Genre", en: "Kind"),
        doc: LocalizedText(
          fr:
            "Diagnostic, coaching, mentorat, formation, mise en relation, aide au dépôt, incubation, accélération, orientation ou autre.",
          en:
            "Diagnosis, coaching, mentoring, training, matchmaking, help with filing, incubation, acceleration, referral or other."
        )),
      FieldDescription(
        "provider", .reference(["actor"]), isRequired: true,
        label: LocalizedText(fr: "Accompagnateur", en: "Provider"),
        doc: LocalizedText(
          fr: "L’acteur qui accompagne.",
          en: "The actor that gives the support.")),
      FieldDescription(
        "date", .date, isRequired: true, isIndexed: true,
        label: LocalizedText(fr: "Date", en: "Date"),
        doc: LocalizedText(
          fr: "La date de l’accompagnement, ou son premier jour.",
          en: "The date of the support, or its first day.")),
      FieldDescription(
        "end", .date,
        label: LocalizedText(fr: "Fin", en: "End"),
        doc: LocalizedText(
          fr: "Le dernier jour d’un accompagnement qui dure.",
          en: "The last day of support that lasts.")),
      FieldDescription(
        "hours", .number(0...100_000), unit: "hours",
        label: LocalizedText(fr: "Durée", en: "Duration"),
        doc: LocalizedText(
          fr: "Le temps d’accompagnement.",
          en: "The time of support given.")),
      FieldDescription(
        "stage", .choice(FundingVocabulary.stages),
        label: LocalizedText(fr: "Stade", en: "Stage"),
        doc: LocalizedText(
          fr: "Le stade du projet à ce moment.",
          en: "The stage of the project at that time.")),
      FieldDescription(
        "call", .reference(["call"]),
        label: LocalizedText(fr: "Appel", en: "Call"),
        doc: LocalizedText(
          fr: "L’appel que l’accompagnement prépare.",
          en: "The call the support prepares for.")),
      FieldDescription(
        "outcome", .text,
        label: LocalizedText(fr: "Suite", en: "Outcome"),
        doc: LocalizedText(
          fr: "Ce qui en est sorti, dans les mots de la source.",
          en: "What came of it, in the words of the source.")),
    ],
    searchFields: ["outcome"], titleField: "kind", rules: [.ordered(first: "date", last: "end")])
}
