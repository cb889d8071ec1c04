import Localization

extension EntityDescription {
  /// A request for support, filed or in preparation, under a call.
  public static let application = EntityDescription(
    id: "application", collection: "applications", permissionGroup: "funding",
    label: LocalizedText("ecosystem.application.application"),
    doc: LocalizedText(
      "ecosystem.application.request-support-filed-preparation"),
    fields: [
      FieldDescription(
        "call", .reference(["call"]), isRequired: true,
        label: LocalizedText("ecosystem.application.call"),
        doc: LocalizedText(
          "ecosystem.application.call-answers")),
      FieldDescription(
        "project", .reference(["project"]),
        label: LocalizedText("ecosystem.application.project"),
        doc: LocalizedText(
          "ecosystem.application.project-fund")),
      FieldDescription(
        "applicant", .reference(["actor"]), isRequired: true,
        label: LocalizedText("ecosystem.application.applicant"),
        doc: LocalizedText(
          "ecosystem.application.actor-applies")),
      FieldDescription(
        "status", .choice(["draft", "submitted", "eligible", "ineligible", "awarded", "rejected", "withdrawn"]),
        isRequired: true, isIndexed: true,
        label: LocalizedText("ecosystem.application.status"),
        doc: LocalizedText(
          "ecosystem.application.where-stands-draft-submitted")
      ).defaulting(to: "draft"),
      FieldDescription(
        "amount_requested", .money,
        label: LocalizedText("ecosystem.application.amount-requested"),
        doc: LocalizedText(
          "ecosystem.application.amount-support-requested")),
      FieldDescription(
        "submitted_at", .instant,
        label: LocalizedText("ecosystem.application.submitted"),
        doc: LocalizedText(
          "ecosystem.application.moment-filing-universal-time")),
      FieldDescription(
        "decided_on", .date,
        label: LocalizedText("ecosystem.application.decided"),
        doc: LocalizedText(
          "ecosystem.application.date-decision")),
      FieldDescription(
        "reasons", .list(.text),
        label: LocalizedText("ecosystem.application.reasons"),
        doc: LocalizedText(
          "ecosystem.application.reasons-decision")),
    ],
    roles: FieldRoles(title: "applicant")
  ).inPlural(LocalizedText("ecosystem.application.plural"))
}
