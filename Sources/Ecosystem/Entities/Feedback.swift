extension EntityDescription {
  /// A participant’s feedback on an event or session: formats, themes and pain points, which feed the backlog of themes for the next. It is anonymous and holds no personal data.
  public static let feedback = EntityDescription(
    id: "feedback", collection: "feedbacks", permissionGroup: "events",
    label: LocalizedText(fr: "Retour", en: "Feedback"),
    doc: LocalizedText(
      fr:
        "Le retour d’un participant sur un événement ou une séance : formats, thèmes et difficultés, qui nourrissent la réserve de thèmes des suivants. Il est anonyme et ne contient aucune donnée personnelle.",
      en:
        "A participant’s feedback on an event or session: formats, themes and pain points, which feed the backlog of themes for the next. It is anonymous and holds no personal data."
    ),
    fields: [
      FieldDescription(
        "event", .reference(["event"]), isRequired: true,
        label: LocalizedText(fr: "Événement", en: "Event"),
        doc: LocalizedText(
          fr: "L’événement.",
          en: "The event.")),
      FieldDescription(
        "session", .reference(["session"]),
        label: LocalizedText(fr: "Séance", en: "Session"),
        doc: LocalizedText(
          fr: "La séance, si le retour ne porte que sur elle.",
          en: "The session, when the feedback is about it only.")),
      FieldDescription(
        "score", .integer(1...5),
        label: LocalizedText(fr: "Note", en: "Score"),
        doc: LocalizedText(
          fr: "L’appréciation, de 1 (mauvaise) à 5 (excellente).",
          en: "The rating, from 1 (poor) to 5 (excellent).")),
      FieldDescription(
        "formats", .list(.text),
        label: LocalizedText(fr: "Formats", en: "Formats"),
        doc: LocalizedText(
          fr: "Les formats appréciés ou souhaités, p. ex. table ronde, démonstration, visite.",
          en: "The formats liked or wished for, e.g. round table, demonstration, visit.")),
      FieldDescription(
        "themes", .list(.text),
        label: LocalizedText(fr: "Thèmes", en: "Themes"),
        doc: LocalizedText(
          fr: "Les thèmes souhaités pour la suite, dans les mots du participant.",
          en: "The themes wished for next, in the words of the participant.")),
      FieldDescription(
        "sectors", .list(.concept(scheme: "sector")),
        label: LocalizedText(fr: "Secteurs", en: "Sectors"),
        doc: LocalizedText(
          fr: "Les secteurs auxquels ces thèmes se rattachent.",
          en: "The sectors those themes belong to.")),
      FieldDescription(
        "pain_points", .list(.text),
        label: LocalizedText(fr: "Difficultés", en: "Pain points"),
        doc: LocalizedText(
          fr: "Les difficultés du métier que le participant a citées.",
          en: "The difficulties of the trade the participant named.")),
      FieldDescription(
        "respondent_kind", .concept(scheme: "actor-kind"),
        label: LocalizedText(fr: "Genre de répondant", en: "Kind of respondent"),
        doc: LocalizedText(
          fr: "Le genre d’acteur qui répond, sans dire lequel.",
          en: "The kind of actor that answers, without saying which.")),
    ],
    searchFields: ["themes", "formats", "pain_points"], titleField: "event",
    rules: [.agrees(reference: "session", on: "event")])
}
