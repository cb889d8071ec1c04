import Localization

extension EntityDescription {
  /// The number of an actor in a register: BCE, SIREN, SIRET, RCS of Luxembourg, ROR… The pair of scheme and number is unique.
  public static let identifier = EntityDescription(
    id: "identifier", collection: "identifiers", permissionGroup: "actors",
    label: LocalizedText("ecosystem.identifier.identifier"),
    doc: LocalizedText(
      "ecosystem.identifier.number-actor-register-bce"),
    fields: [
      FieldDescription(
        "actor", .reference(["actor"]), isRequired: true,
        label: LocalizedText("ecosystem.identifier.actor"),
        doc: LocalizedText(
          "ecosystem.identifier.actor-number-stands")),
      FieldDescription(
        "scheme", .text, isRequired: true,
        label: LocalizedText("ecosystem.identifier.scheme"),
        doc: LocalizedText(
          "ecosystem.identifier.register-org-id-guide")),
      FieldDescription(
        "value", .text, isRequired: true,
        label: LocalizedText("ecosystem.identifier.value"),
        doc: LocalizedText(
          "ecosystem.identifier.number-without-spaces-punctuation")),
      FieldDescription(
        "status", .choice(["provisional", "verified"]), isRequired: true,
        label: LocalizedText("ecosystem.identifier.status"),
        doc: LocalizedText(
          "ecosystem.identifier.verified-register-provisional")
      ).defaulting(to: "provisional"),
    ],
    roles: FieldRoles(title: "value", unique: [["scheme", "value"]]),
    rules: [.identifier(scheme: "scheme", value: "value")]
  ).inPlural(LocalizedText("ecosystem.identifier.plural"))
}
