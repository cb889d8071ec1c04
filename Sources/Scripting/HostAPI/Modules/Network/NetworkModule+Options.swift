import Ecosystem
import Localization

/// The parameters of the functions of `grappe.network`.
extension NetworkModule {
  private typealias Value = FunctionDescription.Value

  private static let networkOptions: [Value] = [
    Value(
      "relations", "grappe.RelationFilter", isOptional: true, doc: "hostapi.network-module-options.relations-count-all-without"),
    Value(
      "directed", "boolean", isOptional: true, doc: "hostapi.network-module-options.whether-tie-leads-from"),
    Value(
      "mutual", "string[]", isOptional: true, doc: "hostapi.network-module-options.directed-network-types-hold"),
    Value(
      "weighted", "boolean", isOptional: true, doc: "hostapi.network-module-options.whether-weights-count-strong"),
    Value(
      "as_of", "grappe.Date", isOptional: true, doc: "hostapi.network-module-options.relations-ended-before-start"),
  ]

  static let optionClasses = [
    ClassDescription(
      "grappe.NetworkOptions", doc: "hostapi.network-module-options.which-relations-make-network",
      fields: networkOptions),
    ClassDescription(
      "grappe.NetworkMeasureOptions", doc: "hostapi.network-module-options.options-measures",
      fields: networkOptions + [
        Value(
          "measures", "string[]", isOptional: true,
          doc: "hostapi.network-module-options.degree-strength-betweenness-closeness"),
        Value(
          "order", "string", isOptional: true, doc: "hostapi.network-module-options.measure-orders-else-first"),
        Value(
          "limit", "integer", isOptional: true, doc: "hostapi.network-module-options.number-actors-most"),
      ]),
    ClassDescription(
      "grappe.NetworkCommunityOptions", doc: "hostapi.network-module-options.options-communities",
      fields: networkOptions + [
        Value(
          "method", "string", isOptional: true, doc: "hostapi.network-module-options.leiden-without-louvain"),
        Value(
          "seed", "integer", isOptional: true, doc: "hostapi.network-module-options.seed-from-0-1"),
        Value(
          "resolution", "number", isOptional: true, doc: "hostapi.network-module-options.above-0-larger-more"),
      ]),
    ClassDescription(
      "grappe.NetworkGroupOptions", doc: "hostapi.network-module-options.options-ei-index",
      fields: networkOptions + [
        Value(
          "groups", "string|table", doc: "hostapi.network-module-options.field")
      ]),
    ClassDescription(
      "grappe.NetworkIntroductionOptions", doc: "hostapi.network-module-options.options-introductions",
      fields: networkOptions + [
        Value(
          "groups", "string|table", doc: "hostapi.network-module-options.field"),
        Value(
          "limit", "integer", isOptional: true, doc: "hostapi.network-module-options.1-1-000-20"),
      ]),
  ]
}
