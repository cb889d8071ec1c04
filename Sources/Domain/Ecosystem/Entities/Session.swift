import Localization

extension EntityDescription {
  /// A part of an event: talk, round table, workshop, visit. A member may host a themed session.
  public static let session = EntityDescription(
    id: "session", collection: "sessions", permissionGroup: "events",
    label: LocalizedText("ecosystem.session.session"),
    doc: LocalizedText(
      "ecosystem.session.part-event-talk-round"),
    fields: [
      FieldDescription(
        "event", .reference(["event"]), isRequired: true,
        label: LocalizedText("ecosystem.session.event"),
        doc: LocalizedText(
          "ecosystem.session.event-part")),
      FieldDescription(
        "title", .text, isRequired: true,
        label: LocalizedText("ecosystem.session.title"),
        doc: LocalizedText(
          "ecosystem.session.title-session")
      ).naming(),
      FieldDescription(
        "start", .instant, isRequired: true, isIndexed: true,
        label: LocalizedText("ecosystem.session.start"),
        doc: LocalizedText(
          "ecosystem.session.beginning-universal-time-event")),
      FieldDescription(
        "end", .instant, isRequired: true,
        label: LocalizedText("ecosystem.session.end"),
        doc: LocalizedText(
          "ecosystem.session.end-universal-time")),
      FieldDescription(
        "host", .reference(["actor"]),
        label: LocalizedText("ecosystem.session.host"),
        doc: LocalizedText(
          "ecosystem.session.actor-hosts")),
      FieldDescription(
        "speakers", .list(.reference(["actor"])),
        label: LocalizedText("ecosystem.session.speakers"),
        doc: LocalizedText(
          "ecosystem.session.actors-speak")),
      FieldDescription(
        "capacity", .count, unit: "persons",
        label: LocalizedText("ecosystem.session.capacity"),
        doc: LocalizedText(
          "ecosystem.session.number-places-without-value")),
      FieldDescription(
        "format", .choice(["onsite", "online", "hybrid"]),
        label: LocalizedText("ecosystem.session.format"),
        doc: LocalizedText(
          "ecosystem.session.site-online-both")),
      FieldDescription(
        "room", .text,
        label: LocalizedText("ecosystem.session.room"),
        doc: LocalizedText(
          "ecosystem.session.room-place")),
      FieldDescription(
        "themes", .list(.concept(scheme: "sector")),
        label: LocalizedText("ecosystem.session.themes"),
        doc: LocalizedText(
          "ecosystem.session.sectors-about")),
      FieldDescription(
        "description", .longText,
        label: LocalizedText("ecosystem.session.description"),
        doc: LocalizedText(
          "ecosystem.session.what-happens-few-sentences")),
      FieldDescription(
        "url", .url,
        label: LocalizedText("ecosystem.session.web-address"),
        doc: LocalizedText(
          "ecosystem.session.page-session-one-which")),
    ],
    roles: FieldRoles(title: "title", search: ["title", "description"]), rules: [.ordered(first: "start", last: "end")]
  ).inPlural(LocalizedText("ecosystem.session.plural"))
}
