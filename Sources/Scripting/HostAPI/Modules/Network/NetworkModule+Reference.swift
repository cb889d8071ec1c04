import Ecosystem
import Localization

extension NetworkModule {
  private typealias Value = FunctionDescription.Value

  static let reference = ModuleReference(
    "grappe.network",
    doc: "hostapi.network-module.network-relations-make-between",
    functions: [
      FunctionDescription(
        "grappe.network.measures",
        doc: "hostapi.network-module.measures-how-each-actor",
        parameters: [
          Value(
            "filter", "grappe.ActorFilter", isOptional: true, doc: "hostapi.network-module.actors-find-all-without"),
          Value(
            "options", "grappe.NetworkMeasureOptions", isOptional: true, doc: "hostapi.network-module.options"),
        ],
        returns: [
          Value(
            "actors", "grappe.NetworkActorMeasures[]", doc: "hostapi.network-module.one-element-actor-measure")
        ],
        raises: LocalizedText(
          "hostapi.network-module.more-than-20-000"),
        permissions: [.read("actors"), .read("relations")],
        example: #"""
          local brokers = grappe.network.measures({ territory = "area-europe" }, { order = "betweenness", limit = 10 })
          """#),
      FunctionDescription(
        "grappe.network.structure",
        doc: "hostapi.network-module.describes-whole-network-ties",
        parameters: [
          Value(
            "filter", "grappe.ActorFilter", isOptional: true, doc: "hostapi.network-module.actors-find-all-without"),
          Value(
            "options", "grappe.NetworkOptions", isOptional: true, doc: "hostapi.network-module.options"),
        ],
        returns: [
          Value(
            "structure", "grappe.NetworkStructure", doc: "hostapi.network-module.figures")
        ],
        raises: LocalizedText(
          "hostapi.network-module.more-than-20-000"),
        permissions: [.read("actors"), .read("relations")],
        example: #"""
          local structure = grappe.network.structure({ territory = "area-europe" })
          """#),
      FunctionDescription(
        "grappe.network.communities",
        doc: "hostapi.network-module.divides-network-into-communities",
        parameters: [
          Value(
            "filter", "grappe.ActorFilter", isOptional: true, doc: "hostapi.network-module.actors-find-all-without"),
          Value(
            "options", "grappe.NetworkCommunityOptions", isOptional: true, doc: "hostapi.network-module.options"),
        ],
        returns: [
          Value(
            "division", "grappe.NetworkDivision", doc: "hostapi.network-module.communities")
        ],
        raises: LocalizedText(
          "hostapi.network-module.more-than-20-000"),
        permissions: [.read("actors"), .read("relations")],
        example: #"""
          local division = grappe.network.communities({}, { method = "leiden", seed = 1 })
          """#),
      FunctionDescription(
        "grappe.network.bridges",
        doc: "hostapi.network-module.names-ties-actors-without",
        parameters: [
          Value(
            "filter", "grappe.ActorFilter", isOptional: true, doc: "hostapi.network-module.actors-find-all-without"),
          Value(
            "options", "grappe.NetworkOptions", isOptional: true, doc: "hostapi.network-module.options"),
        ],
        returns: [
          Value(
            "cuts", "grappe.NetworkCuts", doc: "hostapi.network-module.bridges-articulation-points")
        ],
        raises: LocalizedText(
          "hostapi.network-module.more-than-20-000"),
        permissions: [.read("actors"), .read("relations")],
        example: #"""
          local cuts = grappe.network.bridges({ territory = "area-europe" })
          """#),
      FunctionDescription(
        "grappe.network.ei_index",
        doc: "hostapi.network-module.compares-ties-within-across",
        parameters: [
          Value(
            "filter", "grappe.ActorFilter", isOptional: true, doc: "hostapi.network-module.actors-find-all-without"),
          Value(
            "options", "grappe.NetworkGroupOptions", doc: "hostapi.network-module.options-groups-required"),
        ],
        returns: [
          Value(
            "mixing", "grappe.NetworkMixing", doc: "hostapi.network-module.index-expected-value-each")
        ],
        raises: LocalizedText(
          "hostapi.network-module.structure-more-than-200"),
        permissions: [.read("actors"), .read("relations")],
        example: #"""
          local mixing = grappe.network.ei_index({}, { groups = { territory = { "BE", "FR" } } })
          """#),
      FunctionDescription(
        "grappe.network.introductions",
        doc: "hostapi.network-module.proposes-actors-different-groups",
        parameters: [
          Value(
            "filter", "grappe.ActorFilter", isOptional: true, doc: "hostapi.network-module.actors-find-all-without"),
          Value(
            "options", "grappe.NetworkIntroductionOptions", doc: "hostapi.network-module.options-groups-required"),
        ],
        returns: [
          Value(
            "introductions", "grappe.NetworkIntroduction[]", doc: "hostapi.network-module.introductions"),
          Value(
            "left_out", "integer", doc: "hostapi.network-module.left-out"),
        ],
        raises: LocalizedText(
          "hostapi.network-module.more-than-20-000"),
        permissions: [.read("actors"), .read("relations")],
        example: #"""
          local missing = grappe.network.introductions({}, { groups = "kind", limit = 5 })
          """#),
      FunctionDescription(
        "grappe.network.path",
        doc: "hostapi.network-module.gives-shortest-path-from",
        parameters: [
          Value(
            "from", "grappe.RecordID", doc: "hostapi.network-module.actor-starts-from"),
          Value(
            "to", "grappe.RecordID", doc: "hostapi.network-module.actor-leads"),
          Value(
            "filter", "grappe.ActorFilter", isOptional: true, doc: "hostapi.network-module.actors-find-all-without"),
          Value(
            "options", "grappe.NetworkOptions", isOptional: true, doc: "hostapi.network-module.options"),
        ],
        returns: [
          Value(
            "path", "grappe.NetworkPath", isOptional: true, doc: "hostapi.network-module.path-nil"),
          Value(
            "problem", "string", isOptional: true, doc: "hostapi.network-module.why-there-none"),
        ],
        raises: LocalizedText(
          "hostapi.network-module.more-than-20-000"),
        permissions: [.read("actors"), .read("relations")],
        example: #"""
          local path, problem = grappe.network.path("dg-connect", "union-europeenne")
          """#),
    ],
    classes: optionClasses + resultClasses)
}
