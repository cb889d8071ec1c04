import Reports
import TextTestSupport

/// Reports of random shape and content, the same for the same seed.
enum RandomReport {
  static func document(_ seed: Int) -> Document {
    var random = SeededRandom(UInt64(seed))
    let count = Int.random(in: 0...8, using: &random)
    return Document(
      title: RandomText.text(&random, pieces: 10), subtitle: RandomText.text(&random, pieces: 20),
      blocks: (0..<count).map { _ in block(&random) })
  }

  static func table(_ random: inout SeededRandom) -> Table {
    let width = Int.random(in: 1...9, using: &random)
    let columns = (0..<width).map { _ in
      Column(
        RandomText.text(&random, pieces: 3), kind: Column.Kind.allCases.randomElement(using: &random) ?? .text,
        align: ([nil] + Column.Alignment.allCases).randomElement(using: &random) ?? nil,
        unit: Bool.random(using: &random) ? "m²" : nil)
    }
    let rows = (0..<Int.random(in: 0...8, using: &random)).map { _ in
      (0..<Int.random(in: 0...width, using: &random)).map { _ in cell(&random) }
    }
    return Table(
      columns: columns, rows: rows, caption: RandomText.text(&random, pieces: 6),
      totals: Bool.random(using: &random) ? .sums : nil,
      groupColumn: Bool.random(using: &random) ? 0 : nil, hasSubtotals: Bool.random(using: &random))
  }

  private static func block(_ random: inout SeededRandom) -> Block {
    switch Int.random(in: 0...11, using: &random) {
    case 0: .heading(RandomText.text(&random, pieces: 12), level: Int.random(in: -1...6, using: &random))
    case 1: .text(RandomText.text(&random, pieces: 60))
    case 2: .list((0..<3).map { _ in RandomText.text(&random, pieces: 30) })
    case 3: .note(RandomText.text(&random, pieces: 30))
    case 4: .source(RandomText.text(&random, pieces: 30))
    case 5: .figures([KeyFigure(label: RandomText.text(&random, pieces: 9), value: cell(&random), unit: "m²")])
    case 6: .table(table(&random))
    case 7: .chart(chart(&random))
    case 8: .links([Link(RandomText.text(&random, pieces: 9), to: target(&random), note: RandomText.text(&random, pieces: 5))])
    case 9: .cards((0..<2).map { _ in card(&random) })
    case 10: .form(form(&random))
    default: .pageBreak
    }
  }

  private static func target(_ random: inout SeededRandom) -> LinkTarget {
    let text = RandomText.text(&random, pieces: 3)
    return switch Int.random(in: 0...3, using: &random) {
    case 0: .web("https://example.org/" + text)
    case 1: .page(plugin: "demo", path: text, query: [.init(text, text)])
    case 2: .record(entity: "actor", id: text)
    default: .report(plugin: "demo", id: text)
    }
  }

  private static func card(_ random: inout SeededRandom) -> Card {
    Card(
      title: RandomText.text(&random, pieces: 9), target: Bool.random(using: &random) ? target(&random) : nil,
      text: RandomText.text(&random, pieces: 30), figures: [KeyFigure(label: RandomText.text(&random, pieces: 3), value: cell(&random))],
      note: RandomText.text(&random, pieces: 5))
  }

  private static func form(_ random: inout SeededRandom) -> FormPlacement {
    let options = [FormPlacement.Option(RandomText.text(&random, pieces: 2), label: RandomText.text(&random, pieces: 5))]
    let controls: [FormPlacement.Control] = [
      .text(lengthMax: 200), .multiline(lengthMax: 5_000), .email, .url, .integer(1...9), .number(0...1.5), .checkbox, .date,
      .choice(options), .choices(options),
    ]
    return FormPlacement(
      plugin: "demo", id: "ask", title: RandomText.text(&random, pieces: 9), text: RandomText.text(&random, pieces: 20),
      submitLabel: RandomText.text(&random, pieces: 3),
      fields: controls.enumerated().map { index, control in
        FormPlacement.Field(
          "f\(index)", label: RandomText.text(&random, pieces: 5), hint: RandomText.text(&random, pieces: 5), control: control,
          isRequired: Bool.random(using: &random), values: [RandomText.text(&random, pieces: 5)],
          problem: Bool.random(using: &random) ? RandomText.text(&random, pieces: 5) : nil)
      })
  }

  private static func cell(_ random: inout SeededRandom) -> Cell {
    switch Int.random(in: 0...9, using: &random) {
    case 0: .empty
    case 1: .integer(Int64.random(in: .min ... .max, using: &random) >> Int64.random(in: 0...63, using: &random))
    case 2: .number(number(&random) ?? .nan)
    case 3: .money(cents: Int64.random(in: -10_000_000...1_000_000_000, using: &random), currency: "EUR")
    case 4: .date(["2024", "2024-05", "2024-05-12", "fin octobre"].randomElement(using: &random) ?? "")
    case 5: .boolean(Bool.random(using: &random))
    case 6:
      .link(RandomText.text(&random, pieces: 5), url: "https://example.org/" + RandomText.text(&random, pieces: 3))
    case 7: .link(RandomText.text(&random, pieces: 5), to: target(&random))
    default: .text(RandomText.text(&random, pieces: 15))
    }
  }

  private static func number(_ random: inout SeededRandom) -> Double? {
    switch Int.random(in: 0...9, using: &random) {
    case 0: nil
    case 1: .infinity
    case 2: Double.random(in: -1...1, using: &random) * 1e308 * 1.7
    case 3: Double.random(in: 0...1e-12, using: &random)
    case 4: 0
    default: Double.random(in: -100...10_000, using: &random)
    }
  }

  private static func chart(_ random: inout SeededRandom) -> Chart {
    let labels = (0..<Int.random(in: 0...12, using: &random)).map { _ in RandomText.text(&random, pieces: 6) }
    let series = (0..<Int.random(in: 0...4, using: &random)).map { _ in
      Chart.Series(RandomText.text(&random, pieces: 5), labels.map { _ in number(&random) })
    }
    return Chart(
      kind: Chart.Kind.allCases.randomElement(using: &random) ?? .bar, title: RandomText.text(&random, pieces: 8),
      labels: labels, series: series, unit: Bool.random(using: &random) ? "EUR" : nil,
      valueKind: Column.Kind.allCases.randomElement(using: &random) ?? .number)
  }
}
