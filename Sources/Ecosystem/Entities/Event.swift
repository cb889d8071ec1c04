extension EntityDescription {
  /// A festival, conference, workshop, call or mission: what brings actors together.
  public static let event = EntityDescription(
    id: "event", collection: "events", permissionGroup: "events",
    label: LocalizedText(fr: "Événement", en: "Event"),
    doc: LocalizedText(
      fr: "Un festival, une conférence, un atelier, un appel, une mission : ce qui réunit des acteurs.",
      en: "A festival, conference, workshop, call or mission: what brings actors together."),
    fields: [
      FieldDescription(
        "name", .text, isRequired: true,
        label: LocalizedText(fr: "Nom", en: "Name"),
        doc: LocalizedText(
          fr: "Le nom de l’événement, avec son édition s’il y en a plusieurs.",
          en: "The name of the event, with its edition when there are several.")),
      FieldDescription(
        "description", .longText,
        label: LocalizedText(fr: "Description", en: "Description"),
        doc: LocalizedText(
          fr: "Ce qui s’y passe, en quelques phrases.",
          en: "What happens there, in a few sentences.")),
      FieldDescription(
        "kind", .concept(scheme: "event-kind"), isRequired: true,
        label: LocalizedText(fr: "Genre", en: "Kind"),
        doc: LocalizedText(
          fr: "Le genre d’événement : festival, conférence, atelier…",
          en: "The kind of event: festival, conference, workshop…")),
      FieldDescription(
        "organiser", .reference(["actor"]),
        label: LocalizedText(fr: "Organisateur", en: "Organiser"),
        doc: LocalizedText(
          fr: "L’acteur qui l’organise.",
          en: "The actor that organises it.")),
      FieldDescription(
        "venue", .reference(["actor"]),
        label: LocalizedText(fr: "Lieu", en: "Venue"),
        doc: LocalizedText(
          fr: "L’acteur qui l’accueille.",
          en: "The actor that hosts it.")),
      FieldDescription(
        "start", .date, isIndexed: true,
        label: LocalizedText(fr: "Début", en: "Start"),
        doc: LocalizedText(
          fr: "Le premier jour.",
          en: "The first day.")),
      FieldDescription(
        "end", .date,
        label: LocalizedText(fr: "Fin", en: "End"),
        doc: LocalizedText(
          fr: "Le dernier jour.",
          en: "The last day.")),
      FieldDescription(
        "starts_at", .instant,
        label: LocalizedText(fr: "Heure de début", en: "Starts at"),
        doc: LocalizedText(
          fr: "Le moment où il commence, en temps universel ; « zone » dit l’heure du lieu.",
          en: "The moment at which it begins, in universal time; “zone” tells the local time.")),
      FieldDescription(
        "ends_at", .instant,
        label: LocalizedText(fr: "Heure de fin", en: "Ends at"),
        doc: LocalizedText(
          fr: "Le moment où il finit, en temps universel.",
          en: "The moment at which it ends, in universal time.")),
      FieldDescription(
        "zone", .text, format: .timeZone,
        label: LocalizedText(fr: "Fuseau horaire", en: "Time zone"),
        doc: LocalizedText(
          fr: "Le fuseau horaire IANA du lieu, p. ex. Europe/Brussels.",
          en: "The IANA time zone of the place, e.g. Europe/Brussels.")),
      FieldDescription(
        "period", .text,
        label: LocalizedText(fr: "Période", en: "Period"),
        doc: LocalizedText(
          fr: "La période telle que la source la dit quand elle ne donne pas de date, p. ex. « fin octobre ».",
          en: "The period as the source says it when it gives no date, e.g. “fin octobre”.")),
      FieldDescription(
        "status", .choice(["draft", "published", "cancelled"]), isIndexed: true,
        label: LocalizedText(fr: "Statut", en: "Status"),
        doc: LocalizedText(
          fr: "Brouillon, publié ou annulé.",
          en: "Draft, published or cancelled.")),
      FieldDescription(
        "territory", .reference(["territory"]),
        label: LocalizedText(fr: "Territoire", en: "Territory"),
        doc: LocalizedText(
          fr: "Le territoire le plus précis connu où il a lieu.",
          en: "The most precise territory known in which it takes place.")),
      FieldDescription(
        "city", .text, isIndexed: true,
        label: LocalizedText(fr: "Ville", en: "City"),
        doc: LocalizedText(
          fr: "La localité où il a lieu.",
          en: "The town in which it takes place.")),
      PlaceFields.lat, PlaceFields.lon,
      FieldDescription(
        "format", .choice(["onsite", "online", "hybrid"]),
        label: LocalizedText(fr: "Format", en: "Format"),
        doc: LocalizedText(
          fr: "Sur place, en ligne ou les deux.",
          en: "On site, online or both.")),
      FieldDescription(
        "capacity", .count, unit: "persons",
        label: LocalizedText(fr: "Capacité", en: "Capacity"),
        doc: LocalizedText(
          fr: "Le nombre de places.",
          en: "The number of places.")),
      FieldDescription(
        "attendance", .count, unit: "persons",
        label: LocalizedText(fr: "Fréquentation", en: "Attendance"),
        doc: LocalizedText(
          fr: "Le nombre de participants constaté ou annoncé par la source.",
          en: "The number of participants counted or announced by the source.")),
      FieldDescription(
        "audience", .text,
        label: LocalizedText(fr: "Public", en: "Audience"),
        doc: LocalizedText(
          fr: "Le public visé ou venu, dans les mots de la source.",
          en: "The audience aimed at or present, in the words of the source.")),
      FieldDescription(
        "categories", .list(.concept(scheme: "family")),
        label: LocalizedText(fr: "Familles", en: "Families"),
        doc: LocalizedText(
          fr: "Les familles de la cartographie auxquelles il appartient.",
          en: "The families of the map it belongs to.")),
      FieldDescription(
        "themes", .list(.concept(scheme: "sector")),
        label: LocalizedText(fr: "Thèmes", en: "Themes"),
        doc: LocalizedText(
          fr: "Les secteurs dont il traite.",
          en: "The sectors it is about.")),
      FieldDescription(
        "recurrence", .text, format: .recurrence,
        label: LocalizedText(fr: "Récurrence", en: "Recurrence"),
        doc: LocalizedText(
          fr: "La règle de répétition RRULE de la RFC 5545.",
          en: "The repetition rule, an RRULE of RFC 5545.")),
      FieldDescription(
        "recurring", .choice(["yes", "no"]),
        label: LocalizedText(fr: "Récurrent", en: "Recurring"),
        doc: LocalizedText(
          fr: "S’il revient, quand la source le dit.",
          en: "Whether it comes back, when the source says so.")),
      FieldDescription(
        "frequency", .text,
        label: LocalizedText(fr: "Fréquence", en: "Frequency"),
        doc: LocalizedText(
          fr: "À quel rythme il revient, p. ex. annual ou monthly.",
          en: "How often it comes back, e.g. annual or monthly.")),
      FieldDescription(
        "url", .url,
        label: LocalizedText(fr: "Adresse web", en: "Web address"),
        doc: LocalizedText(
          fr: "La page de l’événement.",
          en: "The page of the event.")),
    ],
    searchFields: ["name", "description", "audience", "city", "period"], titleField: "name", territoryField: "territory",
    rules: [
      .ordered(first: "start", last: "end"), .ordered(first: "starts_at", last: "ends_at"), .together("lat", "lon"),
      .needs("starts_at", "zone"), .needs("ends_at", "starts_at"),
    ])
}
