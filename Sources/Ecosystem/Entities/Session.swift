extension EntityDescription {
  /// A part of an event: talk, round table, workshop, visit. A member may host a themed session.
  public static let session = EntityDescription(
    id: "session", collection: "sessions", permissionGroup: "events",
    label: LocalizedText(fr: "Séance", en: "Session"),
    doc: LocalizedText(
      fr:
        "Une partie d’un événement : conférence, table ronde, atelier, visite. Un membre peut accueillir une séance thématique.",
      en: "A part of an event: talk, round table, workshop, visit. A member may host a themed session."),
    fields: [
      FieldDescription(
        "event", .reference(["event"]), isRequired: true,
        label: LocalizedText(fr: "Événement", en: "Event"),
        doc: LocalizedText(
          fr: "L’événement dont elle fait partie.",
          en: "The event it is part of.")),
      FieldDescription(
        "title", .text, isRequired: true,
        label: LocalizedText(fr: "Intitulé", en: "Title"),
        doc: LocalizedText(
          fr: "L’intitulé de la séance.",
          en: "The title of the session.")),
      FieldDescription(
        "start", .instant, isRequired: true, isIndexed: true,
        label: LocalizedText(fr: "Début", en: "Start"),
        doc: LocalizedText(
          fr: "Le début, en temps universel ; l’événement donne le fuseau.",
          en: "The beginning, in universal time; the event gives the zone.")),
      FieldDescription(
        "end", .instant, isRequired: true,
        label: LocalizedText(fr: "Fin", en: "End"),
        doc: LocalizedText(
          fr: "La fin, en temps universel.",
          en: "The end, in universal time.")),
      FieldDescription(
        "host", .reference(["actor"]),
        label: LocalizedText(fr: "Hôte", en: "Host"),
        doc: LocalizedText(
          fr: "L’acteur qui l’accueille.",
          en: "The actor that hosts it.")),
      FieldDescription(
        "speakers", .list(.reference(["actor"])),
        label: LocalizedText(fr: "Intervenants", en: "Speakers"),
        doc: LocalizedText(
          fr: "Les acteurs qui y interviennent.",
          en: "The actors that speak in it.")),
      FieldDescription(
        "capacity", .count, unit: "persons",
        label: LocalizedText(fr: "Capacité", en: "Capacity"),
        doc: LocalizedText(
          fr: "Le nombre de places ; sans valeur, il n’y a pas de limite propre à la séance.",
          en: "The number of places; without a value the session has no limit of its own.")),
      FieldDescription(
        "format", .choice(["onsite", "online", "hybrid"]),
        label: LocalizedText(fr: "Format", en: "Format"),
        doc: LocalizedText(
          fr: "Sur place, en ligne ou les deux.",
          en: "On site, online or both.")),
      FieldDescription(
        "room", .text,
        label: LocalizedText(fr: "Salle", en: "Room"),
        doc: LocalizedText(
          fr: "La salle ou l’endroit.",
          en: "The room or place.")),
      FieldDescription(
        "themes", .list(.concept(scheme: "sector")),
        label: LocalizedText(fr: "Thèmes", en: "Themes"),
        doc: LocalizedText(
          fr: "Les secteurs dont elle traite.",
          en: "The sectors it is about.")),
      FieldDescription(
        "description", .longText,
        label: LocalizedText(fr: "Description", en: "Description"),
        doc: LocalizedText(
          fr: "Ce qui s’y passe, en quelques phrases.",
          en: "What happens in it, in a few sentences.")),
      FieldDescription(
        "url", .url,
        label: LocalizedText(fr: "Adresse web", en: "Web address"),
        doc: LocalizedText(
          fr: "La page de la séance, ou celle où la suivre en ligne.",
          en: "The page of the session, or the one on which to follow it.")),
    ],
    searchFields: ["title", "description"], titleField: "title", rules: [.ordered(first: "start", last: "end")])
}
