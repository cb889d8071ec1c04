import Ecosystem
import Localization

extension Chart {
  /// Counts values over ranges of equal width and draws them as a histogram.
  ///
  /// - Parameters:
  ///   - values: the observations; those that are not finite are left out.
  ///   - bins: number of ranges to aim for, 1…100; `nil` takes Sturges' rule, ⌈log₂ n⌉ + 1
  ///     (H. A. Sturges, *The Choice of a Class Interval*, JASA 21, 1926). Bounds are rounded to 1, 2 or 5 times
  ///     a power of ten, so the number of ranges may differ a little.
  ///   - unit: the unit of the observations, named in the title by the report.
  /// - Returns: a chart whose labels are the ranges «from–to», each without its upper bound but the last.
  public static func histogram(
    title: String, values: [Double], bins: Int? = nil, unit: String? = nil, language: Language
  ) -> Chart {
    let finite = values.filter(\.isFinite)
    guard let low = finite.min(), let high = finite.max() else {
      return Chart(kind: .histogram, title: title, labels: [], values: [], unit: unit)
    }
    let scale = AxisScale(from: low, to: high, steps: bins.map { min(max($0, 1), 100) } ?? sturges(finite.count))
    let ranges = max(1, scale.ticks.count - 1)
    var counts = [Double](repeating: 0, count: ranges)
    for value in finite {
      counts[min(max(0, Int(saturating: (value - scale.low) / scale.step)), ranges - 1)] += 1
    }
    let format = ValueFormat(language)
    let labels = (0..<ranges).map { index in
      let from = scale.low + Double(index) * scale.step
      return format.number(from) + "–" + format.number(from + scale.step)
    }
    return Chart(kind: .histogram, title: title, labels: labels, values: counts, unit: unit, decimals: 0)
  }

  private static func sturges(_ count: Int) -> Int {
    var bits = 0
    while (1 << bits) < count { bits += 1 }
    return bits + 1
  }
}
