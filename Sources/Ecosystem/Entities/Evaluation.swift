extension EntityDescription {
  /// The answer given on a day to the question “may this actor apply under this call?”, with the facts and the reasoning, so that it can be replayed exactly. It is no legal advice.
  public static let evaluation = EntityDescription(
    id: "evaluation", collection: "evaluations", permissionGroup: "funding",
    label: LocalizedText(fr: "Évaluation d’éligibilité", en: "Evaluation"),
    doc: LocalizedText(
      fr:
        "La réponse donnée un jour à la question « cet acteur peut-il prétendre à cet appel ? », avec les faits et le raisonnement, pour la rejouer à l’identique. Ce n’est pas un avis juridique.",
      en:
        "The answer given on a day to the question “may this actor apply under this call?”, with the facts and the reasoning, so that it can be replayed exactly. It is no legal advice."
    ),
    fields: [
      FieldDescription(
        "call", .reference(["call"]), isRequired: true,
        label: LocalizedText(fr: "Appel", en: "Call"),
        doc: LocalizedText(
          fr: "L’appel évalué.",
          en: "The call evaluated.")),
      FieldDescription(
        "actor", .reference(["actor"]), isRequired: true,
        label: LocalizedText(fr: "Acteur", en: "Actor"),
        doc: LocalizedText(
          fr: "L’acteur évalué.",
          en: "The actor evaluated.")),
      FieldDescription(
        "project", .reference(["project"]),
        label: LocalizedText(fr: "Projet", en: "Project"),
        doc: LocalizedText(
          fr: "Le projet évalué, s’il y en a un.",
          en: "The project evaluated, when there is one.")),
      FieldDescription(
        "rule_set", .reference(["rule_set"]),
        label: LocalizedText(fr: "Règles", en: "Rule set"),
        doc: LocalizedText(
          fr: "Les règles appliquées, tant qu’elles sont dans la base.",
          en: "The rules applied, while they are in the base.")),
      FieldDescription(
        "version", .text, isRequired: true,
        label: LocalizedText(fr: "Version", en: "Version"),
        doc: LocalizedText(
          fr: "La version des règles appliquées.",
          en: "The version of the rules applied.")),
      FieldDescription(
        "as_of", .date, isRequired: true, isIndexed: true,
        label: LocalizedText(fr: "À la date du", en: "As of"),
        doc: LocalizedText(
          fr: "Le jour pour lequel la réponse vaut.",
          en: "The day for which the answer holds.")),
      FieldDescription(
        "result", .choice(["eligible", "ineligible", "unknown"]), isRequired: true, isIndexed: true,
        label: LocalizedText(fr: "Résultat", en: "Result"),
        doc: LocalizedText(
          fr: "Éligible, non éligible, ou pas encore connu.",
          en: "Eligible, ineligible, or not known yet.")),
      FieldDescription(
        "facts", .json,
        label: LocalizedText(fr: "Faits", en: "Facts"),
        doc: LocalizedText(
          fr: "Les faits utilisés, avec leur source.",
          en: "The facts used, with their source.")),
      FieldDescription(
        "trace", .json, isRequired: true,
        label: LocalizedText(fr: "Raisonnement", en: "Trace"),
        doc: LocalizedText(
          fr: "Condition par condition : le résultat, le fait, la référence légale et le remède.",
          en: "Condition by condition: the result, the fact, the legal reference and the remedy.")),
    ],
    titleField: "result")
}
