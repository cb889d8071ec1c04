extension EntityDescription {
  /// A training offered by an actor, with its audience and the skills it gives.
  public static let training = EntityDescription(
    id: "training", collection: "trainings", permissionGroup: "skills",
    label: LocalizedText(fr: "Formation", en: "Training"),
    doc: LocalizedText(
      fr: "Une formation proposée par un acteur, avec son public et les compétences qu’elle donne.",
      en: "A training offered by an actor, with its audience and the skills it gives."),
    fields: [
      FieldDescription(
        "title", .text, isRequired: true,
        label: LocalizedText(fr: "Intitulé", en: "Title"),
        doc: LocalizedText(
          fr: "L’intitulé de la formation.",
          en: "The title of the training.")),
      FieldDescription(
        "provider", .reference(["actor"]),
        label: LocalizedText(fr: "Opérateur", en: "Provider"),
        doc: LocalizedText(
          fr: "L’acteur qui la donne.",
          en: "The actor that gives it.")),
      FieldDescription(
        "format", .text,
        label: LocalizedText(fr: "Format", en: "Format"),
        doc: LocalizedText(
          fr: "La forme : atelier, masterclass, alternance, longue…",
          en: "The form: workshop, masterclass, work-study, long…")),
      FieldDescription(
        "target", .text,
        label: LocalizedText(fr: "Public", en: "Target audience"),
        doc: LocalizedText(
          fr: "Le public visé, dans les mots de la source.",
          en: "The audience aimed at, in the words of the source.")),
      FieldDescription(
        "segment", .choice(["initial", "continuing", "work-study", "jobseekers", "other"]),
        label: LocalizedText(fr: "Segment", en: "Segment"),
        doc: LocalizedText(
          fr: "Le segment : formation initiale, continue, en alternance, pour demandeurs d’emploi, ou autre.",
          en: "The segment: initial or continuing training, work-study, for jobseekers, or other.")),
      FieldDescription(
        "skills", .list(.concept(scheme: "skill")),
        label: LocalizedText(fr: "Compétences", en: "Skills"),
        doc: LocalizedText(
          fr: "Les compétences qu’elle donne.",
          en: "The skills it gives.")),
      FieldDescription(
        "outcome", .text,
        label: LocalizedText(fr: "Résultat", en: "Outcome"),
        doc: LocalizedText(
          fr: "Ce qu’elle produit, selon la source : insertion, diplôme.",
          en: "What it leads to, according to the source: employment, diploma.")),
      FieldDescription(
        "city", .text, isIndexed: true,
        label: LocalizedText(fr: "Ville", en: "City"),
        doc: LocalizedText(
          fr: "La localité où elle se donne.",
          en: "The town in which it is given.")),
      FieldDescription(
        "territory", .reference(["territory"]),
        label: LocalizedText(fr: "Territoire", en: "Territory"),
        doc: LocalizedText(
          fr: "Le territoire où elle se donne.",
          en: "The territory in which it is given.")),
    ],
    searchFields: ["title", "target", "outcome", "city"], titleField: "title", territoryField: "territory")
}
