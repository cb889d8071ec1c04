extension EntityDescription {
  /// The registration of an actor for an event or one of its sessions. Confirmed places never exceed the capacity; a place that becomes free goes to the first on the waiting list, in the same transaction.
  public static let registration = EntityDescription(
    id: "registration", collection: "registrations", permissionGroup: "events",
    label: LocalizedText(fr: "Inscription", en: "Registration"),
    doc: LocalizedText(
      fr:
        "L’inscription d’un acteur à un événement ou à l’une de ses séances. Les places confirmées ne dépassent jamais la capacité ; une place qui se libère va au premier de la liste d’attente, dans la même transaction.",
      en:
        "The registration of an actor for an event or one of its sessions. Confirmed places never exceed the capacity; a place that becomes free goes to the first on the waiting list, in the same transaction."
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
          fr: "La séance de cet événement, si l’inscription ne vaut que pour elle.",
          en: "The session of that event, when the registration is for it only.")),
      FieldDescription(
        "participant", .reference(["actor"]), isRequired: true,
        label: LocalizedText(fr: "Participant", en: "Participant"),
        doc: LocalizedText(
          fr: "L’acteur inscrit.",
          en: "The actor registered.")),
      FieldDescription(
        "status", .choice(["pending", "confirmed", "waitlisted", "cancelled", "attended", "no-show"]),
        isRequired: true, isIndexed: true,
        label: LocalizedText(fr: "Statut", en: "Status"),
        doc: LocalizedText(
          fr:
            "À confirmer, confirmée, en attente, annulée, venu ou absent. Laissé de côté, il devient confirmé tant qu’il y a une place, sinon en attente.",
          en:
            "Pending, confirmed, waitlisted, cancelled, attended or no-show. Left out, it becomes confirmed while there is a place, else waitlisted."
        )),
      FieldDescription(
        "position", .integer(1...Int64.max), isRequired: true,
        label: LocalizedText(fr: "Rang", en: "Position"),
        doc: LocalizedText(
          fr: "Le rang d’arrivée parmi les inscriptions de l’événement ; laissé de côté, c’est le suivant.",
          en: "The order of arrival among the registrations of the event; left out, it is the next.")),
    ],
    uniqueKeys: [["event", "session", "participant"], ["event", "position"]], titleField: "participant",
    rules: [.agrees(reference: "session", on: "event")])
}
