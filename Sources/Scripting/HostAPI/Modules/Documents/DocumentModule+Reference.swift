import Ecosystem
import Localization
import Reports

extension DocumentModule {
  typealias Value = FunctionDescription.Value

  /// The reference of `doc`, and of `grappe.document` which gives it.
  static let reference = ModuleReference(
    "doc", doc: "hostapi.document-module.document-report-builds-each",
    functions: [document] + texts + [
      listReference, figuresReference, tableReference, rowsReference, chartReference, networkReference, mapReference,
      linksReference, cardsReference, formReference, pageBreakReference,
    ],
    classes: DocumentClasses.all)

  private static let document = FunctionDescription(
    "grappe.document", doc: "hostapi.document-module.gives-document-running-report",
    parameters: [
      Value(
        "document", "{ title?: string, subtitle?: string }", isOptional: true, doc: "hostapi.document-module.title-subtitle")
    ],
    returns: [Value("doc", "grappe.Doc", doc: "hostapi.document-module.document")],
    raises: LocalizedText("hostapi.document-module.outside-report-script"), place: .report,
    example: #"grappe.document():text("Bonjour")"#)

  private static let texts = [
    text("title", doc: "hostapi.document-module.replaces-title-document"),
    text("subtitle", doc: "hostapi.document-module.gives-subtitle"),
    FunctionDescription(
      "doc:heading", doc: "hostapi.document-module.adds-heading",
      parameters: [
        Value("text", "string", doc: "hostapi.document-module.heading"),
        Value("level", "integer", isOptional: true, doc: "hostapi.document-module.from-1-4-1"),
      ], place: .report, example: #"doc:heading("Acteurs par famille", 2)"#),
    text("text", doc: "hostapi.document-module.adds-paragraph"),
    text("note", doc: "hostapi.document-module.adds-remark"),
    text("source", doc: "hostapi.document-module.says-where-data-come"),
  ]

  private static func text(_ name: String, doc: LocalizedText) -> FunctionDescription {
    FunctionDescription(
      "doc:\(name)", doc: doc, parameters: [Value("text", "string", doc: "hostapi.document-module.text")],
      place: .report, example: "doc:\(name)(\"Wallonie, 2031\")")
  }

  private static let listReference = FunctionDescription(
    "doc:list", doc: "hostapi.document-module.adds-list",
    parameters: [Value("items", "(string|integer)[]", doc: "hostapi.document-module.items")], place: .report,
    example: #"doc:list { "KIKK", "Wallimage" }"#)

  private static let figuresReference = FunctionDescription(
    "doc:figures", doc: "hostapi.document-module.adds-key-figures",
    parameters: [Value("figures", "grappe.KeyFigure[]", doc: "hostapi.document-module.figures")], place: .report,
    example: #"doc:figures { { label = "Acteurs", value = 186 }, { label = "Part", value = 12, unit = "%" } }"#)

  private static let tableReference = FunctionDescription(
    "doc:table", doc: "hostapi.document-module.adds-table",
    parameters: [Value("table", "grappe.DocTable", doc: "hostapi.document-module.columns-rows")],
    place: .report,
    example: """
      doc:table {
        columns = { "Famille", { "Acteurs", align = "right" } },
        rows = { { "Vitrine", 23 }, { "Culture", 41 } },
        totals = true,
      }
      """)

  private static let rowsReference = FunctionDescription(
    "doc:rows",
    doc: "hostapi.document-module.adds-table-whose-rows",
    parameters: [
      Value("table", "grappe.DocRows", doc: "hostapi.document-module.columns-without-rows")
    ],
    returns: [
      Value("add", "fun(row: any[])", doc: "hostapi.document-module.adds-row")
    ], place: .report,
    example: """
      local add = doc:rows { columns = { "Nom", "Ville" } }
      for actor in grappe.actors.each({}, { limit = 3 }) do add { actor.name, actor.city or "" } end
      """)

  private static let chartReference = FunctionDescription(
    "doc:chart", doc: "hostapi.document-module.adds-chart",
    parameters: [Value("chart", "grappe.DocChart", doc: "hostapi.document-module.kind-values")],
    place: .report,
    example: """
      doc:chart {
        kind = "bar", title = "Acteurs par famille", labels = { "Vitrine", "Culture" }, values = { 23, 41 },
      }
      """)

  private static let networkReference = FunctionDescription(
    "doc:network",
    doc: "hostapi.document-module.adds-network-drawn-html",
    parameters: [
      Value("network", "grappe.DocNetwork", doc: "hostapi.document-module.nodes-ties")
    ], place: .report,
    example: """
      doc:network {
        title = "Qui travaille avec qui",
        nodes = { { id = "kikk", label = "KIKK", group = "Lieu" }, { id = "trakk", label = "TRAKK", group = "Hub" } },
        edges = { { from = "kikk", to = "trakk", label = "partenaire" } },
      }
      """)

  private static let mapReference = FunctionDescription(
    "doc:map",
    doc: "hostapi.document-module.adds-map-regions-shaded",
    parameters: [
      Value("map", "grappe.DocMap", doc: "hostapi.document-module.regions-points")
    ], place: .report,
    example: """
      doc:map {
        title = "Où ils sont",
        points = {
          { label = "KIKK", lat = 50.4669, lon = 4.8675, group = "Lieu" },
          { label = "Technocité", lat = 50.4542, lon = 3.9523, group = "Formation" },
        },
      }
      """)

  private static let linksReference = FunctionDescription(
    "doc:links", doc: "hostapi.document-module.adds-links",
    parameters: [Value("links", "grappe.DocLink[]", doc: "hostapi.document-module.links")], place: .report,
    example: """
      doc:links {
        { text = "KIKK", entity = "actor", id = "kikk" },
        { text = "Cartographie", report = "companies", note = "PDF" },
        { text = "Creative Europe", url = "https://culture.ec.europa.eu/" },
      }
      """)

  private static let cardsReference = FunctionDescription(
    "doc:cards", doc: "hostapi.document-module.adds-cards",
    parameters: [Value("cards", "grappe.DocCard[]", doc: "hostapi.document-module.cards")], place: .report,
    example: #"doc:cards { { title = "KIKK", text = "Namur", entity = "actor", id = "kikk", note = "2011" } }"#)

  private static let formReference = FunctionDescription(
    "doc:form", doc: "hostapi.document-module.adds-form",
    parameters: [
      Value("id", "string", doc: "hostapi.document-module.form-id"),
      Value("values", "table<string, any>", isOptional: true, doc: "hostapi.document-module.form-values"),
    ], raises: LocalizedText("hostapi.document-module.form-unknown"), place: .report,
    example: #"if false then doc:form("propose", { city = "Namur" }) end"#)

  private static let pageBreakReference = FunctionDescription(
    "doc:page_break", doc: "hostapi.document-module.begins-new-page-print",
    place: .report, example: "doc:page_break()")
}
