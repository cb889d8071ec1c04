import Ecosystem

extension NetworkModule {
  private typealias Value = FunctionDescription.Value

  static let reference = ModuleReference(
    "grappe.network",
    fr: "Le réseau que les relations font entre les acteurs, mesuré par igraph. Il faut lire actors et relations.",
    en: "The network that relations make between actors, measured by igraph. Reading actors and relations is needed.",
    functions: [
      FunctionDescription(
        "grappe.network.measures",
        fr: "Mesure la place de chaque acteur, la meilleure d'abord.",
        en: "Measures how each actor stands, the best first.",
        parameters: [
          Value(
            "filter", "grappe.ActorFilter", isOptional: true, fr: "Les acteurs, comme pour find ; tous sans lui.",
            en: "The actors, as for find; all without it."),
          Value(
            "options", "grappe.NetworkMeasureOptions", isOptional: true, fr: "Les options.",
            en: "The options."),
        ],
        returns: [
          Value(
            "actors", "grappe.NetworkActorMeasures[]", fr: "Un élément par acteur ; une mesure sans valeur manque.",
            en: "One element an actor; a measure without a value is absent.")
        ],
        raises: LocalizedText(
          fr: "Plus de 20 000 acteurs ou 100 000 liens, ou plus de 10 s de calcul.",
          en: "More than 20,000 actors or 100,000 ties, or more than 10 s of computation."),
        permission: .read("actors"), furtherPermission: .read("relations"),
        example: #"""
          local brokers = grappe.network.measures({ territory = "area-europe" }, { order = "betweenness", limit = 10 })
          """#),
      FunctionDescription(
        "grappe.network.structure",
        fr: "Décrit le réseau entier : liens, densité, composantes, fragmentation.",
        en: "Describes the whole network: ties, density, components, fragmentation.",
        parameters: [
          Value(
            "filter", "grappe.ActorFilter", isOptional: true, fr: "Les acteurs, comme pour find ; tous sans lui.",
            en: "The actors, as for find; all without it."),
          Value(
            "options", "grappe.NetworkOptions", isOptional: true, fr: "Les options.",
            en: "The options."),
        ],
        returns: [
          Value(
            "structure", "grappe.NetworkStructure", fr: "Les chiffres.",
            en: "The figures.")
        ],
        raises: LocalizedText(
          fr: "Plus de 20 000 acteurs ou 100 000 liens, ou plus de 10 s de calcul.",
          en: "More than 20,000 actors or 100,000 ties, or more than 10 s of computation."),
        permission: .read("actors"), furtherPermission: .read("relations"),
        example: #"""
          local structure = grappe.network.structure({ territory = "area-europe" })
          """#),
      FunctionDescription(
        "grappe.network.communities",
        fr: "Divise le réseau en communautés, la plus grande d'abord ; la même graine donne la même division.",
        en: "Divides the network into communities, the largest first; the same seed gives the same division.",
        parameters: [
          Value(
            "filter", "grappe.ActorFilter", isOptional: true, fr: "Les acteurs, comme pour find ; tous sans lui.",
            en: "The actors, as for find; all without it."),
          Value(
            "options", "grappe.NetworkCommunityOptions", isOptional: true, fr: "Les options.",
            en: "The options."),
        ],
        returns: [
          Value(
            "division", "grappe.NetworkDivision", fr: "Les communautés.",
            en: "The communities.")
        ],
        raises: LocalizedText(
          fr: "Plus de 20 000 acteurs ou 100 000 liens, ou plus de 10 s de calcul.",
          en: "More than 20,000 actors or 100,000 ties, or more than 10 s of computation."),
        permission: .read("actors"), furtherPermission: .read("relations"),
        example: #"""
          local division = grappe.network.communities({}, { method = "leiden", seed = 1 })
          """#),
      FunctionDescription(
        "grappe.network.bridges",
        fr: "Nomme les liens et les acteurs sans lesquels le réseau se déferait, ce qu'ils couperaient d'abord.",
        en: "Names the ties and the actors without which the network would come apart, those that cut off most first.",
        parameters: [
          Value(
            "filter", "grappe.ActorFilter", isOptional: true, fr: "Les acteurs, comme pour find ; tous sans lui.",
            en: "The actors, as for find; all without it."),
          Value(
            "options", "grappe.NetworkOptions", isOptional: true, fr: "Les options.",
            en: "The options."),
        ],
        returns: [
          Value(
            "cuts", "grappe.NetworkCuts", fr: "Les ponts et les points d'articulation.",
            en: "The bridges and articulation points.")
        ],
        raises: LocalizedText(
          fr: "Plus de 20 000 acteurs ou 100 000 liens, ou plus de 10 s de calcul.",
          en: "More than 20,000 actors or 100,000 ties, or more than 10 s of computation."),
        permission: .read("actors"), furtherPermission: .read("relations"),
        example: #"""
          local cuts = grappe.network.bridges({ territory = "area-europe" })
          """#),
      FunctionDescription(
        "grappe.network.ei_index",
        fr:
          "Compare les liens dans et entre des groupes à ce que donnerait le hasard (indice E-I de Krackhardt et Stern).",
        en:
          "Compares the ties within and across groups with what chance would give (the E-I index of Krackhardt and Stern).",
        parameters: [
          Value(
            "filter", "grappe.ActorFilter", isOptional: true, fr: "Les acteurs, comme pour find ; tous sans lui.",
            en: "The actors, as for find; all without it."),
          Value(
            "options", "grappe.NetworkGroupOptions", fr: "Les options ; groups est obligatoire.",
            en: "The options; groups is required."),
        ],
        returns: [
          Value(
            "mixing", "grappe.NetworkMixing", fr: "L'indice, sa valeur attendue et chaque paire de groupes.",
            en: "The index, its expected value, and each pair of groups.")
        ],
        raises: LocalizedText(
          fr: "Comme structure, ou plus de 200 groupes.",
          en: "As structure, or more than 200 groups."),
        permission: .read("actors"), furtherPermission: .read("relations"),
        example: #"""
          local mixing = grappe.network.ei_index({}, { groups = { territory = { "BE", "FR" } } })
          """#),
      FunctionDescription(
        "grappe.network.introductions",
        fr:
          "Propose des acteurs de groupes différents à présenter l'un à l'autre, avec les raisons, les meilleures d'abord.",
        en: "Proposes actors of different groups to introduce to each other, with reasons, the best first.",
        parameters: [
          Value(
            "filter", "grappe.ActorFilter", isOptional: true, fr: "Les acteurs, comme pour find ; tous sans lui.",
            en: "The actors, as for find; all without it."),
          Value(
            "options", "grappe.NetworkIntroductionOptions", fr: "Les options ; groups est obligatoire.",
            en: "The options; groups is required."),
        ],
        returns: [
          Value(
            "introductions", "grappe.NetworkIntroduction[]", fr: "Les présentations.",
            en: "The introductions.")
        ],
        raises: LocalizedText(
          fr: "Plus de 20 000 acteurs ou 100 000 liens, ou plus de 10 s de calcul.",
          en: "More than 20,000 actors or 100,000 ties, or more than 10 s of computation."),
        permission: .read("actors"), furtherPermission: .read("relations"),
        example: #"""
          local missing = grappe.network.introductions({}, { groups = "kind", limit = 5 })
          """#),
      FunctionDescription(
        "grappe.network.path",
        fr: "Donne un plus court chemin d'un acteur à un autre ; nil et le problème s'il n'y en a pas.",
        en: "Gives a shortest path from one actor to another; nil and the problem when there is none.",
        parameters: [
          Value(
            "from", "grappe.RecordID", fr: "L'acteur de départ.",
            en: "The actor it starts from."),
          Value(
            "to", "grappe.RecordID", fr: "L'acteur d'arrivée.",
            en: "The actor it leads to."),
          Value(
            "filter", "grappe.ActorFilter", isOptional: true, fr: "Les acteurs, comme pour find ; tous sans lui.",
            en: "The actors, as for find; all without it."),
          Value(
            "options", "grappe.NetworkOptions", isOptional: true, fr: "Les options.",
            en: "The options."),
        ],
        returns: [
          Value(
            "path", "grappe.NetworkPath", isOptional: true, fr: "Le chemin, ou nil.",
            en: "The path, or nil."),
          Value(
            "problem", "string", isOptional: true, fr: "Pourquoi il n'y en a pas.",
            en: "Why there is none."),
        ],
        raises: LocalizedText(
          fr: "Plus de 20 000 acteurs ou 100 000 liens, ou plus de 10 s de calcul.",
          en: "More than 20,000 actors or 100,000 ties, or more than 10 s of computation."),
        permission: .read("actors"), furtherPermission: .read("relations"),
        example: #"""
          local path, problem = grappe.network.path("dg-connect", "union-europeenne")
          """#),
    ],
    classes: optionClasses + resultClasses)
}
