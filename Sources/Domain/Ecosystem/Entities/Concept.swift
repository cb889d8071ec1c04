import Localization

extension EntityDescription {
  /// A term of a vocabulary: a kind of actor, a sector, a skill, a NACE code, a plugin’s own typology. Its id is “scheme:code”.
  public static let concept = EntityDescription(
    id: "concept", collection: "concepts", permissionGroup: "vocabulary",
    label: LocalizedText("ecosystem.concept.concept"),
    doc: LocalizedText(
      "ecosystem.concept.term-vocabulary-kind-actor"),
    fields: [
      FieldDescription(
        "scheme", .text, isRequired: true,
        label: LocalizedText("ecosystem.concept.scheme"),
        doc: LocalizedText(
          "ecosystem.concept.vocabulary-term-belongs-e")),
      FieldDescription(
        "version", .text,
        label: LocalizedText("ecosystem.concept.version"),
        doc: LocalizedText(
          "ecosystem.concept.version-vocabulary-nace-rev")),
      FieldDescription(
        "code", .text, isRequired: true,
        label: LocalizedText("ecosystem.concept.code"),
        doc: LocalizedText(
          "ecosystem.concept.code-term-vocabulary-what")),
      FieldDescription(
        "label", .localizedText, isRequired: true,
        label: LocalizedText("ecosystem.concept.label"),
        doc: LocalizedText(
          "ecosystem.concept.label-term-language")
      ).naming(),
      FieldDescription(
        "parent", .reference(["concept"]),
        label: LocalizedText("ecosystem.concept.parent-concept"),
        doc: LocalizedText(
          "ecosystem.concept.broader-term-id-scheme")),
      FieldDescription(
        "exact_match", .list(.text),
        label: LocalizedText("ecosystem.concept.exact-matches"),
        doc: LocalizedText(
          "ecosystem.concept.terms-other-vocabularies-say")),
      FieldDescription(
        "definition", .localizedText,
        label: LocalizedText("ecosystem.concept.definition"),
        doc: LocalizedText(
          "ecosystem.concept.what-term-covers-language")),
    ],
    roles: FieldRoles(
      title: "label", search: ["label", "definition"], unique: [["scheme", "code"]], id: .fromFields(["scheme", "code"])),
    rules: [.distinct("id", "parent"), .acyclic(from: "id", to: "parent", only: nil)]
  ).inPlural(LocalizedText("ecosystem.concept.plural"))
}
