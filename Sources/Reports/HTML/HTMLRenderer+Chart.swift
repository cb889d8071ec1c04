extension HTMLRenderer {
  /// Writes a chart as a figure: title, drawing with a text alternative, legend, and its data in a table to unfold.
  func write(_ chart: Chart, number: Int) throws {
    let name = "\(wording.chart) \(number)"
    let title = HTMLText.escaped(SafeText.line(chart.title))
    let unit = chart.valueKind == .money ? nil : chart.unit
    let suffix = unit.map { " <span class=\"unit\">(\(HTMLText.escaped($0)))</span>" } ?? ""
    try sink.writeLine("<figure>\n<figcaption>\(title)\(suffix)</figcaption>")
    guard !chart.isEmpty else { return try sink.writeLine("<p class=\"empty\">\(wording.emptyChart)</p>\n</figure>") }
    let drawing = SVGChart(chart, language: cellText.format.language, id: "c\(number)")
    let label = HTMLText.escaped(name + wording.colon + SafeText.line(chart.title))
    try sink.writeLine("<div class=\"scroll\" role=\"region\" tabindex=\"0\" aria-label=\"\(label)\">")
    try sink.writeLine(drawing.svg + "\n</div>")
    try sink.write(drawing.legend)
    try sink.writeLine("<details><summary>\(wording.chartData)</summary>")
    try write(chart.table(language: wording), named: "\(wording.chartData) \(number)")
    try sink.writeLine("</details>\n</figure>")
  }
}
