import Ecosystem
import Reports

/// The classes of what a document's methods take.
enum DocumentClasses {
  private typealias Field = ClassDescription.Field

  static let all: [ClassDescription] = [
    figure, column, table, rows, series, chart, node, edge, network, point, regions, map, link, date,
  ]

  /// The words of a choice as LuaCATS writes them.
  private static func words<Choice: RawRepresentable & CaseIterable>(_ type: Choice.Type) -> String
  where Choice.RawValue == String {
    type.allCases.map { "\"\($0.rawValue)\"" }.joined(separator: "|")
  }

  private static let cell = "string|number|boolean|grappe.Money|grappe.DateCell|grappe.LinkCell"

  private static let unit = Field("unit", "string", isOptional: true, fr: "L'unité.", en: "The unit.")
  private static let decimals = Field(
    "decimals", "integer", isOptional: true, fr: "Les décimales, de 0 à 9.", en: "The decimals, from 0 to 9.")

  private static let figure = ClassDescription(
    "grappe.KeyFigure", fr: "Un chiffre clé.", en: "A key figure.",
    fields: [
      Field("label", "string", fr: "Ce qu'il compte.", en: "What it counts."),
      Field("value", cell, isOptional: true, fr: "Sa valeur.", en: "Its value."), unit,
      Field("note", "string", isOptional: true, fr: "Une précision.", en: "A remark."),
    ])

  private static let column = ClassDescription(
    "grappe.DocColumn", fr: "Une colonne : { \"Acteurs\", align = \"right\" }.",
    en: "A column: { \"Acteurs\", align = \"right\" }.",
    fields: [
      Field("[1]", "string", fr: "Le titre.", en: "The title."),
      Field("align", words(Column.Alignment.self), isOptional: true, fr: "L'alignement.", en: "The alignment."),
      Field("kind", words(Column.Kind.self), isOptional: true, fr: "Ce qu'elle contient.", en: "What it holds."), unit,
      decimals,
      Field(
        "summed", "boolean", isOptional: true, fr: "Si les totaux l'additionnent.", en: "Whether totals add it up."),
    ])

  private static let table = ClassDescription(
    "grappe.DocTable", fr: "Un tableau.", en: "A table.",
    fields: tableFields + [
      Field(
        "rows", "(\(cell))[][]", fr: "Les lignes ; \"\" laisse une cellule vide.",
        en: "The rows; \"\" leaves a cell empty.")
    ])

  private static let rows = ClassDescription(
    "grappe.DocRows", fr: "Un tableau dont les lignes viennent après.", en: "A table whose rows come later.",
    fields: tableFields)

  private static let tableFields = [
    Field("columns", "(string|grappe.DocColumn)[]", fr: "Les colonnes.", en: "The columns."),
    Field("caption", "string", isOptional: true, fr: "La légende.", en: "The caption."),
    Field(
      "totals", "boolean|(\(cell))[]", isOptional: true, fr: "true additionne ; une liste donne la ligne.",
      en: "true adds up; a list gives the row."),
    Field(
      "group", "integer", isOptional: true, fr: "Le numéro de la colonne qui groupe les lignes.",
      en: "The number of the column that groups the rows."),
    Field(
      "subtotals", "boolean", isOptional: true, fr: "Si chaque groupe a son total.",
      en: "Whether each group has its total."),
    Field("empty", "string", isOptional: true, fr: "Ce qui est dit sans ligne.", en: "What is said without rows."),
  ]

  private static let series = ClassDescription(
    "grappe.DocSeries", fr: "Une série d'un graphique.", en: "A series of a chart.",
    fields: [
      Field("name", "string", fr: "Son nom.", en: "Its name."),
      Field("values", "number[]", fr: "Une valeur par libellé.", en: "A value for each label."),
    ])

  private static let chart = ClassDescription(
    "grappe.DocChart", fr: "Un graphique : values pour une série, series pour plusieurs.",
    en: "A chart: values for one series, series for several.",
    fields: [
      Field("kind", words(Chart.Kind.self), fr: "Le genre.", en: "The kind."),
      Field("title", "string", fr: "Le titre.", en: "The title."),
      Field("labels", "(string|integer)[]", fr: "Les libellés.", en: "The labels."),
      Field("values", "number[]", isOptional: true, fr: "Une valeur par libellé.", en: "A value for each label."),
      Field("series", "grappe.DocSeries[]", isOptional: true, fr: "Les séries.", en: "The series."), unit,
      Field(
        "value_kind", words(Column.Kind.self), isOptional: true, fr: "Ce que sont les valeurs.",
        en: "What the values are."),
      decimals,
    ])

  private static let label = Field("label", "string", isOptional: true, fr: "Son nom.", en: "Its name.")
  private static let group = Field(
    "group", "string", isOptional: true, fr: "Son groupe dans la légende.", en: "Its group in the legend.")
  private static let groups = Field(
    "groups", "string[]", isOptional: true, fr: "Les groupes, dans l'ordre de la légende.",
    en: "The groups, in the order of the legend.")

  private static let node = ClassDescription(
    "grappe.DocNode", fr: "Un nœud d'un réseau.", en: "A node of a network.",
    fields: [
      Field("id", "string", fr: "Ce qui le distingue.", en: "What tells it apart."), label, group,
      Field(
        "size", "number", isOptional: true, fr: "Sa taille, plus de 0 ; sans elle, son nombre de liens.",
        en: "Its size, over 0; without it, its number of ties."),
    ])

  private static let edge = ClassDescription(
    "grappe.DocEdge", fr: "Un lien entre deux nœuds.", en: "A tie between two nodes.",
    fields: [
      Field("from", "string", fr: "L'id d'un bout.", en: "The id of one end."),
      Field("to", "string", fr: "L'id de l'autre.", en: "The id of the other."),
      Field("label", "string", isOptional: true, fr: "Sa nature.", en: "What sort it is."),
      Field("weight", "number", isOptional: true, fr: "Sa force, plus de 0.", en: "Its strength, over 0."),
    ])

  private static let network = ClassDescription(
    "grappe.DocNetwork", fr: "Un réseau.", en: "A network.",
    fields: [
      Field("title", "string", fr: "Le titre.", en: "The title."),
      Field("nodes", "grappe.DocNode[]", fr: "Les nœuds.", en: "The nodes."),
      Field("edges", "grappe.DocEdge[]", fr: "Les liens.", en: "The ties."), groups,
      Field(
        "directed", "boolean", isOptional: true, fr: "Si un lien a un sens.", en: "Whether a tie has a direction."),
    ])

  private static let point = ClassDescription(
    "grappe.DocPoint", fr: "Un point d'une carte.", en: "A point of a map.",
    fields: [
      Field("label", "string", fr: "Son nom.", en: "Its name."),
      Field("lat", "number", fr: "La latitude, en degrés.", en: "The latitude, in degrees."),
      Field("lon", "number", fr: "La longitude, en degrés.", en: "The longitude, in degrees."), group,
    ])

  private static let regions = ClassDescription(
    "grappe.DocRegions", fr: "Les régions d'une carte.", en: "The regions of a map.",
    fields: [
      Field(
        "geojson", "string", fr: "Leurs contours, une FeatureCollection de polygones.",
        en: "Their outlines, a FeatureCollection of polygons."),
      Field("code", "string", fr: "La propriété qui tient le code.", en: "The property that holds the code."),
      Field("names", "table<string, string>", isOptional: true, fr: "Leurs noms par code.", en: "Their names by code."),
      Field(
        "values", "table<string, number>", isOptional: true, fr: "Ce qui les teinte, par code.",
        en: "What shades them, by code."),
    ])

  private static let map = ClassDescription(
    "grappe.DocMap", fr: "Une carte.", en: "A map.",
    fields: [
      Field("title", "string", fr: "Le titre.", en: "The title."),
      Field("regions", "grappe.DocRegions", isOptional: true, fr: "Les régions.", en: "The regions."),
      Field("points", "grappe.DocPoint[]", isOptional: true, fr: "Les points.", en: "The points."), groups,
      Field(
        "value_title", "string", isOptional: true, fr: "Ce que sont les valeurs.", en: "What the values are."), unit,
      Field(
        "value_kind", words(Column.Kind.self), isOptional: true, fr: "Comment elles s'écrivent.",
        en: "How they are written."),
      decimals,
    ])

  private static let link = ClassDescription(
    "grappe.LinkCell", fr: "Une cellule avec un lien.", en: "A cell with a link.",
    fields: [
      Field("text", "string", fr: "Le texte.", en: "The text."),
      Field("url", "string", fr: "L'adresse.", en: "The address."),
    ])

  private static let date = ClassDescription(
    "grappe.DateCell", fr: "Une cellule avec une date.", en: "A cell with a date.",
    fields: [Field("date", "grappe.Date", fr: "La date.", en: "The date.")])
}
