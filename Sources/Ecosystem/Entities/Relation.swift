extension EntityDescription {
  /// A directed tie between two records: member of, partner of, funds, organises… A derived relation is recomputed, never edited by hand.
  public static let relation = EntityDescription(
    id: "relation", collection: "relations", permissionGroup: "relations",
    label: LocalizedText(fr: "Relation", en: "Relation"),
    doc: LocalizedText(
      fr:
        "Un lien orienté entre deux fiches : membre de, partenaire de, finance, organise… Une relation dérivée est recalculée, jamais modifiée à la main.",
      en:
        "A directed tie between two records: member of, partner of, funds, organises… A derived relation is recomputed, never edited by hand."
    ),
    fields: [
      FieldDescription(
        "from", .reference(["actor", "event", "programme", "call", "project"]), isRequired: true,
        label: LocalizedText(fr: "De", en: "From"),
        doc: LocalizedText(
          fr: "La fiche d’où part le lien.",
          en: "The record the tie starts from.")),
      FieldDescription(
        "type", .concept(scheme: "relation-type"), isRequired: true,
        label: LocalizedText(fr: "Type", en: "Type"),
        doc: LocalizedText(
          fr: "La nature du lien : member-of, partner-of, funds, operates…",
          en: "The nature of the tie: member-of, partner-of, funds, operates…")),
      FieldDescription(
        "to", .reference(["actor", "event", "programme", "call", "project"]), isRequired: true,
        label: LocalizedText(fr: "Vers", en: "To"),
        doc: LocalizedText(
          fr: "La fiche à laquelle mène le lien.",
          en: "The record the tie leads to.")),
      FieldDescription(
        "start", .date,
        label: LocalizedText(fr: "Début", en: "Start"),
        doc: LocalizedText(
          fr: "Depuis quand le lien existe.",
          en: "Since when the tie exists.")),
      FieldDescription(
        "end", .date,
        label: LocalizedText(fr: "Fin", en: "End"),
        doc: LocalizedText(
          fr: "Quand le lien a pris fin.",
          en: "When the tie ended.")),
      FieldDescription(
        "weight", .number(0...1_000_000_000),
        label: LocalizedText(fr: "Poids", en: "Weight"),
        doc: LocalizedText(
          fr: "La force du lien pour les mesures de réseau ; 1 s’il n’est rien dit.",
          en: "The strength of the tie for network measures; 1 when nothing is said.")),
      FieldDescription(
        "share", .number(0...1),
        label: LocalizedText(fr: "Part", en: "Share"),
        doc: LocalizedText(
          fr: "La part détenue, de 0 à 1, pour un lien de propriété ou de financement.",
          en: "The share held, from 0 to 1, for a tie of ownership or funding.")),
      FieldDescription(
        "note", .longText,
        label: LocalizedText(fr: "Note", en: "Note"),
        doc: LocalizedText(
          fr: "Une précision de la source sur le lien.",
          en: "What the source adds about the tie.")),
      FieldDescription(
        "evidence", .text,
        label: LocalizedText(fr: "Preuve", en: "Evidence"),
        doc: LocalizedText(
          fr: "Où le lien se constate : convention, page, événement.",
          en: "Where the tie can be seen: agreement, page, event.")),
      FieldDescription(
        "derived", .boolean, isRequired: true, defaultValue: false,
        label: LocalizedText(fr: "Dérivée", en: "Derived"),
        doc: LocalizedText(
          fr: "Vrai si le lien est calculé à partir d’autres fiches.",
          en: "True when the tie is computed from other records.")),
    ],
    uniqueKeys: [["from", "type", "to", "start"]], titleField: "type",
    rules: [
      .distinct("from", "to"), .ordered(first: "start", last: "end"),
      .disjoint(fields: ["from", "type", "to"], start: "start", end: "end"),
      .acyclic(from: "from", to: "to", only: .init(field: "type", value: "controls", start: "start", end: "end")),
      .sealed(by: "derived"),
    ])
}
