import Localization

extension EntityDescription {
  /// The registration of an actor or a person for an event or one of its sessions. Confirmed places never exceed the capacity; a place that becomes free goes to the first on the waiting list, in the same transaction.
  public static let registration = EntityDescription(
    id: "registration", collection: "registrations", permissionGroup: "events",
    label: LocalizedText("ecosystem.registration.registration"),
    doc: LocalizedText(
      "ecosystem.registration.registration-actor-event-one"),
    fields: [
      FieldDescription(
        "event", .reference(["event"]), isRequired: true,
        label: LocalizedText("ecosystem.registration.event"),
        doc: LocalizedText(
          "ecosystem.registration.event-2")),
      FieldDescription(
        "session", .reference(["session"]),
        label: LocalizedText("ecosystem.registration.session"),
        doc: LocalizedText(
          "ecosystem.registration.session-event-when-registration")),
      FieldDescription(
        "participant", .reference(["actor", "person"]), isRequired: true,
        label: LocalizedText("ecosystem.registration.participant"),
        doc: LocalizedText(
          "ecosystem.registration.actor-registered")),
      FieldDescription(
        "organisation", .reference(["actor"]),
        label: LocalizedText("ecosystem.registration.organisation"),
        doc: LocalizedText(
          "ecosystem.registration.organisation-of-person")),
      FieldDescription(
        "status", .choice(["pending", "confirmed", "waitlisted", "cancelled", "attended", "no-show"]),
        isRequired: true, isIndexed: true,
        label: LocalizedText("ecosystem.registration.status"),
        doc: LocalizedText(
          "ecosystem.registration.pending-confirmed-waitlisted-cancelled")),
      FieldDescription(
        "position", .integer(1...Int64.max), isRequired: true,
        label: LocalizedText("ecosystem.registration.position"),
        doc: LocalizedText(
          "ecosystem.registration.order-arrival-among-registrations")),
    ],
    roles: FieldRoles(title: "participant", unique: [["event", "session", "participant"], ["event", "position"]]),
    rules: [.agrees(reference: "session", on: "event")]
  ).inPlural(LocalizedText("ecosystem.registration.plural"))
}
