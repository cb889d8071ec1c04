import Localization

extension EntityDescription {
  /// The consent of a person to one purpose, with its proof (GDPR, Articles 6 and 7). The last event decides: after a withdrawal only a later consent counts.
  public static let consent = EntityDescription(
    id: "consent", collection: "consents", permissionGroup: "persons",
    label: LocalizedText("ecosystem.consent.consent"),
    doc: LocalizedText(
      "ecosystem.consent.consent-of-person"),
    fields: [
      FieldDescription(
        "person", .reference(["person"]), isRequired: true,
        label: LocalizedText("ecosystem.consent.person"),
        doc: LocalizedText(
          "ecosystem.consent.person-consenting")),
      FieldDescription(
        "purpose", .concept(scheme: "purpose"), isRequired: true,
        label: LocalizedText("ecosystem.consent.purpose"),
        doc: LocalizedText(
          "ecosystem.consent.purpose-agreed")),
      FieldDescription(
        "given_at", .instant, isRequired: true, isIndexed: true,
        label: LocalizedText("ecosystem.consent.given"),
        doc: LocalizedText(
          "ecosystem.consent.moment-given")
      ).takingDays(),
      FieldDescription(
        "withdrawn_at", .instant,
        label: LocalizedText("ecosystem.consent.withdrawn"),
        doc: LocalizedText(
          "ecosystem.consent.moment-withdrawn")
      ).takingDays(),
      FieldDescription(
        "wording", .text,
        label: LocalizedText("ecosystem.consent.wording"),
        doc: LocalizedText(
          "ecosystem.consent.version-of-text")),
      FieldDescription(
        "channel", .text,
        label: LocalizedText("ecosystem.consent.channel"),
        doc: LocalizedText(
          "ecosystem.consent.channel-used")),
    ],
    roles: FieldRoles(title: "purpose", unique: [["person", "purpose", "given_at"]], visibility: .staff),
    rules: [.ordered(first: "given_at", last: "withdrawn_at")]
  ).inPlural(LocalizedText("ecosystem.consent.plural"))
}
