extension EntityDescription {
  /// A skill that is sought, by an actor or in a territory, and whether it is in shortage.
  public static let skillNeed = EntityDescription(
    id: "skill_need", collection: "skill_needs", permissionGroup: "skills",
    label: LocalizedText(fr: "Besoin en compétence", en: "Skill need"),
    doc: LocalizedText(
      fr: "Une compétence recherchée, par un acteur ou sur un territoire, et si elle est en pénurie.",
      en: "A skill that is sought, by an actor or in a territory, and whether it is in shortage."),
    fields: [
      FieldDescription(
        "skill", .concept(scheme: "skill"), isRequired: true,
        label: LocalizedText(fr: "Compétence", en: "Skill"),
        doc: LocalizedText(
          fr: "La compétence recherchée.",
          en: "The skill that is sought.")),
      FieldDescription(
        "actor", .reference(["actor"]),
        label: LocalizedText(fr: "Acteur", en: "Actor"),
        doc: LocalizedText(
          fr: "L’acteur qui la cherche.",
          en: "The actor that seeks it.")),
      FieldDescription(
        "territory", .reference(["territory"]),
        label: LocalizedText(fr: "Territoire", en: "Territory"),
        doc: LocalizedText(
          fr: "Le territoire où elle est recherchée.",
          en: "The territory in which it is sought.")),
      FieldDescription(
        "shortage", .choice(["yes", "no", "unsaid"]), isRequired: true, defaultValue: "unsaid",
        label: LocalizedText(fr: "Pénurie", en: "Shortage"),
        doc: LocalizedText(
          fr: "Si la source dit qu’elle manque.",
          en: "Whether the source says it is lacking.")),
      FieldDescription(
        "demand", .text,
        label: LocalizedText(fr: "Demande", en: "Demand"),
        doc: LocalizedText(
          fr: "La demande, dans les mots de la source.",
          en: "The demand, in the words of the source.")),
      FieldDescription(
        "count", .count, unit: "persons",
        label: LocalizedText(fr: "Nombre", en: "Count"),
        doc: LocalizedText(
          fr: "Le nombre de personnes recherchées.",
          en: "The number of persons sought.")),
      FieldDescription(
        "urgency", .choice(["low", "medium", "high"]),
        label: LocalizedText(fr: "Urgence", en: "Urgency"),
        doc: LocalizedText(
          fr: "L’urgence du besoin.",
          en: "How urgent the need is.")),
      FieldDescription(
        "since", .date,
        label: LocalizedText(fr: "Depuis", en: "Since"),
        doc: LocalizedText(
          fr: "Depuis quand le besoin existe.",
          en: "Since when the need exists.")),
    ],
    searchFields: ["demand"], titleField: "skill", territoryField: "territory")
}
