import Localization

extension EntityDescription {
  /// An organisation or person that acts in the ecosystem: company, association, school, research centre, fund, public authority, venue.
  public static let actor = EntityDescription(
    id: "actor", collection: "actors", permissionGroup: "actors",
    label: LocalizedText("ecosystem.actor.actor"),
    doc: LocalizedText(
      "ecosystem.actor.organisation-person-acts-ecosystem"),
    fields: [
      FieldDescription(
        "name", .text, isRequired: true, isIndexed: true,
        label: LocalizedText("ecosystem.actor.name"),
        doc: LocalizedText(
          "ecosystem.actor.usual-name-actor")
      ).naming(),
      FieldDescription(
        "aliases", .list(.text),
        label: LocalizedText("ecosystem.actor.other-names"),
        doc: LocalizedText(
          "ecosystem.actor.acronyms-former-names-names")
      ).naming(),
      FieldDescription(
        "kind", .concept(scheme: "actor-kind"), isRequired: true,
        label: LocalizedText("ecosystem.actor.kind"),
        doc: LocalizedText(
          "ecosystem.actor.kind-actor-company-association")),
      FieldDescription(
        "categories", .list(.concept(scheme: "family")),
        label: LocalizedText("ecosystem.actor.families"),
        doc: LocalizedText(
          "ecosystem.actor.families-map-belongs-actor")),
      FieldDescription(
        "sectors", .list(.concept(scheme: "sector")),
        label: LocalizedText("ecosystem.actor.sectors"),
        doc: LocalizedText(
          "ecosystem.actor.sectors-which-acts")),
      FieldDescription(
        "skills", .list(.concept(scheme: "skill")),
        label: LocalizedText("ecosystem.actor.skills"),
        doc: LocalizedText(
          "ecosystem.actor.skills-brings")),
      FieldDescription(
        "legal_form", .text,
        label: LocalizedText("ecosystem.actor.legal-form"),
        doc: LocalizedText(
          "ecosystem.actor.legal-form-register-writes")
      ).naming(),
      FieldDescription(
        "founded", .date,
        label: LocalizedText("ecosystem.actor.founded"),
        doc: LocalizedText(
          "ecosystem.actor.date-foundation-precise-source")),
      FieldDescription(
        "dissolved", .date,
        label: LocalizedText("ecosystem.actor.dissolved"),
        doc: LocalizedText(
          "ecosystem.actor.date-dissolution-when-no")),
      FieldDescription(
        "website", .url,
        label: LocalizedText("ecosystem.actor.website"),
        doc: LocalizedText(
          "ecosystem.actor.address-actors-website")),
      FieldDescription(
        "description", .longText,
        label: LocalizedText("ecosystem.actor.description"),
        doc: LocalizedText(
          "ecosystem.actor.what-actor-does-sentence")),
      FieldDescription(
        "territory", .reference(["territory"]),
        label: LocalizedText("ecosystem.actor.territory"),
        doc: LocalizedText(
          "ecosystem.actor.most-precise-territory-known")),
      FieldDescription(
        "city", .text, isIndexed: true,
        label: LocalizedText("ecosystem.actor.city"),
        doc: LocalizedText(
          "ecosystem.actor.town-seat-place-activity")
      ).naming(),
      PlaceFields.street, PlaceFields.postcode, PlaceFields.country, PlaceFields.lat, PlaceFields.lon,
      FieldDescription(
        "email", .text,
        label: LocalizedText("ecosystem.actor.e-mail"),
        doc: LocalizedText(
          "ecosystem.actor.contact-address-staff-only")
      ).visible(to: .staff).personal(),
      FieldDescription(
        "phone", .text,
        label: LocalizedText("ecosystem.actor.telephone"),
        doc: LocalizedText(
          "ecosystem.actor.contact-number-staff-only")
      ).visible(to: .staff).personal(),
    ],
    roles: FieldRoles(title: "name", search: ["name", "aliases", "description", "city"], territory: "territory"),
    rules: [.ordered(first: "founded", last: "dissolved"), .together("lat", "lon")])
}
