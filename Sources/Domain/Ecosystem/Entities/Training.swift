import Localization

extension EntityDescription {
  /// A training offered by an actor, with its audience and the skills it gives.
  public static let training = EntityDescription(
    id: "training", collection: "trainings", permissionGroup: "skills",
    label: LocalizedText("ecosystem.training.training"),
    doc: LocalizedText(
      "ecosystem.training.training-offered-actor-audience"),
    fields: [
      FieldDescription(
        "title", .text, isRequired: true,
        label: LocalizedText("ecosystem.training.title"),
        doc: LocalizedText(
          "ecosystem.training.title-training")
      ).headed(["Titre", "Formation", "Nom", "Name", "Training", "Course", "Kurs", "Ausbildung"]).naming(),
      FieldDescription(
        "provider", .reference(["actor"]),
        label: LocalizedText("ecosystem.training.provider"),
        doc: LocalizedText(
          "ecosystem.training.actor-gives")
      ).headed(FieldHeadings.organiser),
      FieldDescription(
        "format", .text,
        label: LocalizedText("ecosystem.training.format"),
        doc: LocalizedText(
          "ecosystem.training.form-workshop-masterclass-work")),
      FieldDescription(
        "target", .text,
        label: LocalizedText("ecosystem.training.target-audience"),
        doc: LocalizedText(
          "ecosystem.training.audience-aimed-words-source")
      ).headed(FieldHeadings.audience),
      FieldDescription(
        "segment", .choice(["initial", "continuing", "work-study", "jobseekers", "other"]),
        label: LocalizedText("ecosystem.training.segment"),
        doc: LocalizedText(
          "ecosystem.training.segment-initial-continuing-training")),
      FieldDescription(
        "skills", .list(.concept(scheme: "skill")),
        label: LocalizedText("ecosystem.training.skills"),
        doc: LocalizedText(
          "ecosystem.training.skills-gives")
      ).headed(FieldHeadings.skills),
      FieldDescription(
        "outcome", .text,
        label: LocalizedText("ecosystem.training.outcome"),
        doc: LocalizedText(
          "ecosystem.training.what-leads-according-source")),
      FieldDescription(
        "city", .text, isIndexed: true,
        label: LocalizedText("ecosystem.training.city"),
        doc: LocalizedText(
          "ecosystem.training.town-which-given")
      ).headed(FieldHeadings.town).naming(),
      FieldDescription(
        "territory", .reference(["territory"]),
        label: LocalizedText("ecosystem.training.territory"),
        doc: LocalizedText(
          "ecosystem.training.territory-which-given")
      ).headed(FieldHeadings.territory),
    ],
    roles: FieldRoles(title: "title", search: ["title", "target", "outcome", "city"], territory: "territory")
  ).inPlural(LocalizedText("ecosystem.training.plural"))
}
