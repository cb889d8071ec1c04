import Localization

extension EntityDescription {
  /// A participant’s feedback on an event or session: formats, themes and pain points, which feed the backlog of themes for the next. It is anonymous unless it names a respondent, whom the staff alone see.
  public static let feedback = EntityDescription(
    id: "feedback", collection: "feedbacks", permissionGroup: "events",
    label: LocalizedText("ecosystem.feedback.feedback"),
    doc: LocalizedText(
      "ecosystem.feedback.participants-feedback-event-session"),
    fields: [
      FieldDescription(
        "event", .reference(["event"]), isRequired: true,
        label: LocalizedText("ecosystem.feedback.event"),
        doc: LocalizedText(
          "ecosystem.feedback.event-2")),
      FieldDescription(
        "session", .reference(["session"]),
        label: LocalizedText("ecosystem.feedback.session"),
        doc: LocalizedText(
          "ecosystem.feedback.session-when-feedback-about")),
      FieldDescription(
        "score", .integer(1...5),
        label: LocalizedText("ecosystem.feedback.score"),
        doc: LocalizedText(
          "ecosystem.feedback.rating-from-1-poor")),
      FieldDescription(
        "formats", .list(.text),
        label: LocalizedText("ecosystem.feedback.formats"),
        doc: LocalizedText(
          "ecosystem.feedback.formats-liked-wished-e")),
      FieldDescription(
        "themes", .list(.text),
        label: LocalizedText("ecosystem.feedback.themes"),
        doc: LocalizedText(
          "ecosystem.feedback.themes-wished-next-words")),
      FieldDescription(
        "sectors", .list(.concept(scheme: "sector")),
        label: LocalizedText("ecosystem.feedback.sectors"),
        doc: LocalizedText(
          "ecosystem.feedback.sectors-those-themes-belong")),
      FieldDescription(
        "pain_points", .list(.text),
        label: LocalizedText("ecosystem.feedback.pain-points"),
        doc: LocalizedText(
          "ecosystem.feedback.difficulties-trade-participant-named")),
      FieldDescription(
        "respondent_kind", .concept(scheme: "actor-kind"),
        label: LocalizedText("ecosystem.feedback.kind-respondent"),
        doc: LocalizedText(
          "ecosystem.feedback.kind-actor-answers-without")),
      FieldDescription(
        "respondent", .reference(["actor", "person"]),
        label: LocalizedText("ecosystem.feedback.respondent"),
        doc: LocalizedText(
          "ecosystem.feedback.respondent-named")
      ).visible(to: .staff),
    ],
    roles: FieldRoles(title: "event", search: ["themes", "formats", "pain_points"]),
    rules: [.agrees(reference: "session", on: "event")]
  ).inPlural(LocalizedText("ecosystem.feedback.plural"))
}
