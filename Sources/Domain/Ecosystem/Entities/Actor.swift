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
      ).headed(FieldHeadings.organisation).naming(),
      FieldDescription(
        "aliases", .list(.text),
        label: LocalizedText("ecosystem.actor.other-names"),
        doc: LocalizedText(
          "ecosystem.actor.acronyms-former-names-names")
      ).headed(FieldHeadings.otherNames).naming(),
      FieldDescription(
        "kind", .concept(scheme: "actor-kind"), isRequired: true,
        label: LocalizedText("ecosystem.actor.kind"),
        doc: LocalizedText(
          "ecosystem.actor.kind-actor-company-association")
      ).headed(FieldHeadings.organisationKind),
      FieldDescription(
        "categories", .list(.concept(scheme: "family")),
        label: LocalizedText("ecosystem.actor.families"),
        doc: LocalizedText(
          "ecosystem.actor.families-map-belongs-actor")
      ).headed(FieldHeadings.families),
      FieldDescription(
        "sectors", .list(.concept(scheme: "sector")),
        label: LocalizedText("ecosystem.actor.sectors"),
        doc: LocalizedText(
          "ecosystem.actor.sectors-which-acts")
      ).headed(FieldHeadings.sectors),
      FieldDescription(
        "skills", .list(.concept(scheme: "skill")),
        label: LocalizedText("ecosystem.actor.skills"),
        doc: LocalizedText(
          "ecosystem.actor.skills-brings")
      ).headed(FieldHeadings.skills),
      FieldDescription(
        "legal_form", .text,
        label: LocalizedText("ecosystem.actor.legal-form"),
        doc: LocalizedText(
          "ecosystem.actor.legal-form-register-writes")
      ).headed(FieldHeadings.legalForm).naming(),
      FieldDescription(
        "founded", .date,
        label: LocalizedText("ecosystem.actor.founded"),
        doc: LocalizedText(
          "ecosystem.actor.date-foundation-precise-source")
      ).headed(FieldHeadings.founded),
      FieldDescription(
        "dissolved", .date,
        label: LocalizedText("ecosystem.actor.dissolved"),
        doc: LocalizedText(
          "ecosystem.actor.date-dissolution-when-no")
      ).headed(FieldHeadings.dissolved),
      FieldDescription(
        "website", .url,
        label: LocalizedText("ecosystem.actor.website"),
        doc: LocalizedText(
          "ecosystem.actor.address-actors-website")
      ).headed(FieldHeadings.website),
      FieldDescription(
        "description", .longText,
        label: LocalizedText("ecosystem.actor.description"),
        doc: LocalizedText(
          "ecosystem.actor.what-actor-does-sentence")
      ).headed(FieldHeadings.description),
      FieldDescription(
        "territory", .reference(["territory"]),
        label: LocalizedText("ecosystem.actor.territory"),
        doc: LocalizedText(
          "ecosystem.actor.most-precise-territory-known")
      ).headed(FieldHeadings.territory),
      FieldDescription(
        "city", .text, isIndexed: true,
        label: LocalizedText("ecosystem.actor.city"),
        doc: LocalizedText(
          "ecosystem.actor.town-seat-place-activity")
      ).headed(FieldHeadings.town).naming(),
      PlaceFields.street, PlaceFields.postcode, PlaceFields.country, PlaceFields.lat, PlaceFields.lon,
      FieldDescription(
        "email", .text,
        label: LocalizedText("ecosystem.actor.e-mail"),
        doc: LocalizedText(
          "ecosystem.actor.contact-address-staff-only")
      ).headed(FieldHeadings.email).visible(to: .staff).personal(),
      FieldDescription(
        "phone", .text,
        label: LocalizedText("ecosystem.actor.telephone"),
        doc: LocalizedText(
          "ecosystem.actor.contact-number-staff-only")
      ).headed(FieldHeadings.phone).visible(to: .staff).personal(),
    ],
    roles: FieldRoles(title: "name", search: ["name", "aliases", "description", "city"], territory: "territory"),
    rules: [.ordered(first: "founded", last: "dissolved"), .together("lat", "lon")]
  ).inPlural(LocalizedText("ecosystem.actor.plural"))
}
