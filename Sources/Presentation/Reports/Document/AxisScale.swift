import Ecosystem

/// An axis over a range of values whose ticks are 1, 2 or 5 times a power of ten apart.
struct AxisScale: Sendable, Hashable {
  /// The first tick, at or under every value.
  let low: Double
  /// The last tick, at or over every value.
  let high: Double
  /// The distance between two ticks; positive.
  let step: Double
  /// The ticks from low to high, two at least.
  let ticks: [Double]

  /// Makes an axis of about `steps` steps (1 or more) that holds both bounds; equal bounds are moved apart.
  init(from lowest: Double, to highest: Double, steps: Int) {
    // Bounds beyond this would overflow in the arithmetic below.
    let (low, high) = (max(lowest, -1e300), min(highest, 1e300))
    // Bounds that differ by less than the precision of numbers of their size count as equal.
    let span = high - low > max(abs(high), abs(low)) * 1e-12 ? high - low : max(abs(high), 1)
    let step = Self.niceStep(over: span / Double(max(1, steps)))
    let first = (low / step).rounded(.down)
    let last = max((high / step).rounded(.up), first + 1)
    let count = (Int(saturating: last - first)).clamped(to: 1...1_000)
    self.step = step
    self.ticks = (0...count).map { (first + Double($0)) * step }
    self.low = ticks[0]
    self.high = ticks[count]
  }

  /// Returns the position of a value between the first tick (0) and the last (1).
  func position(_ value: Double) -> Double {
    high > low ? min(1, max(0, (value - low) / (high - low))) : 0
  }

  private static func niceStep(over rough: Double) -> Double {
    guard rough.isFinite, rough > 0 else { return 1 }
    var power = 1.0
    while power * 10 <= rough { power *= 10 }
    while power > rough, power > 1e-300 { power /= 10 }
    let factors = [1.0, 2, 5, 10]
    return (factors.first { $0 * power >= rough * 0.999_999 } ?? 10) * power
  }
}
