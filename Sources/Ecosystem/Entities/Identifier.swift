extension EntityDescription {
  /// The number of an actor in a register: BCE, SIREN, SIRET, RCS of Luxembourg, ROR… The pair of scheme and number is unique.
  public static let identifier = EntityDescription(
    id: "identifier", collection: "identifiers", permissionGroup: "actors",
    label: LocalizedText(fr: "Identifiant officiel", en: "Identifier"),
    doc: LocalizedText(
      fr:
        "Le numéro d’un acteur dans un registre : BCE, SIREN, SIRET, RCS de Luxembourg, ROR… Le couple nomenclature et numéro est unique.",
      en:
        "The number of an actor in a register: BCE, SIREN, SIRET, RCS of Luxembourg, ROR… The pair of scheme and number is unique."
    ),
    fields: [
      FieldDescription(
        "actor", .reference(["actor"]), isRequired: true,
        label: LocalizedText(fr: "Acteur", en: "Actor"),
        doc: LocalizedText(
          fr: "L’acteur que le numéro désigne.",
          en: "The actor the number stands for.")),
      FieldDescription(
        "scheme", .text, isRequired: true,
        label: LocalizedText(fr: "Registre", en: "Scheme"),
        doc: LocalizedText(
          fr: "Le registre, par son préfixe org-id.guide, p. ex. BE-BCE_KBO ou FR-SIREN.",
          en: "The register, by its org-id.guide prefix, e.g. BE-BCE_KBO or FR-SIREN.")),
      FieldDescription(
        "value", .text, isRequired: true,
        label: LocalizedText(fr: "Numéro", en: "Value"),
        doc: LocalizedText(
          fr: "Le numéro, sans espaces ni ponctuation là où le registre n’en a pas.",
          en: "The number, without spaces or punctuation where the register has none.")),
      FieldDescription(
        "status", .choice(["provisional", "verified"]), isRequired: true, defaultValue: "provisional",
        label: LocalizedText(fr: "Statut", en: "Status"),
        doc: LocalizedText(
          fr: "Vérifié auprès du registre, ou provisoire.",
          en: "Verified with the register, or provisional.")),
    ],
    uniqueKeys: [["scheme", "value"]], titleField: "value",
    rules: [.identifier(scheme: "scheme", value: "value")])
}
