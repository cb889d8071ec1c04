import Ecosystem
import Localization
import Reports

/// The classes of the parameters of a document's methods.
enum DocumentClasses {
  private typealias Field = ClassDescription.Field

  static let all: [ClassDescription] = [
    figure, column, table, rows, series, chart, node, edge, network, point, regions, map, link, date, target, docLink, card,
  ]

  /// The words of a choice as LuaCATS writes them.
  private static func words<Choice: RawRepresentable & CaseIterable>(_ type: Choice.Type) -> String
  where Choice.RawValue == String {
    type.allCases.map { "\"\($0.rawValue)\"" }.joined(separator: "|")
  }

  private static let cell = "string|number|boolean|grappe.Money|grappe.DateCell|grappe.LinkCell"

  private static let unit = Field("unit", "string", isOptional: true, doc: "hostapi.document.unit")
  private static let decimals = Field(
    "decimals", "integer", isOptional: true, doc: "hostapi.document.decimals-from-0-9")

  private static let figure = ClassDescription(
    "grappe.KeyFigure", doc: "hostapi.document.key-figure",
    fields: [
      Field("label", "string", doc: "hostapi.document.what-counts"),
      Field("value", cell, isOptional: true, doc: "hostapi.document.value"), unit,
      Field("note", "string", isOptional: true, doc: "hostapi.document.remark"),
    ])

  private static let column = ClassDescription(
    "grappe.DocColumn", doc: "hostapi.document.column",
    fields: [
      Field("[1]", "string", doc: "hostapi.document.title"),
      Field("align", words(Column.Alignment.self), isOptional: true, doc: "hostapi.document.alignment"),
      Field("kind", words(Column.Kind.self), isOptional: true, doc: "hostapi.document.what-holds"), unit,
      decimals,
      Field(
        "summed", "boolean", isOptional: true, doc: "hostapi.document.whether-totals-add-up"),
    ])

  private static let table = ClassDescription(
    "grappe.DocTable", doc: "hostapi.document.table",
    fields: tableFields + [
      Field(
        "rows", "(\(cell))[][]", doc: "hostapi.document.rows-leaves-cell-empty")
    ])

  private static let rows = ClassDescription(
    "grappe.DocRows", doc: "hostapi.document.table-whose-rows-come",
    fields: tableFields)

  private static let tableFields = [
    Field("columns", "(string|grappe.DocColumn)[]", doc: "hostapi.document.columns"),
    Field("caption", "string", isOptional: true, doc: "hostapi.document.caption"),
    Field(
      "totals", "boolean|(\(cell))[]", isOptional: true, doc: "hostapi.document.true-adds-up-list"),
    Field(
      "group", "integer", isOptional: true, doc: "hostapi.document.number-column-groups-rows"),
    Field(
      "subtotals", "boolean", isOptional: true, doc: "hostapi.document.whether-each-group-has"),
    Field("empty", "string", isOptional: true, doc: "hostapi.document.what-said-without-rows"),
  ]

  private static let series = ClassDescription(
    "grappe.DocSeries", doc: "hostapi.document.series-chart",
    fields: [
      Field("name", "string", doc: "hostapi.document.name"),
      Field("values", "number[]", doc: "hostapi.document.value-each-label"),
    ])

  private static let chart = ClassDescription(
    "grappe.DocChart", doc: "hostapi.document.chart-values-one-series",
    fields: [
      Field("kind", words(Chart.Kind.self), doc: "hostapi.document.kind"),
      Field("title", "string", doc: "hostapi.document.title"),
      Field("labels", "(string|integer)[]", doc: "hostapi.document.labels"),
      Field("values", "number[]", isOptional: true, doc: "hostapi.document.value-each-label"),
      Field("series", "grappe.DocSeries[]", isOptional: true, doc: "hostapi.document.series"), unit,
      Field(
        "value_kind", words(Column.Kind.self), isOptional: true, doc: "hostapi.document.what-values"),
      decimals,
    ])

  private static let label = Field("label", "string", isOptional: true, doc: "hostapi.document.name")
  private static let group = Field(
    "group", "string", isOptional: true, doc: "hostapi.document.group-legend")
  private static let groups = Field(
    "groups", "string[]", isOptional: true, doc: "hostapi.document.groups-order-legend")

  private static let node = ClassDescription(
    "grappe.DocNode", doc: "hostapi.document.node-network",
    fields: [
      Field("id", "string", doc: "hostapi.document.what-tells-apart"), label, group,
      Field(
        "size", "number", isOptional: true, doc: "hostapi.document.size-over-0-without"),
    ])

  private static let edge = ClassDescription(
    "grappe.DocEdge", doc: "hostapi.document.tie-between-two-nodes",
    fields: [
      Field("from", "string", doc: "hostapi.document.id-one-end"),
      Field("to", "string", doc: "hostapi.document.id-other"),
      Field("label", "string", isOptional: true, doc: "hostapi.document.what-sort"),
      Field("weight", "number", isOptional: true, doc: "hostapi.document.strength-over-0"),
    ])

  private static let network = ClassDescription(
    "grappe.DocNetwork", doc: "hostapi.document.network",
    fields: [
      Field("title", "string", doc: "hostapi.document.title"),
      Field("nodes", "grappe.DocNode[]", doc: "hostapi.document.nodes"),
      Field("edges", "grappe.DocEdge[]", doc: "hostapi.document.ties"), groups,
      Field(
        "directed", "boolean", isOptional: true, doc: "hostapi.document.whether-tie-has-direction"),
    ])

  private static let point = ClassDescription(
    "grappe.DocPoint", doc: "hostapi.document.point-map",
    fields: [
      Field("label", "string", doc: "hostapi.document.name"),
      Field("lat", "number", doc: "hostapi.document.latitude-degrees"),
      Field("lon", "number", doc: "hostapi.document.longitude-degrees"), group,
    ])

  private static let regions = ClassDescription(
    "grappe.DocRegions", doc: "hostapi.document.regions-map",
    fields: [
      Field(
        "geojson", "string", doc: "hostapi.document.their-outlines-featurecollection-polygons"),
      Field("code", "string", doc: "hostapi.document.property-holds-code"),
      Field("names", "table<string, string>", isOptional: true, doc: "hostapi.document.their-names-code"),
      Field(
        "values", "table<string, number>", isOptional: true, doc: "hostapi.document.what-shades-them-code"),
    ])

  private static let map = ClassDescription(
    "grappe.DocMap", doc: "hostapi.document.map",
    fields: [
      Field("title", "string", doc: "hostapi.document.title"),
      Field("regions", "grappe.DocRegions", isOptional: true, doc: "hostapi.document.regions"),
      Field("points", "grappe.DocPoint[]", isOptional: true, doc: "hostapi.document.points"), groups,
      Field(
        "value_title", "string", isOptional: true, doc: "hostapi.document.what-values"), unit,
      Field(
        "value_kind", words(Column.Kind.self), isOptional: true, doc: "hostapi.document.how-they-written"),
      decimals,
    ])

  private static let link = ClassDescription(
    "grappe.LinkCell", doc: "hostapi.document.cell-link",
    fields: [Field("text", "string", doc: "hostapi.document.text")] + targetFields)

  private static let targetFields = [
    Field("url", "string", isOptional: true, doc: "hostapi.document.address"),
    Field("page", "string", isOptional: true, doc: "hostapi.document.target-page"),
    Field("query", "table<string, string|number|boolean>", isOptional: true, doc: "hostapi.document.target-query"),
    Field("report", "string", isOptional: true, doc: "hostapi.document.target-report"),
    Field("entity", "string", isOptional: true, doc: "hostapi.document.target-entity"),
    Field("id", "string", isOptional: true, doc: "hostapi.document.target-id"),
  ]

  private static let target = ClassDescription("grappe.LinkTarget", doc: "hostapi.document.target", fields: targetFields)

  private static let note = Field("note", "string", isOptional: true, doc: "hostapi.document.remark")

  private static let docLink = ClassDescription(
    "grappe.DocLink", doc: "hostapi.document.link", fields: [Field("text", "string", doc: "hostapi.document.text")] + targetFields + [note])

  private static let card = ClassDescription(
    "grappe.DocCard", doc: "hostapi.document.card",
    fields: [
      Field("title", "string", doc: "hostapi.document.title"),
      Field("text", "string", isOptional: true, doc: "hostapi.document.card-text"),
      Field("figures", "grappe.KeyFigure[]", isOptional: true, doc: "hostapi.document.card-figures"), note,
    ] + targetFields)

  private static let date = ClassDescription(
    "grappe.DateCell", doc: "hostapi.document.cell-date",
    fields: [Field("date", "grappe.Date", doc: "hostapi.document.date")])
}
