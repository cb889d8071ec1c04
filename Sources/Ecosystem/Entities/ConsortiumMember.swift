extension EntityDescription {
  /// The part an actor takes in a joint project.
  public static let consortiumMember = EntityDescription(
    id: "consortium_member", collection: "consortium_members", permissionGroup: "funding",
    label: LocalizedText(fr: "Membre d’un consortium", en: "Consortium member"),
    doc: LocalizedText(
      fr: "La part d’un acteur dans un projet à plusieurs.",
      en: "The part an actor takes in a joint project."),
    fields: [
      FieldDescription(
        "project", .reference(["project"]), isRequired: true,
        label: LocalizedText(fr: "Projet", en: "Project"),
        doc: LocalizedText(
          fr: "Le projet.",
          en: "The project.")),
      FieldDescription(
        "actor", .reference(["actor"]), isRequired: true,
        label: LocalizedText(fr: "Acteur", en: "Actor"),
        doc: LocalizedText(
          fr: "L’acteur qui y participe.",
          en: "The actor that takes part.")),
      FieldDescription(
        "role", .choice(["coordinator", "partner", "associate", "subcontractor"]),
        label: LocalizedText(fr: "Rôle", en: "Role"),
        doc: LocalizedText(
          fr: "Coordinateur, partenaire, partenaire associé ou sous-traitant.",
          en: "Coordinator, partner, associated partner or subcontractor.")),
      FieldDescription(
        "share", .number(0...1),
        label: LocalizedText(fr: "Part", en: "Share"),
        doc: LocalizedText(
          fr: "Sa part du budget, de 0 à 1.",
          en: "Its share of the budget, from 0 to 1.")),
      FieldDescription(
        "budget", .money,
        label: LocalizedText(fr: "Budget", en: "Budget"),
        doc: LocalizedText(
          fr: "Sa part du budget, en montant.",
          en: "Its share of the budget, as an amount.")),
      FieldDescription(
        "joined", .date,
        label: LocalizedText(fr: "Entrée", en: "Joined"),
        doc: LocalizedText(
          fr: "Depuis quand il en est.",
          en: "Since when it belongs.")),
      FieldDescription(
        "left", .date,
        label: LocalizedText(fr: "Sortie", en: "Left"),
        doc: LocalizedText(
          fr: "Quand il en est sorti.",
          en: "When it left.")),
    ],
    uniqueKeys: [["project", "actor"]], titleField: "actor", rules: [.ordered(first: "joined", last: "left")])
}
