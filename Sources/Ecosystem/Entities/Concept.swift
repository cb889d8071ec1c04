extension EntityDescription {
  /// A term of a vocabulary: a kind of actor, a sector, a skill, a NACE code, a plugin’s own typology. Its id is “scheme:code”.
  public static let concept = EntityDescription(
    id: "concept", collection: "concepts", permissionGroup: "vocabulary",
    label: LocalizedText(fr: "Concept", en: "Concept"),
    doc: LocalizedText(
      fr:
        "Un terme d’un vocabulaire : un genre d’acteur, un secteur, une compétence, un code NACE, la typologie d’un greffon. Son identifiant est « schéma:code ».",
      en:
        "A term of a vocabulary: a kind of actor, a sector, a skill, a NACE code, a plugin’s own typology. Its id is “scheme:code”."
    ),
    fields: [
      FieldDescription(
        "scheme", .text, isRequired: true,
        label: LocalizedText(fr: "Schéma", en: "Scheme"),
        doc: LocalizedText(
          fr: "Le vocabulaire auquel le terme appartient, p. ex. actor-kind, sector ou nace.",
          en: "The vocabulary the term belongs to, e.g. actor-kind, sector or nace.")),
      FieldDescription(
        "version", .text,
        label: LocalizedText(fr: "Version", en: "Version"),
        doc: LocalizedText(
          fr: "La version du vocabulaire ; NACE Rév. 2 et 2.1 diffèrent.",
          en: "The version of the vocabulary; NACE Rev. 2 and 2.1 differ.")),
      FieldDescription(
        "code", .text, isRequired: true,
        label: LocalizedText(fr: "Code", en: "Code"),
        doc: LocalizedText(
          fr: "Le code du terme dans son vocabulaire ; c’est lui que les fiches portent.",
          en: "The code of the term in its vocabulary; this is what records hold.")),
      FieldDescription(
        "label", .localizedText, isRequired: true,
        label: LocalizedText(fr: "Libellé", en: "Label"),
        doc: LocalizedText(
          fr: "Le libellé du terme, par langue.",
          en: "The label of the term, by language.")),
      FieldDescription(
        "parent", .reference(["concept"]),
        label: LocalizedText(fr: "Concept parent", en: "Parent concept"),
        doc: LocalizedText(
          fr: "Le terme plus large, par son identifiant « schéma:code ».",
          en: "The broader term, by its id “scheme:code”.")),
      FieldDescription(
        "exact_match", .list(.text),
        label: LocalizedText(fr: "Équivalents exacts", en: "Exact matches"),
        doc: LocalizedText(
          fr: "Les termes d’autres vocabulaires qui disent la même chose (skos:exactMatch).",
          en: "The terms of other vocabularies that say the same (skos:exactMatch).")),
      FieldDescription(
        "definition", .localizedText,
        label: LocalizedText(fr: "Définition", en: "Definition"),
        doc: LocalizedText(
          fr: "Ce que le terme recouvre, par langue.",
          en: "What the term covers, by language.")),
    ],
    searchFields: ["label", "definition"], uniqueKeys: [["scheme", "code"]], idRule: .fromFields(["scheme", "code"]),
    titleField: "label", rules: [.distinct("id", "parent"), .acyclic(from: "id", to: "parent", only: nil)])
}
