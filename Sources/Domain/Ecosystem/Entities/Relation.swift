import Localization

extension EntityDescription {
  /// A directed tie between two records: member of, partner of, funds, organises, mandated by… A derived relation is recomputed, never edited by hand.
  public static let relation = EntityDescription(
    id: "relation", collection: "relations", permissionGroup: "relations",
    label: LocalizedText("ecosystem.relation.relation"),
    doc: LocalizedText(
      "ecosystem.relation.directed-tie-between-two"),
    fields: [
      FieldDescription(
        "from", .reference(["actor", "event", "programme", "call", "project", "person"]), isRequired: true,
        label: LocalizedText("ecosystem.relation.from"),
        doc: LocalizedText(
          "ecosystem.relation.record-tie-starts-from")),
      FieldDescription(
        "type", .concept(scheme: "relation-type"), isRequired: true,
        label: LocalizedText("ecosystem.relation.type"),
        doc: LocalizedText(
          "ecosystem.relation.nature-tie-member-partner")),
      FieldDescription(
        "to", .reference(["actor", "event", "programme", "call", "project", "person"]), isRequired: true,
        label: LocalizedText("ecosystem.relation.to"),
        doc: LocalizedText(
          "ecosystem.relation.record-tie-leads")),
      FieldDescription(
        "start", .date,
        label: LocalizedText("ecosystem.relation.start"),
        doc: LocalizedText(
          "ecosystem.relation.since-when-tie-exists")),
      FieldDescription(
        "end", .date,
        label: LocalizedText("ecosystem.relation.end"),
        doc: LocalizedText(
          "ecosystem.relation.when-tie-ended")),
      FieldDescription(
        "weight", .number(0...1_000_000_000),
        label: LocalizedText("ecosystem.relation.weight"),
        doc: LocalizedText(
          "ecosystem.relation.strength-tie-network-measures")),
      FieldDescription(
        "share", .number(0...1),
        label: LocalizedText("ecosystem.relation.share"),
        doc: LocalizedText(
          "ecosystem.relation.share-held-from-0")),
      FieldDescription(
        "note", .longText,
        label: LocalizedText("ecosystem.relation.note"),
        doc: LocalizedText(
          "ecosystem.relation.what-source-adds-about")),
      FieldDescription(
        "evidence", .text,
        label: LocalizedText("ecosystem.relation.evidence"),
        doc: LocalizedText(
          "ecosystem.relation.where-tie-can-seen")),
      FieldDescription(
        "derived", .boolean, isRequired: true,
        label: LocalizedText("ecosystem.relation.derived"),
        doc: LocalizedText(
          "ecosystem.relation.true-when-tie-computed")
      ).defaulting(to: false),
    ],
    roles: FieldRoles(title: "type", unique: [["from", "type", "to", "start"]]),
    rules: [
      .distinct("from", "to"), .ordered(first: "start", last: "end"),
      .disjoint(fields: ["from", "type", "to"], start: "start", end: "end"),
      .acyclic(from: "from", to: "to", only: .init(field: "type", value: "controls", start: "start", end: "end")),
      .sealed(by: "derived"),
    ]
  ).inPlural(LocalizedText("ecosystem.relation.plural"))
}
