import Ecosystem
import Testing

@testable import Reports

/// Axes, histograms and their drawings at the bounds of Double.
@Suite struct ExtremeAxisTests {
  private static let numbers: [Double] = [
    0, -0.0, Double.leastNonzeroMagnitude, Double.leastNormalMagnitude / 4, 1e-300, 1, 1.0.nextUp, 1e15, 1e300, 1e300.nextUp,
    .greatestFiniteMagnitude, -1, -1e300,
    -.greatestFiniteMagnitude,
  ]

  @Test("an axis has two ticks at least, in order", arguments: numbers, numbers)
  func axis(low: Double, high: Double) {
    let scale = AxisScale(from: min(low, high), to: max(low, high), steps: 5)
    #expect(scale.ticks.count >= 2 && scale.low < scale.high && scale.step > 0)
    #expect((0...1).contains(scale.position(low)) && (0...1).contains(scale.position(high)))
  }

  @Test("a chart of any two numbers is drawn in text and HTML", arguments: numbers, Chart.Kind.allCases)
  func drawing(number: Double, kind: Chart.Kind) throws {
    let charts = Self.numbers.map { other in
      Block.chart(
        kind == .histogram
          ? Chart.histogram(title: "x", values: [number, other], language: .en)
          : Chart(kind: kind, title: "x", labels: ["a", "b"], values: [number, other]))
    }
    let document = Document(title: "x", blocks: charts)
    for format in [Format.text, .html] {
      #expect(try !Renderer.render(document, as: format, options: RenderOptions(language: .en)).isEmpty)
    }
  }
}
