import Ecosystem
import Localization

/// The results of the functions of `grappe.network`.
extension NetworkModule {
  private typealias Value = FunctionDescription.Value

  static let resultClasses = [
    ClassDescription(
      "grappe.NetworkActor", doc: "hostapi.network-module-results.actor-network",
      fields: [
        Value(
          "id", "grappe.RecordID", doc: "hostapi.network-module-results.actor"),
        Value(
          "name", "string", doc: "hostapi.network-module-results.name"),
      ]),
    ClassDescription(
      "grappe.NetworkActorMeasures", doc: "hostapi.network-module-results.actor-measures",
      fields: [
        Value(
          "id", "grappe.RecordID", doc: "hostapi.network-module-results.actor"),
        Value(
          "name", "string", doc: "hostapi.network-module-results.name"),
        Value(
          "degree", "integer", isOptional: true, doc: "hostapi.network-module-results.number-actors-tied"),
        Value(
          "in_degree", "integer", isOptional: true, doc: "hostapi.network-module-results.directed-network-ties"),
        Value(
          "out_degree", "integer", isOptional: true, doc: "hostapi.network-module-results.directed-network-ties-out"),
        Value(
          "strength", "number", isOptional: true, doc: "hostapi.network-module-results.sum-weights"),
        Value(
          "betweenness", "number", isOptional: true,
          doc: "hostapi.network-module-results.share-0-1-shortest"),
        Value(
          "closeness", "number", isOptional: true, doc: "hostapi.network-module-results.mean-nearness-0-1"),
        Value(
          "harmonic", "number", isOptional: true, doc: "hostapi.network-module-results.mean-1-distance-all"),
        Value(
          "pagerank", "number", isOptional: true, doc: "hostapi.network-module-results.pagerank-all-sum-1"),
        Value(
          "core", "integer", isOptional: true, doc: "hostapi.network-module-results.k-densest-core-holds"),
        Value(
          "constraint", "number", isOptional: true,
          doc: "hostapi.network-module-results.burt-s-constraint-low"),
      ]),
    ClassDescription(
      "grappe.NetworkStructure", doc: "hostapi.network-module-results.figures-network",
      fields: [
        Value(
          "actors", "integer", doc: "hostapi.network-module-results.actors"),
        Value(
          "ties", "integer", doc: "hostapi.network-module-results.ties-between-two-actors"),
        Value(
          "density", "number", doc: "hostapi.network-module-results.share-possible-ties-0"),
        Value(
          "components", "integer", doc: "hostapi.network-module-results.parts-hang-together"),
        Value(
          "sizes", "integer[]", doc: "hostapi.network-module-results.their-sizes-largest-first"),
        Value(
          "largest", "integer", doc: "hostapi.network-module-results.size-largest"),
        Value(
          "isolated", "integer", doc: "hostapi.network-module-results.actors-without-tie"),
        Value(
          "fragmentation", "number", doc: "hostapi.network-module-results.share-pairs-cannot-reach"),
      ]),
    ClassDescription(
      "grappe.NetworkDivision", doc: "hostapi.network-module-results.division-into-communities",
      fields: [
        Value(
          "communities", "grappe.NetworkCommunity[]", doc: "hostapi.network-module-results.communities-largest-first"),
        Value(
          "modularity", "number", isOptional: true, doc: "hostapi.network-module-results.modularity-0-5-1"),
      ]),
    ClassDescription(
      "grappe.NetworkCommunity", doc: "hostapi.network-module-results.community",
      fields: [
        Value(
          "members", "grappe.NetworkActor[]", doc: "hostapi.network-module-results.members"),
        Value(
          "size", "integer", doc: "hostapi.network-module-results.their-number"),
        Value(
          "internal", "integer", doc: "hostapi.network-module-results.ties-between-them"),
        Value(
          "external", "integer", doc: "hostapi.network-module-results.ties-others"),
      ]),
    ClassDescription(
      "grappe.NetworkCuts", doc: "hostapi.network-module-results.what-network-would-come",
      fields: [
        Value(
          "bridges", "grappe.NetworkBridge[]", doc: "hostapi.network-module-results.ties"),
        Value(
          "actors", "grappe.NetworkArticulation[]", doc: "hostapi.network-module-results.actors"),
      ]),
    ClassDescription(
      "grappe.NetworkBridge", doc: "hostapi.network-module-results.tie-without-which-ends",
      fields: [
        Value(
          "from", "grappe.NetworkActor", doc: "hostapi.network-module-results.one-end"),
        Value(
          "to", "grappe.NetworkActor", doc: "hostapi.network-module-results.other"),
        Value(
          "cut_off", "integer", doc: "hostapi.network-module-results.actors-smaller-side"),
      ]),
    ClassDescription(
      "grappe.NetworkArticulation", doc: "hostapi.network-module-results.actor-without-whom-component",
      fields: [
        Value(
          "id", "grappe.RecordID", doc: "hostapi.network-module-results.actor"),
        Value(
          "name", "string", doc: "hostapi.network-module-results.name"),
        Value(
          "parts", "integer", doc: "hostapi.network-module-results.into-how-many-parts"),
        Value(
          "cut_off", "integer", doc: "hostapi.network-module-results.actors-cut-off-from"),
      ]),
    ClassDescription(
      "grappe.NetworkMixing", doc: "hostapi.network-module-results.ties-within-across-groups",
      fields: [
        Value(
          "index", "number", isOptional: true, doc: "hostapi.network-module-results.e-i-e-i"),
        Value(
          "expected", "number", isOptional: true, doc: "hostapi.network-module-results.index-chance-would-give"),
        Value(
          "internal", "integer", doc: "hostapi.network-module-results.ties-within-groups-i"),
        Value(
          "external", "integer", doc: "hostapi.network-module-results.ties-across-groups-e"),
        Value(
          "ungrouped", "integer", doc: "hostapi.network-module-results.actors-without-group-left"),
        Value(
          "groups", "grappe.NetworkGroup[]", doc: "hostapi.network-module-results.groups"),
        Value(
          "pairs", "grappe.NetworkGroupPair[]", doc: "hostapi.network-module-results.pairs-groups-each-itself"),
      ]),
    ClassDescription(
      "grappe.NetworkGroup", doc: "hostapi.network-module-results.group",
      fields: [
        Value(
          "group", "string", doc: "hostapi.network-module-results.name"),
        Value(
          "size", "integer", doc: "hostapi.network-module-results.actors-2"),
        Value(
          "internal", "integer", doc: "hostapi.network-module-results.ties-inside"),
        Value(
          "external", "integer", doc: "hostapi.network-module-results.ties-other-groups"),
        Value(
          "index", "number", isOptional: true, doc: "hostapi.network-module-results.e-i-index-absent"),
      ]),
    ClassDescription(
      "grappe.NetworkGroupPair", doc: "hostapi.network-module-results.two-groups-one-group",
      fields: [
        Value(
          "first", "string", doc: "hostapi.network-module-results.one"),
        Value(
          "second", "string", doc: "hostapi.network-module-results.other"),
        Value(
          "ties", "integer", doc: "hostapi.network-module-results.ties-there"),
        Value(
          "possible", "integer", doc: "hostapi.network-module-results.ties-there-could"),
        Value(
          "expected", "number", doc: "hostapi.network-module-results.ties-chance-would-give"),
      ]),
    ClassDescription(
      "grappe.NetworkIntroduction", doc: "hostapi.network-module-results.two-actors-introduce",
      fields: [
        Value(
          "first", "grappe.NetworkGroupedActor", doc: "hostapi.network-module-results.one"),
        Value(
          "second", "grappe.NetworkGroupedActor", doc: "hostapi.network-module-results.other"),
        Value(
          "score", "number", doc: "hostapi.network-module-results.what-speaks-adamic-adar"),
        Value(
          "through", "grappe.NetworkActor[]", doc: "hostapi.network-module-results.those-both-tied"),
        Value(
          "sectors", "string[]", doc: "hostapi.network-module-results.sectors-both-have"),
        Value(
          "distance", "integer", isOptional: true, doc: "hostapi.network-module-results.ties-between-them-now"),
      ]),
    ClassDescription(
      "grappe.NetworkGroupedActor", doc: "hostapi.network-module-results.actor-group",
      fields: [
        Value(
          "id", "grappe.RecordID", doc: "hostapi.network-module-results.actor"),
        Value(
          "name", "string", doc: "hostapi.network-module-results.name"),
        Value(
          "group", "string", doc: "hostapi.network-module-results.group-2"),
      ]),
    ClassDescription(
      "grappe.NetworkPath", doc: "hostapi.network-module-results.path",
      fields: [
        Value(
          "actors", "grappe.NetworkActor[]", doc: "hostapi.network-module-results.actors-from-first-last"),
        Value(
          "types", "string[][]", doc: "hostapi.network-module-results.types-relation-each-tie"),
        Value(
          "length", "number", doc: "hostapi.network-module-results.number-ties-sum-1"),
      ]),
  ]
}
