extension EntityDescription {
  /// A label given to an actor, with its date and its term.
  public static let labelAward = EntityDescription(
    id: "label_award", collection: "label_awards", permissionGroup: "actors",
    label: LocalizedText(fr: "Attribution d’un label", en: "Label award"),
    doc: LocalizedText(
      fr: "Un label donné à un acteur, avec sa date et son terme.",
      en: "A label given to an actor, with its date and its term."),
    fields: [
      FieldDescription(
        "label", .reference(["label"]), isRequired: true,
        label: LocalizedText(fr: "Label", en: "Label"),
        doc: LocalizedText(
          fr: "Le label décerné.",
          en: "The label awarded.")),
      FieldDescription(
        "actor", .reference(["actor"]), isRequired: true,
        label: LocalizedText(fr: "Acteur", en: "Actor"),
        doc: LocalizedText(
          fr: "L’acteur qui le reçoit.",
          en: "The actor that receives it.")),
      FieldDescription(
        "issued", .date, isRequired: true, isIndexed: true,
        label: LocalizedText(fr: "Décerné le", en: "Issued"),
        doc: LocalizedText(
          fr: "La date d’attribution.",
          en: "The date on which it was awarded.")),
      FieldDescription(
        "expires", .date, isIndexed: true,
        label: LocalizedText(fr: "Échéance", en: "Expires"),
        doc: LocalizedText(
          fr: "Le dernier jour où il vaut ; sans valeur, il n’a pas de terme.",
          en: "The last day on which it holds; without a value it has no term.")),
      FieldDescription(
        "evidence", .text,
        label: LocalizedText(fr: "Preuve", en: "Evidence"),
        doc: LocalizedText(
          fr: "Où l’attribution se constate : décision, page, certificat.",
          en: "Where the award can be seen: decision, page, certificate.")),
    ],
    uniqueKeys: [["label", "actor", "issued"]], titleField: "label",
    rules: [.ordered(first: "issued", last: "expires")])
}
