import TextLayout

extension HTMLRenderer {
  /// Writes a chart as a figure: title, drawing with a text alternative, legend, and its data in a table to unfold.
  func write(_ chart: Chart, number: Int) throws {
    let unit = chart.valueKind == .money ? nil : chart.unit
    let drawing = SVGChart(chart, language: cellText.format.language, id: "c\(number)")
    try writeFigure(
      HTMLFigure(
        kind: wording.chart, number: number, title: chart.title, unit: unit,
        drawing: chart.isEmpty ? nil : try drawing.svg(), legend: chart.isEmpty ? "" : drawing.legend,
        emptyText: wording.emptyChart, tables: [chart.table(language: wording)]))
  }

  /// Writes a network as a figure, with its nodes and ties in tables to unfold.
  func write(_ network: NetworkFigure, number: Int) throws {
    let drawing = SVGNetwork(network, language: cellText.format.language, id: "c\(number)")
    try writeFigure(
      HTMLFigure(
        kind: wording.network, number: number, title: network.title, unit: nil,
        drawing: drawing.isEmpty ? nil : drawing.svg(), legend: drawing.legend, remark: drawing.remark,
        emptyText: wording.emptyNetwork, tables: network.tables(language: wording)))
  }

  /// Writes a map as a figure, with its regions and points in tables to unfold.
  func write(_ map: MapFigure, number: Int) throws {
    let drawing = SVGMap(map, language: cellText.format.language, id: "c\(number)")
    try writeFigure(
      HTMLFigure(
        kind: wording.map, number: number, title: map.title, unit: map.valueKind == .money ? nil : map.unit,
        drawing: map.isEmpty ? nil : try drawing.svg(), legend: drawing.legend, emptyText: wording.emptyMap,
        tables: map.tables(language: wording)))
  }

  private func writeFigure(_ figure: HTMLFigure) throws {
    try sink.write("<figure>\n<figcaption>")
    try writeLine(escaped: figure.title)
    if let unit = figure.unit { try write(unit, in: " <span class=\"unit\">(", ")</span>") }
    try sink.writeLine("</figcaption>")
    guard let drawing = figure.drawing else {
      return try sink.writeLine("<p class=\"empty\">\(figure.emptyText)</p>\n</figure>")
    }
    let label = HTMLText.escaped("\(figure.kind) \(figure.number)" + wording.colon + SafeText.line(figure.title.drawn))
    try sink.writeLine("<div class=\"scroll\" role=\"region\" tabindex=\"0\" aria-label=\"\(label)\">")
    for part in drawing { try sink.writeLine(part) }
    try sink.writeLine("</div>")
    try sink.write(figure.legend)
    if let remark = figure.remark { try sink.writeLine("<p class=\"source\">\(HTMLText.escaped(remark))</p>") }
    try sink.writeLine("<details><summary>\(wording.data(of: figure.kind))</summary>")
    for (index, table) in figure.tables.enumerated() {
      let suffix = figure.tables.count > 1 ? ".\(index + 1)" : ""
      try write(table, named: "\(wording.data(of: figure.kind)) \(figure.number)\(suffix)")
    }
    try sink.writeLine("</details>\n</figure>")
  }
}

/// The common parts of drawings on a page.
struct HTMLFigure {
  /// Name of the kind of drawing: «Graphique», «Carte».
  let kind: String
  /// Its number among the drawings of the page.
  let number: Int
  let title: String
  let unit: String?
  /// The lines of the SVG; `nil` when there is nothing to draw.
  let drawing: [String]?
  let legend: String
  var remark: String?
  let emptyText: String
  /// The figures behind the drawing.
  let tables: [Table]
}
