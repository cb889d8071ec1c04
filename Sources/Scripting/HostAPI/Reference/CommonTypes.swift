import Ecosystem
import Localization

/// The types that several modules share.
enum CommonTypes {
  private typealias Field = ClassDescription.Field

  static let aliases = [
    AliasDescription(
      "grappe.Date", "string", doc: "hostapi.common-types.date-iso-8601-2024"),
    AliasDescription(
      "grappe.Instant", "string", doc: "hostapi.common-types.moment-universal-time-2024"),
    AliasDescription(
      "grappe.RecordID", "string", doc: "hostapi.common-types.id-record"),
    AliasDescription(
      "grappe.ConceptCode", "string", doc: "hostapi.common-types.code-concept-scheme"),
  ]

  static let classes: [ClassDescription] =
    [
      ClassDescription(
        "grappe.LocalizedText", doc: "hostapi.common-types.text-language",
        fields: [
          Field("fr", "string", isOptional: true, doc: "hostapi.common-types.french"),
          Field("en", "string", isOptional: true, doc: "hostapi.common-types.english"),
        ], otherFields: "string"),
      ClassDescription(
        "grappe.Money", doc: "hostapi.common-types.amount-money",
        fields: [
          Field("amount", "integer", doc: "hostapi.common-types.cents"),
          Field("currency", "string", doc: "hostapi.common-types.iso-4217-code-eur"),
        ]),
      ClassDescription(
        "grappe.NearPoint", doc: "hostapi.common-types.point-distance",
        fields: [
          Field("lat", "number", doc: "hostapi.common-types.latitude-degrees-90-90"),
          Field("lon", "number", doc: "hostapi.common-types.longitude-degrees-180-180"),
          Field(
            "km", "number", doc: "hostapi.common-types.distance-kilometres-0-20"),
        ]),
      ClassDescription(
        "grappe.QueryOptions", doc: "hostapi.common-types.how-give-records",
        fields: [
          Field(
            "order", "string|string[]", isOptional: true,
            doc: "hostapi.common-types.field-several-before-one"),
          Field(
            "limit", "integer", isOptional: true, doc: "hostapi.common-types.number-records-most"),
          Field(
            "offset", "integer", isOptional: true, doc: "hostapi.common-types.number-records-pass-over"),
          Field(
            "fields", "string[]", isOptional: true, doc: "hostapi.common-types.fields-read-id-always"),
          Field(
            "purpose", ConsentPurpose.allCases.map { "\"\($0.rawValue)\"" }.joined(separator: "|"), isOptional: true,
            doc: "hostapi.common-types.purpose-consented"),
        ]),
    ] + groups + conditions

  /// The options and results of `get` and `group`.
  private static let groups = [
    ClassDescription(
      "grappe.GetOptions", doc: "hostapi.common-types.options-get",
      fields: [Field("fields", "string[]", isOptional: true, doc: "hostapi.common-types.fields-read-id-always")]),
    ClassDescription(
      "grappe.GroupOptions", doc: "hostapi.common-types.options-group",
      fields: [
        Field("by", "string|string[]|table<string, string>", isOptional: true, doc: "hostapi.common-types.keys-group"),
        Field("count", "boolean", isOptional: true, doc: "hostapi.common-types.count-group"),
        Field("sum", "string|string[]", isOptional: true, doc: "hostapi.common-types.sum-group"),
        Field("avg", "string|string[]", isOptional: true, doc: "hostapi.common-types.avg-group"),
        Field("min", "string|string[]", isOptional: true, doc: "hostapi.common-types.min-group"),
        Field("max", "string|string[]", isOptional: true, doc: "hostapi.common-types.max-group"),
        Field("distinct", "string|string[]", isOptional: true, doc: "hostapi.common-types.distinct-group"),
        Field("order", "string|string[]", isOptional: true, doc: "hostapi.common-types.order-group"),
        Field("limit", "integer", isOptional: true, doc: "hostapi.common-types.limit-group"),
        Field("offset", "integer", isOptional: true, doc: "hostapi.common-types.offset-group"),
      ]),
    ClassDescription(
      "grappe.Group", doc: "hostapi.common-types.group",
      fields: [
        Field("count", "integer", isOptional: true, doc: "hostapi.common-types.group-count"),
        Field("sum", "table<string, number|grappe.Money>", isOptional: true, doc: "hostapi.common-types.group-sum"),
        Field("avg", "table<string, number|grappe.Money>", isOptional: true, doc: "hostapi.common-types.group-avg"),
        Field("min", "table<string, any>", isOptional: true, doc: "hostapi.common-types.group-min"),
        Field("max", "table<string, any>", isOptional: true, doc: "hostapi.common-types.group-max"),
        Field("distinct", "table<string, integer>", isOptional: true, doc: "hostapi.common-types.group-distinct"),
      ], otherFields: "any"),
  ]

  /// One class of operators for each family of types.
  private static let conditions = [
    condition("grappe.TextCondition", .text), condition("grappe.WordCondition", .url),
    condition("grappe.NumberCondition", .anyNumber), condition("grappe.DateCondition", .date),
    condition("grappe.MoneyCondition", .money), condition("grappe.BooleanCondition", .boolean),
    condition("grappe.ListCondition", .list(.text)), condition("grappe.PresenceCondition", .json),
  ]

  private static func condition(_ name: String, _ type: FieldType) -> ClassDescription {
    ClassDescription(
      name, doc: "hostapi.common-types.operators-field-kind-all",
      fields: type.filterOperators.map { operand($0, type.element.luaType) })
  }

  private static func operand(_ name: FilterOperator, _ type: String) -> Field {
    func field(_ type: String, _ doc: LocalizedText) -> Field {
      Field(name.rawValue, type, isOptional: true, doc: doc)
    }
    return switch name {
    case .eq: field("\(type)|\(type)[]", "hostapi.common-types.one-these-values")
    case .ne: field("\(type)|\(type)[]", "hostapi.common-types.none-these-values")
    case .lt: field(type, "hostapi.common-types.before-below")
    case .le: field(type, "hostapi.common-types.before-equal")
    case .gt: field(type, "hostapi.common-types.after-above")
    case .ge: field(type, "hostapi.common-types.after-equal")
    case .like:
      field(
        "string|string[]", "hostapi.common-types.pattern-any-text-one")
    case .has:
      field("\(type)|\(type)[]", "hostapi.common-types.list-holds-one-these")
    case .present: field("boolean", "hostapi.common-types.whether-there-value")
    }
  }
}
