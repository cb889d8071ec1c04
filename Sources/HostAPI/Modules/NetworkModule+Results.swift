import Ecosystem

/// What the functions of `grappe.network` give.
extension NetworkModule {
  private typealias Value = FunctionDescription.Value

  static let resultClasses = [
    ClassDescription(
      "grappe.NetworkActor", fr: "Un acteur du réseau.",
      en: "An actor of the network.",
      fields: [
        Value(
          "id", "grappe.RecordID", fr: "L'acteur.",
          en: "The actor."),
        Value(
          "name", "string", fr: "Son nom.",
          en: "Its name."),
      ]),
    ClassDescription(
      "grappe.NetworkActorMeasures", fr: "Un acteur et ses mesures.",
      en: "An actor and its measures.",
      fields: [
        Value(
          "id", "grappe.RecordID", fr: "L'acteur.",
          en: "The actor."),
        Value(
          "name", "string", fr: "Son nom.",
          en: "Its name."),
        Value(
          "degree", "integer", isOptional: true, fr: "Le nombre d'acteurs liés.",
          en: "The number of actors tied to it."),
        Value(
          "in_degree", "integer", isOptional: true, fr: "Dans un réseau orienté, les liens entrants.",
          en: "In a directed network, the ties in."),
        Value(
          "out_degree", "integer", isOptional: true, fr: "Dans un réseau orienté, les liens sortants.",
          en: "In a directed network, the ties out."),
        Value(
          "strength", "number", isOptional: true, fr: "La somme des poids.",
          en: "The sum of the weights."),
        Value(
          "betweenness", "number", isOptional: true,
          fr: "La part, de 0 à 1, des plus courts chemins entre deux autres qui passent par lui.",
          en: "The share, 0 to 1, of the shortest paths between two others that lead over it."),
        Value(
          "closeness", "number", isOptional: true, fr: "La proximité moyenne, de 0 à 1, de ceux qu'il atteint.",
          en: "The mean nearness, 0 to 1, of those it reaches."),
        Value(
          "harmonic", "number", isOptional: true, fr: "La moyenne de 1/distance à tous, de 0 à 1.",
          en: "The mean of 1/distance to all, 0 to 1."),
        Value(
          "pagerank", "number", isOptional: true, fr: "Le PageRank ; la somme est 1.",
          en: "The PageRank; all sum to 1."),
        Value(
          "core", "integer", isOptional: true, fr: "Le k du plus dense noyau qui le contient.",
          en: "The k of the densest core that holds it."),
        Value(
          "constraint", "number", isOptional: true,
          fr: "La contrainte de Burt : basse pour qui relie des milieux séparés.",
          en: "Burt's constraint: low for who joins separate circles."),
      ]),
    ClassDescription(
      "grappe.NetworkStructure", fr: "Les chiffres d'un réseau.",
      en: "The figures of a network.",
      fields: [
        Value(
          "actors", "integer", fr: "Les acteurs.",
          en: "The actors."),
        Value(
          "ties", "integer", fr: "Les liens entre deux acteurs.",
          en: "The ties between two actors."),
        Value(
          "density", "number", fr: "La part des liens possibles, de 0 à 1.",
          en: "The share of the possible ties, 0 to 1."),
        Value(
          "components", "integer", fr: "Les parties qui tiennent ensemble.",
          en: "The parts that hang together."),
        Value(
          "sizes", "integer[]", fr: "Leurs tailles, la plus grande d'abord.",
          en: "Their sizes, the largest first."),
        Value(
          "largest", "integer", fr: "La taille de la plus grande.",
          en: "The size of the largest."),
        Value(
          "isolated", "integer", fr: "Les acteurs sans lien.",
          en: "The actors without a tie."),
        Value(
          "fragmentation", "number", fr: "La part des paires qui ne peuvent se joindre, de 0 à 1.",
          en: "The share of the pairs that cannot reach each other, 0 to 1."),
      ]),
    ClassDescription(
      "grappe.NetworkDivision", fr: "Une division en communautés.",
      en: "A division into communities.",
      fields: [
        Value(
          "communities", "grappe.NetworkCommunity[]", fr: "Les communautés, la plus grande d'abord.",
          en: "The communities, the largest first."),
        Value(
          "modularity", "number", isOptional: true, fr: "La modularité, de -0,5 à 1 ; absente sans lien.",
          en: "The modularity, -0.5 to 1; absent without ties."),
      ]),
    ClassDescription(
      "grappe.NetworkCommunity", fr: "Une communauté.",
      en: "A community.",
      fields: [
        Value(
          "members", "grappe.NetworkActor[]", fr: "Ses membres.",
          en: "Its members."),
        Value(
          "size", "integer", fr: "Leur nombre.",
          en: "Their number."),
        Value(
          "internal", "integer", fr: "Les liens entre eux.",
          en: "The ties between them."),
        Value(
          "external", "integer", fr: "Les liens vers d'autres.",
          en: "The ties to others."),
      ]),
    ClassDescription(
      "grappe.NetworkCuts", fr: "Ce dont la perte déferait le réseau.",
      en: "What the network would come apart without.",
      fields: [
        Value(
          "bridges", "grappe.NetworkBridge[]", fr: "Les liens.",
          en: "The ties."),
        Value(
          "actors", "grappe.NetworkArticulation[]", fr: "Les acteurs.",
          en: "The actors."),
      ]),
    ClassDescription(
      "grappe.NetworkBridge", fr: "Un lien sans lequel ses bouts ne se joindraient plus.",
      en: "A tie without which its ends would no longer reach each other.",
      fields: [
        Value(
          "from", "grappe.NetworkActor", fr: "Un bout.",
          en: "One end."),
        Value(
          "to", "grappe.NetworkActor", fr: "L'autre.",
          en: "The other."),
        Value(
          "cut_off", "integer", fr: "Les acteurs du plus petit côté.",
          en: "The actors of the smaller side."),
      ]),
    ClassDescription(
      "grappe.NetworkArticulation", fr: "Un acteur sans lequel sa composante se déferait.",
      en: "An actor without whom its component would come apart.",
      fields: [
        Value(
          "id", "grappe.RecordID", fr: "L'acteur.",
          en: "The actor."),
        Value(
          "name", "string", fr: "Son nom.",
          en: "Its name."),
        Value(
          "parts", "integer", fr: "En combien de parties.",
          en: "Into how many parts."),
        Value(
          "cut_off", "integer", fr: "Les acteurs coupés de la plus grande.",
          en: "The actors cut off from the largest."),
      ]),
    ClassDescription(
      "grappe.NetworkMixing", fr: "Les liens dans et entre des groupes.",
      en: "The ties within and across groups.",
      fields: [
        Value(
          "index", "number", isOptional: true, fr: "(E − I) / (E + I), de -1 à 1 ; absent sans lien.",
          en: "(E − I) / (E + I), -1 to 1; absent without ties."),
        Value(
          "expected", "number", isOptional: true, fr: "L'indice que donnerait le hasard pour ces tailles de groupes.",
          en: "The index chance would give for these sizes of groups."),
        Value(
          "internal", "integer", fr: "Les liens dans les groupes (I).",
          en: "The ties within groups (I)."),
        Value(
          "external", "integer", fr: "Les liens entre groupes (E).",
          en: "The ties across groups (E)."),
        Value(
          "ungrouped", "integer", fr: "Les acteurs sans groupe, laissés de côté.",
          en: "The actors without a group, left out."),
        Value(
          "groups", "grappe.NetworkGroup[]", fr: "Les groupes.",
          en: "The groups."),
        Value(
          "pairs", "grappe.NetworkGroupPair[]", fr: "Les paires de groupes, chacun avec lui-même compris.",
          en: "The pairs of groups, each with itself included."),
      ]),
    ClassDescription(
      "grappe.NetworkGroup", fr: "Un groupe.",
      en: "A group.",
      fields: [
        Value(
          "group", "string", fr: "Son nom.",
          en: "Its name."),
        Value(
          "size", "integer", fr: "Ses acteurs.",
          en: "Its actors."),
        Value(
          "internal", "integer", fr: "Les liens dedans.",
          en: "The ties inside."),
        Value(
          "external", "integer", fr: "Les liens vers d'autres groupes.",
          en: "The ties to other groups."),
        Value(
          "index", "number", isOptional: true, fr: "Son indice E-I ; absent sans lien.",
          en: "Its E-I index; absent without ties."),
      ]),
    ClassDescription(
      "grappe.NetworkGroupPair", fr: "Deux groupes, ou un groupe deux fois.",
      en: "Two groups, or one group twice.",
      fields: [
        Value(
          "first", "string", fr: "L'un.",
          en: "One."),
        Value(
          "second", "string", fr: "L'autre.",
          en: "The other."),
        Value(
          "ties", "integer", fr: "Les liens qu'il y a.",
          en: "The ties there are."),
        Value(
          "possible", "integer", fr: "Les liens possibles.",
          en: "The ties there could be."),
        Value(
          "expected", "number", fr: "Les liens que donnerait le hasard.",
          en: "The ties chance would give."),
      ]),
    ClassDescription(
      "grappe.NetworkIntroduction", fr: "Deux acteurs à présenter.",
      en: "Two actors to introduce.",
      fields: [
        Value(
          "first", "grappe.NetworkGroupedActor", fr: "L'un.",
          en: "One."),
        Value(
          "second", "grappe.NetworkGroupedActor", fr: "L'autre.",
          en: "The other."),
        Value(
          "score", "number", fr: "Ce qui parle pour elle (Adamic et Adar), au-dessus de 0.",
          en: "What speaks for it (Adamic and Adar), above 0."),
        Value(
          "through", "grappe.NetworkActor[]", fr: "Ceux que tous deux connaissent.",
          en: "Those both are tied to."),
        Value(
          "sectors", "string[]", fr: "Les secteurs communs.",
          en: "The sectors both have."),
        Value(
          "distance", "integer", isOptional: true, fr: "Les liens entre eux aujourd'hui ; absent si rien n'y mène.",
          en: "The ties between them now; absent when nothing leads there."),
      ]),
    ClassDescription(
      "grappe.NetworkGroupedActor", fr: "Un acteur et son groupe.",
      en: "An actor and its group.",
      fields: [
        Value(
          "id", "grappe.RecordID", fr: "L'acteur.",
          en: "The actor."),
        Value(
          "name", "string", fr: "Son nom.",
          en: "Its name."),
        Value(
          "group", "string", fr: "Son groupe.",
          en: "Its group."),
      ]),
    ClassDescription(
      "grappe.NetworkPath", fr: "Un chemin.",
      en: "A path.",
      fields: [
        Value(
          "actors", "grappe.NetworkActor[]", fr: "Les acteurs, du premier au dernier.",
          en: "The actors, from first to last."),
        Value(
          "types", "string[][]", fr: "Les types de relation de chaque lien.",
          en: "The types of relation of each tie."),
        Value(
          "length", "number", fr: "Le nombre de liens, ou la somme de 1/poids si le poids compte.",
          en: "The number of ties, or the sum of 1/weight where weights count."),
      ]),
  ]
}
