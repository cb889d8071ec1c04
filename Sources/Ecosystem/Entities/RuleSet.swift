extension EntityDescription {
  /// The conditions of a call in one version, with their legal source and period of validity. The dates of several versions say which one holds on a given day.
  public static let ruleSet = EntityDescription(
    id: "rule_set", collection: "rule_sets", permissionGroup: "funding",
    label: LocalizedText(fr: "Règles d’un appel", en: "Rule set"),
    doc: LocalizedText(
      fr:
        "Les conditions d’un appel dans une version, avec leur base légale et leur période de validité. Les dates d’effet de plusieurs versions disent laquelle vaut un jour donné.",
      en:
        "The conditions of a call in one version, with their legal source and period of validity. The dates of several versions say which one holds on a given day."
    ),
    fields: [
      FieldDescription(
        "call", .reference(["call"]), isRequired: true,
        label: LocalizedText(fr: "Appel", en: "Call"),
        doc: LocalizedText(
          fr: "L’appel dont ce sont les règles.",
          en: "The call whose rules they are.")),
      FieldDescription(
        "version", .text, isRequired: true,
        label: LocalizedText(fr: "Version", en: "Version"),
        doc: LocalizedText(
          fr: "La version des règles, p. ex. 2024-1.",
          en: "The version of the rules, e.g. 2024-1.")),
      FieldDescription(
        "valid_from", .date, isRequired: true, isIndexed: true,
        label: LocalizedText(fr: "Valable dès", en: "Valid from"),
        doc: LocalizedText(
          fr: "Le premier jour où elles valent.",
          en: "The first day on which they hold.")),
      FieldDescription(
        "valid_to", .date,
        label: LocalizedText(fr: "Valable jusqu’au", en: "Valid to"),
        doc: LocalizedText(
          fr: "Le dernier jour où elles valent ; sans valeur, elles valent encore.",
          en: "The last day on which they hold; without a value they still do.")),
      FieldDescription(
        "legal_reference", .text, isRequired: true,
        label: LocalizedText(fr: "Référence légale", en: "Legal reference"),
        doc: LocalizedText(
          fr: "Le texte d’où viennent les règles : décret, arrêté, règlement de l’appel, ou l’énoncé d’une source.",
          en: "The text the rules come from: decree, order, regulation of the call, or the statement of a source.")),
      FieldDescription(
        "legal_url", .url,
        label: LocalizedText(fr: "Texte en ligne", en: "Text online"),
        doc: LocalizedText(
          fr: "L’adresse du texte légal.",
          en: "The address of the legal text.")),
      FieldDescription(
        "conditions", .json, isRequired: true,
        label: LocalizedText(fr: "Conditions", en: "Conditions"),
        doc: LocalizedText(
          fr: "La liste des conditions, chacune avec son genre, ses paramètres, sa source et son remède.",
          en: "The list of conditions, each with its kind, parameters, source and remedy.")),
      FieldDescription(
        "illustrative", .boolean, isRequired: true, defaultValue: false,
        label: LocalizedText(fr: "Illustratif", en: "Illustrative"),
        doc: LocalizedText(
          fr: "Vrai si les règles ne viennent pas d’un texte confirmé et ne servent que d’exemple.",
          en: "True when the rules do not come from a confirmed text and serve as an example only.")),
    ],
    uniqueKeys: [["call", "version"]], titleField: "version",
    rules: [.ordered(first: "valid_from", last: "valid_to")])
}
