import Localization

extension EntityDescription {
  /// The membership of an actor or a person in a body: a cluster, a federation, an association. Of one member in one body at most one is active at any time.
  public static let membership = EntityDescription(
    id: "membership", collection: "memberships", permissionGroup: "persons",
    label: LocalizedText("ecosystem.membership.membership"),
    doc: LocalizedText(
      "ecosystem.membership.membership-in-body"),
    fields: [
      FieldDescription(
        "member", .reference(["actor", "person"]), isRequired: true,
        label: LocalizedText("ecosystem.membership.member"),
        doc: LocalizedText(
          "ecosystem.membership.actor-or-person")),
      FieldDescription(
        "body", .reference(["actor"]), isRequired: true,
        label: LocalizedText("ecosystem.membership.body"),
        doc: LocalizedText(
          "ecosystem.membership.body-joined")),
      FieldDescription(
        "category", .concept(scheme: "membership-category"),
        label: LocalizedText("ecosystem.membership.category"),
        doc: LocalizedText(
          "ecosystem.membership.category-of-members")),
      FieldDescription(
        "start", .date, isRequired: true, isIndexed: true,
        label: LocalizedText("ecosystem.membership.start"),
        doc: LocalizedText(
          "ecosystem.membership.first-day")),
      FieldDescription(
        "end", .date, isIndexed: true,
        label: LocalizedText("ecosystem.membership.end"),
        doc: LocalizedText(
          "ecosystem.membership.last-day")),
      FieldDescription(
        "status", .choice(["applied", "active", "suspended", "ended"]), isRequired: true, isIndexed: true,
        label: LocalizedText("ecosystem.membership.status"),
        doc: LocalizedText(
          "ecosystem.membership.applied-active-suspended-ended")
      ).defaulting(to: "active"),
      FieldDescription(
        "number", .text, isIndexed: true,
        label: LocalizedText("ecosystem.membership.number"),
        doc: LocalizedText(
          "ecosystem.membership.number-of-member")),
    ],
    roles: FieldRoles(title: "member", visibility: .members),
    rules: [
      .distinct("member", "body"), .ordered(first: "start", last: "end"),
      .disjoint(fields: ["member", "body"], start: "start", end: "end", only: .init(field: "status", value: "active")),
    ]
  ).inPlural(LocalizedText("ecosystem.membership.plural"))
}
