import Ecosystem

/// What the functions of `grappe.network` take.
extension NetworkModule {
  private typealias Value = FunctionDescription.Value

  private static let networkOptions: [Value] = [
    Value(
      "relations", "grappe.RelationFilter", isOptional: true, fr: "Les relations qui comptent ; toutes sans lui.",
      en: "The relations that count; all without it."),
    Value(
      "directed", "boolean", isOptional: true, fr: "Si un lien va de from vers to seulement.",
      en: "Whether a tie leads from from to to only."),
    Value(
      "mutual", "string[]", isOptional: true, fr: "Dans un réseau orienté, les types qui valent dans les deux sens.",
      en: "In a directed network, the types that hold both ways."),
    Value(
      "weighted", "boolean", isOptional: true, fr: "Si le poids compte : un lien fort est court.",
      en: "Whether weights count: a strong tie is short."),
    Value(
      "as_of", "grappe.Date", isOptional: true, fr: "Les relations finies avant ou commencées après ne comptent pas.",
      en: "Relations that ended before or start after do not count."),
  ]

  static let optionClasses = [
    ClassDescription(
      "grappe.NetworkOptions", fr: "Quelles relations font le réseau, et comment.",
      en: "Which relations make the network, and how.",
      fields: networkOptions),
    ClassDescription(
      "grappe.NetworkMeasureOptions", fr: "Les options de measures.",
      en: "The options of measures.",
      fields: networkOptions + [
        Value(
          "measures", "string[]", isOptional: true,
          fr:
            "Parmi degree, strength, betweenness, closeness, harmonic, pagerank, core, constraint ; toutes sans elle.",
          en: "Of degree, strength, betweenness, closeness, harmonic, pagerank, core, constraint; all without it."),
        Value(
          "order", "string", isOptional: true, fr: "La mesure qui ordonne ; sinon la première.",
          en: "The measure that orders; else the first."),
        Value(
          "limit", "integer", isOptional: true, fr: "Le nombre d'acteurs au plus.",
          en: "The number of actors at most."),
      ]),
    ClassDescription(
      "grappe.NetworkCommunityOptions", fr: "Les options de communities.",
      en: "The options of communities.",
      fields: networkOptions + [
        Value(
          "method", "string", isOptional: true, fr: "leiden (sans elle) ou louvain.",
          en: "leiden (without it) or louvain."),
        Value(
          "seed", "integer", isOptional: true, fr: "La graine, à partir de 0 ; 1 sans elle.",
          en: "The seed, from 0; 1 without it."),
        Value(
          "resolution", "number", isOptional: true, fr: "Plus de 0 ; plus grande, plus de communautés ; 1 sans elle.",
          en: "Above 0; the larger, the more communities; 1 without it."),
      ]),
    ClassDescription(
      "grappe.NetworkGroupOptions", fr: "Les options de ei_index.",
      en: "The options of ei_index.",
      fields: networkOptions + [
        Value(
          "groups", "string|table", fr: "Un champ, { territory = { codes } }, ou { ids = { id = groupe } }.",
          en: "A field, { territory = { codes } }, or { ids = { id = group } }.")
      ]),
    ClassDescription(
      "grappe.NetworkIntroductionOptions", fr: "Les options de introductions.",
      en: "The options of introductions.",
      fields: networkOptions + [
        Value(
          "groups", "string|table", fr: "Un champ, { territory = { codes } }, ou { ids = { id = groupe } }.",
          en: "A field, { territory = { codes } }, or { ids = { id = group } }."),
        Value(
          "limit", "integer", isOptional: true, fr: "De 1 à 1 000 ; 20 sans elle.",
          en: "1 to 1,000; 20 without it."),
      ]),
  ]
}
