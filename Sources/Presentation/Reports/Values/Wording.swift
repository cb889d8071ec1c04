import Ecosystem
import Localization

/// The words the renderers themselves add to a document, by their language.
struct Wording: Sendable {
  let language: Language

  init(_ language: Language) { self.language = language }

  var note: String { said("reports.wording.note") }
  var source: String { said("reports.wording.source") }
  var untitled: String { said("reports.wording.untitled") }
  var total: String { said("reports.wording.total") }
  var subtotal: String { said("reports.wording.subtotal") }
  var emptyTable: String { said("reports.wording.empty-table") }
  var emptyChart: String { said("reports.wording.empty-chart") }
  var emptyDocument: String { said("reports.wording.empty-document") }
  var label: String { said("reports.wording.label") }
  var value: String { said("reports.wording.value") }
  var unit: String { said("reports.wording.unit") }
  var currency: String { said("reports.wording.currency") }
  var report: String { said("reports.wording.report") }
  var table: String { said("reports.wording.table") }
  var chart: String { said("reports.wording.chart") }
  var chartData: String { said("reports.wording.chart-data") }
  var contents: String { said("reports.wording.contents") }
  var address: String { said("reports.wording.address") }
  var colon: String { Typography(language).colon }

  /// Describes a chart in words, for readers who do not see the drawing.
  func describe(_ kind: Chart.Kind, labels: Int, series: Int) -> String {
    said(
      "reports.wording.chart-summary",
      [
        "shape": Self.shape(of: kind), "labels": Message("reports.wording.labels-counted", ["count": labels]),
        "series": Message("reports.wording.series-counted", ["count": series]),
      ])
  }

  /// The extremes of a chart in a sentence.
  func extremes(lowest: (String, String), highest: (String, String)) -> String {
    said(
      "reports.wording.extremes",
      ["highest": highest.1, "highest-label": highest.0, "lowest": lowest.1, "lowest-label": lowest.0])
  }

  func said(_ id: String, _ arguments: [String: any ArgumentConvertible] = [:]) -> String {
    Message(id, arguments).text(in: language)
  }

  private static func shape(of kind: Chart.Kind) -> Message {
    switch kind {
    case .bar: Message("reports.wording.shape.bar")
    case .stacked: Message("reports.wording.shape.stacked")
    case .line: Message("reports.wording.shape.line")
    case .share: Message("reports.wording.shape.share")
    case .histogram: Message("reports.wording.shape.histogram")
    case .matrix: Message("reports.wording.shape.matrix")
    }
  }
}
