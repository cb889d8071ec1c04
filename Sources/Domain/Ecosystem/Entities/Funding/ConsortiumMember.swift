import Localization

extension EntityDescription {
  /// The part an actor takes in a joint project.
  public static let consortiumMember = EntityDescription(
    id: "consortium_member", collection: "consortium_members", permissionGroup: "funding",
    label: LocalizedText("ecosystem.consortium-member.consortium-member"),
    doc: LocalizedText(
      "ecosystem.consortium-member.part-actor-takes-joint"),
    fields: [
      FieldDescription(
        "project", .reference(["project"]), isRequired: true,
        label: LocalizedText("ecosystem.consortium-member.project"),
        doc: LocalizedText(
          "ecosystem.consortium-member.project-2")),
      FieldDescription(
        "actor", .reference(["actor"]), isRequired: true,
        label: LocalizedText("ecosystem.consortium-member.actor"),
        doc: LocalizedText(
          "ecosystem.consortium-member.actor-takes-part")),
      FieldDescription(
        "role", .choice(["coordinator", "partner", "associate", "subcontractor"]),
        label: LocalizedText("ecosystem.consortium-member.role"),
        doc: LocalizedText(
          "ecosystem.consortium-member.coordinator-partner-associated-partner")),
      FieldDescription(
        "share", .number(0...1),
        label: LocalizedText("ecosystem.consortium-member.share"),
        doc: LocalizedText(
          "ecosystem.consortium-member.share-budget-from-0")),
      FieldDescription(
        "budget", .money,
        label: LocalizedText("ecosystem.consortium-member.budget"),
        doc: LocalizedText(
          "ecosystem.consortium-member.share-budget-amount")),
      FieldDescription(
        "joined", .date,
        label: LocalizedText("ecosystem.consortium-member.joined"),
        doc: LocalizedText(
          "ecosystem.consortium-member.since-when-belongs")),
      FieldDescription(
        "left", .date,
        label: LocalizedText("ecosystem.consortium-member.left"),
        doc: LocalizedText(
          "ecosystem.consortium-member.when-left")),
    ],
    roles: FieldRoles(title: "actor", unique: [["project", "actor"]]), rules: [.ordered(first: "joined", last: "left")]
  ).inPlural(LocalizedText("ecosystem.consortium-member.plural"))
}
