import Localization

extension EntityDescription {
  /// A festival, conference, workshop, call or mission that brings actors together.
  public static let event = EntityDescription(
    id: "event", collection: "events", permissionGroup: "events",
    label: LocalizedText("ecosystem.event.event"),
    doc: LocalizedText(
      "ecosystem.event.festival-conference-workshop-call"),
    fields: [
      FieldDescription(
        "name", .text, isRequired: true,
        label: LocalizedText("ecosystem.event.name"),
        doc: LocalizedText(
          "ecosystem.event.name-event-edition-when")
      ).headed(FieldHeadings.title + ["Événement", "Nom de l’événement", "Manifestation", "Event", "Event name", "Veranstaltung"]).naming(),
      FieldDescription(
        "description", .longText,
        label: LocalizedText("ecosystem.event.description"),
        doc: LocalizedText(
          "ecosystem.event.what-happens-there-few")
      ).headed(FieldHeadings.description),
      FieldDescription(
        "kind", .concept(scheme: "event-kind"), isRequired: true,
        label: LocalizedText("ecosystem.event.kind"),
        doc: LocalizedText(
          "ecosystem.event.kind-event-festival-conference")
      ).headed(FieldHeadings.type),
      FieldDescription(
        "organiser", .reference(["actor"]),
        label: LocalizedText("ecosystem.event.organiser"),
        doc: LocalizedText(
          "ecosystem.event.actor-organises")
      ).headed(FieldHeadings.organiser),
      FieldDescription(
        "venue", .reference(["actor"]),
        label: LocalizedText("ecosystem.event.venue"),
        doc: LocalizedText(
          "ecosystem.event.actor-hosts")
      ).headed(FieldHeadings.venue),
      FieldDescription(
        "start", .date, isIndexed: true,
        label: LocalizedText("ecosystem.event.start"),
        doc: LocalizedText(
          "ecosystem.event.first-day")
      ).headed(FieldHeadings.firstDay),
      FieldDescription(
        "end", .date,
        label: LocalizedText("ecosystem.event.end"),
        doc: LocalizedText(
          "ecosystem.event.last-day")
      ).headed(FieldHeadings.lastDay),
      FieldDescription(
        "starts_at", .instant,
        label: LocalizedText("ecosystem.event.starts"),
        doc: LocalizedText(
          "ecosystem.event.moment-which-begins-universal")),
      FieldDescription(
        "ends_at", .instant,
        label: LocalizedText("ecosystem.event.ends"),
        doc: LocalizedText(
          "ecosystem.event.moment-which-ends-universal")),
      FieldDescription(
        "zone", .text, format: .timeZone,
        label: LocalizedText("ecosystem.event.time-zone"),
        doc: LocalizedText(
          "ecosystem.event.iana-time-zone-place")),
      FieldDescription(
        "period", .text,
        label: LocalizedText("ecosystem.event.period"),
        doc: LocalizedText(
          "ecosystem.event.period-source-says-when")),
      FieldDescription(
        "status", .choice(["draft", "published", "cancelled"]), isIndexed: true,
        label: LocalizedText("ecosystem.event.status"),
        doc: LocalizedText(
          "ecosystem.event.draft-published-cancelled")),
      FieldDescription(
        "territory", .reference(["territory"]),
        label: LocalizedText("ecosystem.event.territory"),
        doc: LocalizedText(
          "ecosystem.event.most-precise-territory-known")
      ).headed(FieldHeadings.territory),
      FieldDescription(
        "city", .text, isIndexed: true,
        label: LocalizedText("ecosystem.event.city"),
        doc: LocalizedText(
          "ecosystem.event.town-which-takes-place")
      ).headed(FieldHeadings.town).naming(),
      PlaceFields.street, PlaceFields.postcode, PlaceFields.country, PlaceFields.lat, PlaceFields.lon,
      FieldDescription(
        "format", .choice(["onsite", "online", "hybrid"]),
        label: LocalizedText("ecosystem.event.format"),
        doc: LocalizedText(
          "ecosystem.event.site-online-both")),
      FieldDescription(
        "capacity", .count, unit: "persons",
        label: LocalizedText("ecosystem.event.capacity"),
        doc: LocalizedText(
          "ecosystem.event.number-places")
      ).headed(FieldHeadings.capacity),
      FieldDescription(
        "attendance", .count, unit: "persons",
        label: LocalizedText("ecosystem.event.attendance"),
        doc: LocalizedText(
          "ecosystem.event.number-participants-counted-announced")
      ).headed(FieldHeadings.attendance),
      FieldDescription(
        "audience", .text,
        label: LocalizedText("ecosystem.event.audience"),
        doc: LocalizedText(
          "ecosystem.event.audience-aimed-present-words")
      ).headed(FieldHeadings.audience),
      FieldDescription(
        "categories", .list(.concept(scheme: "family")),
        label: LocalizedText("ecosystem.event.families"),
        doc: LocalizedText(
          "ecosystem.event.families-map-belongs")
      ).headed(FieldHeadings.families),
      FieldDescription(
        "themes", .list(.concept(scheme: "sector")),
        label: LocalizedText("ecosystem.event.themes"),
        doc: LocalizedText(
          "ecosystem.event.sectors-about")
      ).headed(FieldHeadings.themes),
      FieldDescription(
        "recurrence", .text, format: .recurrence,
        label: LocalizedText("ecosystem.event.recurrence"),
        doc: LocalizedText(
          "ecosystem.event.repetition-rule-rrule-rfc")),
      FieldDescription(
        "recurring", .choice(["yes", "no"]),
        label: LocalizedText("ecosystem.event.recurring"),
        doc: LocalizedText(
          "ecosystem.event.whether-comes-back-when")),
      FieldDescription(
        "frequency", .text,
        label: LocalizedText("ecosystem.event.frequency"),
        doc: LocalizedText(
          "ecosystem.event.how-often-comes-back")),
      FieldDescription(
        "url", .url,
        label: LocalizedText("ecosystem.event.web-address"),
        doc: LocalizedText(
          "ecosystem.event.page-event")
      ).headed(FieldHeadings.website),
    ],
    roles: FieldRoles(title: "name", search: ["name", "description", "audience", "city", "period"], territory: "territory"),
    rules: [
      .ordered(first: "start", last: "end"), .ordered(first: "starts_at", last: "ends_at"), .together("lat", "lon"),
      .needs("starts_at", "zone"), .needs("ends_at", "starts_at"),
    ]
  ).inPlural(LocalizedText("ecosystem.event.plural"))
}
