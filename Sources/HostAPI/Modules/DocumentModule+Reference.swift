import Ecosystem
import Reports

extension DocumentModule {
  typealias Value = FunctionDescription.Value

  /// The reference of `doc`, and of `grappe.document` which gives it.
  static let reference = ModuleReference(
    "doc", fr: "Le document que construit un rapport ; chaque méthode y ajoute un bloc.",
    en: "The document that a report builds; each method adds a block to it.",
    functions: [document] + texts + [
      listReference, figuresReference, tableReference, rowsReference, chartReference, networkReference, mapReference,
      pageBreakReference,
    ],
    classes: DocumentClasses.all)

  private static let document = FunctionDescription(
    "grappe.document", fr: "Donne le document du rapport en cours ; dans un script, le premier appel en commence un.",
    en: "Gives the document of the running report; in a script the first call begins one.",
    parameters: [
      Value(
        "document", "{ title?: string, subtitle?: string }", isOptional: true, fr: "Son titre et son sous-titre.",
        en: "Its title and subtitle.")
    ],
    returns: [Value("doc", "grappe.Doc", fr: "Le document.", en: "The document.")],
    raises: LocalizedText(fr: "Hors d'un rapport ou d'un script.", en: "Outside a report or a script."), place: .report,
    example: #"grappe.document():text("Bonjour")"#)

  private static let texts = [
    text("title", fr: "Remplace le titre du document.", en: "Replaces the title of the document."),
    text("subtitle", fr: "Donne un sous-titre.", en: "Gives a subtitle."),
    FunctionDescription(
      "doc:heading", fr: "Ajoute un titre.", en: "Adds a heading.",
      parameters: [
        Value("text", "string", fr: "Le titre.", en: "The heading."),
        Value("level", "integer", isOptional: true, fr: "De 1 à 4 ; 1 sans lui.", en: "From 1 to 4; 1 without it."),
      ], place: .report, example: #"doc:heading("Acteurs par famille", 2)"#),
    text("text", fr: "Ajoute un paragraphe.", en: "Adds a paragraph."),
    text("note", fr: "Ajoute une remarque.", en: "Adds a remark."),
    text("source", fr: "Dit d'où viennent les données.", en: "Says where the data come from."),
  ]

  private static func text(_ name: String, fr: String, en: String) -> FunctionDescription {
    FunctionDescription(
      "doc:\(name)", fr: fr, en: en, parameters: [Value("text", "string", fr: "Le texte.", en: "The text.")],
      place: .report, example: "doc:\(name)(\"Wallonie, 2031\")")
  }

  private static let listReference = FunctionDescription(
    "doc:list", fr: "Ajoute une liste.", en: "Adds a list.",
    parameters: [Value("items", "(string|integer)[]", fr: "Les éléments.", en: "The items.")], place: .report,
    example: #"doc:list { "KIKK", "Wallimage" }"#)

  private static let figuresReference = FunctionDescription(
    "doc:figures", fr: "Ajoute des chiffres clés.", en: "Adds key figures.",
    parameters: [Value("figures", "grappe.KeyFigure[]", fr: "Les chiffres.", en: "The figures.")], place: .report,
    example: #"doc:figures { { label = "Acteurs", value = 186 }, { label = "Part", value = 12, unit = "%" } }"#)

  private static let tableReference = FunctionDescription(
    "doc:table", fr: "Ajoute un tableau.", en: "Adds a table.",
    parameters: [Value("table", "grappe.DocTable", fr: "Ses colonnes et ses lignes.", en: "Its columns and rows.")],
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
    fr:
      "Ajoute un tableau dont les lignes viennent une à une : elles attendent sur le disque, un million ne pèse rien.",
    en: "Adds a table whose rows come one by one: they wait on disk, a million of them weigh nothing.",
    parameters: [
      Value("table", "grappe.DocRows", fr: "Ses colonnes, sans ses lignes.", en: "Its columns, without its rows.")
    ],
    returns: [
      Value("add", "fun(row: any[])", fr: "Ajoute une ligne.", en: "Adds a row.")
    ], place: .report,
    example: """
      local add = doc:rows { columns = { "Nom", "Ville" } }
      for actor in grappe.actors.each({}, { limit = 3 }) do add { actor.name, actor.city or "" } end
      """)

  private static let chartReference = FunctionDescription(
    "doc:chart", fr: "Ajoute un graphique.", en: "Adds a chart.",
    parameters: [Value("chart", "grappe.DocChart", fr: "Son genre et ses valeurs.", en: "Its kind and values.")],
    place: .report,
    example: """
      doc:chart {
        kind = "bar", title = "Acteurs par famille", labels = { "Vitrine", "Culture" }, values = { 23, 41 },
      }
      """)

  private static let networkReference = FunctionDescription(
    "doc:network",
    fr: "Ajoute un réseau : dessiné en HTML, ailleurs en tableaux. Au plus 250 nœuds sont dessinés, les mieux reliés.",
    en: "Adds a network: drawn in HTML, tables elsewhere. At most 250 nodes are drawn, the best connected.",
    parameters: [
      Value("network", "grappe.DocNetwork", fr: "Ses nœuds et ses liens.", en: "Its nodes and ties.")
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
    fr: "Ajoute une carte : des régions teintées par une valeur, et des points.",
    en: "Adds a map: regions shaded by a value, and points.",
    parameters: [
      Value("map", "grappe.DocMap", fr: "Ses régions et ses points.", en: "Its regions and points.")
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

  private static let pageBreakReference = FunctionDescription(
    "doc:page_break", fr: "Commence une nouvelle page à l'impression.", en: "Begins a new page in print.",
    place: .report, example: "doc:page_break()")
}
