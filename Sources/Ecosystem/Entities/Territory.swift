extension EntityDescription {
  /// A region, province, department or municipality: territories form a tree. A filter on a territory also finds what lies in the territories inside it.
  public static let territory = EntityDescription(
    id: "territory", collection: "territories", permissionGroup: "vocabulary",
    label: LocalizedText(fr: "Territoire", en: "Territory"),
    doc: LocalizedText(
      fr:
        "Une région, une province, un département, une commune : les territoires forment un arbre. Un filtre sur un territoire trouve aussi ce qui se trouve dans les territoires qu’il contient.",
      en:
        "A region, province, department or municipality: territories form a tree. A filter on a territory also finds what lies in the territories inside it."
    ),
    fields: [
      FieldDescription(
        "scheme", .choice(["iso3166-1", "iso3166-2", "nuts", "lau", "plugin"]), isRequired: true,
        label: LocalizedText(fr: "Nomenclature", en: "Scheme"),
        doc: LocalizedText(
          fr:
            "La nomenclature d’où vient le code : ISO 3166-1 (pays), ISO 3166-2 (subdivisions), NUTS, LAU, ou un découpage propre à un greffon.",
          en:
            "The classification the code comes from: ISO 3166-1 (countries), ISO 3166-2 (subdivisions), NUTS, LAU, or a division of a plugin’s own."
        )),
      FieldDescription(
        "version", .text,
        label: LocalizedText(fr: "Version", en: "Version"),
        doc: LocalizedText(
          fr: "La version de la nomenclature, p. ex. 2024 pour NUTS.",
          en: "The version of the classification, e.g. 2024 for NUTS.")),
      FieldDescription(
        "code", .text, isRequired: true,
        label: LocalizedText(fr: "Code", en: "Code"),
        doc: LocalizedText(
          fr: "Le code tel que la norme l’imprime, p. ex. BE-WAL.",
          en: "The code as the standard prints it, e.g. BE-WAL.")),
      FieldDescription(
        "name", .localizedText, isRequired: true,
        label: LocalizedText(fr: "Nom", en: "Name"),
        doc: LocalizedText(
          fr: "Le nom du territoire, par langue.",
          en: "The name of the territory, by language.")),
      FieldDescription(
        "parent", .reference(["territory"]), includesDescendants: false,
        label: LocalizedText(fr: "Territoire parent", en: "Parent territory"),
        doc: LocalizedText(
          fr: "Le territoire qui le contient directement ; un filtre sur ce champ trouve les enfants directs.",
          en: "The territory that directly contains it; a filter on this field finds the direct children.")),
    ],
    searchFields: ["name"], uniqueKeys: [["scheme", "version", "code"]], idRule: .code("code"), titleField: "name",
    rules: [.distinct("id", "parent"), .acyclic(from: "id", to: "parent", only: nil)])
}
