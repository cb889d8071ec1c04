import Localization

extension EntityDescription {
  /// A goal that an actor, alone or in a consortium, wants to achieve and have funded.
  public static let project = EntityDescription(
    id: "project", collection: "projects", permissionGroup: "funding",
    label: LocalizedText("ecosystem.project.project"),
    doc: LocalizedText(
      "ecosystem.project.what-actor-alone-consortium"),
    fields: [
      FieldDescription(
        "name", .text, isRequired: true, isIndexed: true,
        label: LocalizedText("ecosystem.project.name"),
        doc: LocalizedText(
          "ecosystem.project.name-project")
      ).headed(FieldHeadings.title + ["Projet", "Nom du projet", "Project", "Project name", "Projekt", "Projektname"]).naming(),
      FieldDescription(
        "holder", .reference(["actor"]), isRequired: true,
        label: LocalizedText("ecosystem.project.holder"),
        doc: LocalizedText(
          "ecosystem.project.actor-carries")
      ).headed(FieldHeadings.holder),
      FieldDescription(
        "description", .longText,
        label: LocalizedText("ecosystem.project.description"),
        doc: LocalizedText(
          "ecosystem.project.what-project-does-few")
      ).headed(FieldHeadings.description),
      FieldDescription(
        "stage", .choice(FundingVocabulary.stages), isIndexed: true,
        label: LocalizedText("ecosystem.project.stage"),
        doc: LocalizedText(
          "ecosystem.project.stage-has-reached")),
      FieldDescription(
        "sectors", .list(.concept(scheme: "sector")),
        label: LocalizedText("ecosystem.project.sectors"),
        doc: LocalizedText(
          "ecosystem.project.sectors-belongs")
      ).headed(FieldHeadings.sectors),
      FieldDescription(
        "skills_needed", .list(.concept(scheme: "skill")),
        label: LocalizedText("ecosystem.project.skills-needed"),
        doc: LocalizedText(
          "ecosystem.project.skills-lacks")),
      FieldDescription(
        "budget", .money,
        label: LocalizedText("ecosystem.project.budget"),
        doc: LocalizedText(
          "ecosystem.project.total-cost-planned")),
      FieldDescription(
        "start", .date, isIndexed: true,
        label: LocalizedText("ecosystem.project.start"),
        doc: LocalizedText(
          "ecosystem.project.planned-actual-beginning-work")
      ).headed(FieldHeadings.firstDay),
      FieldDescription(
        "end", .date,
        label: LocalizedText("ecosystem.project.end"),
        doc: LocalizedText(
          "ecosystem.project.planned-actual-end-work")
      ).headed(FieldHeadings.lastDay),
      FieldDescription(
        "territory", .reference(["territory"]),
        label: LocalizedText("ecosystem.project.territory"),
        doc: LocalizedText(
          "ecosystem.project.territory-which-carried-out")
      ).headed(FieldHeadings.territory),
      FieldDescription(
        "url", .url,
        label: LocalizedText("ecosystem.project.web-address"),
        doc: LocalizedText(
          "ecosystem.project.page-project")
      ).headed(FieldHeadings.website),
    ],
    roles: FieldRoles(title: "name", search: ["name", "description"], territory: "territory"),
    rules: [.ordered(first: "start", last: "end")]
  ).inPlural(LocalizedText("ecosystem.project.plural"))
}
