import Ecosystem

/// The words the renderers themselves add to a document, in one place for both languages.
struct Wording: Sendable {
  let language: Language

  init(_ language: Language) { self.language = language }

  var note: String { pick("Note\u{A0}: ", "Note: ") }
  var source: String { pick("Source\u{A0}: ", "Source: ") }
  var untitled: String { pick("Rapport sans titre", "Untitled report") }
  var total: String { "Total" }
  var subtotal: String { pick("Sous-total", "Subtotal") }
  var emptyTable: String {
    pick("Aucune ligne à afficher dans ce tableau.", "There are no rows to show in this table.")
  }
  var emptyChart: String {
    pick("Aucune valeur à représenter dans ce graphique.", "There are no values to draw in this chart.")
  }
  var emptyDocument: String { pick("Ce rapport est vide.", "This report is empty.") }
  var label: String { pick("Libellé", "Label") }
  var value: String { pick("Valeur", "Value") }
  var unit: String { pick("Unité", "Unit") }
  var currency: String { pick("devise", "currency") }
  var report: String { pick("Rapport", "Report") }
  var table: String { pick("Tableau", "Table") }
  var chart: String { pick("Graphique", "Chart") }
  var chartData: String { pick("Données du graphique", "Data of the chart") }
  var contents: String { pick("Sommaire", "Contents") }
  var colon: String { pick("\u{A0}: ", ": ") }

  /// Describes a chart in words, for readers who do not see the drawing.
  func describe(_ kind: Chart.Kind, labels: Int, series: Int) -> String {
    let shape = language == .fr ? Self.french[kind] ?? "" : Self.english[kind] ?? ""
    return shape
      + pick(
        " : \(labels) libellé\(labels > 1 ? "s" : ""), \(series) série\(series > 1 ? "s" : "").",
        ": \(labels) label\(labels == 1 ? "" : "s"), \(series) series.")
  }

  /// The extremes of a chart in a sentence.
  func extremes(lowest: (String, String), highest: (String, String)) -> String {
    pick(
      " Valeur la plus haute\u{A0}: \(highest.1) (\(highest.0)) ; la plus basse\u{A0}: \(lowest.1) (\(lowest.0)).",
      " Highest value: \(highest.1) (\(highest.0)); lowest: \(lowest.1) (\(lowest.0)).")
  }

  func pick(_ french: String, _ english: String) -> String { language == .fr ? french : english }

  private static let french: [Chart.Kind: String] = [
    .bar: "Diagramme en barres", .stacked: "Diagramme en barres empilées", .line: "Courbe",
    .share: "Parts d’un tout", .histogram: "Histogramme", .matrix: "Matrice",
  ]
  private static let english: [Chart.Kind: String] = [
    .bar: "Bar chart", .stacked: "Stacked bar chart", .line: "Line chart",
    .share: "Parts of a whole", .histogram: "Histogram", .matrix: "Matrix",
  ]
}
