// Arithmetic on numbers that come from Lua, files and records never traps: it saturates, or returns no result.

extension FixedWidthInteger {
  /// The nearest integer to a number: rounds towards zero, saturates at the bounds of the type, and gives 0 for NaN.
  public init(saturating number: Double) {
    if let exact = Self(exactly: number.rounded(.towardZero)) {
      self = exact
    } else {
      self = number.isNaN ? 0 : number < 0 ? .min : .max
    }
  }

  /// The sum, or the nearest bound of the type where it does not fit.
  public func addingSaturated(_ other: Self) -> Self {
    let (sum, isOverflowing) = addingReportingOverflow(other)
    return isOverflowing ? (other < 0 ? .min : .max) : sum
  }

  /// The difference, or the nearest bound of the type where it does not fit.
  public func subtractingSaturated(_ other: Self) -> Self {
    let (difference, isOverflowing) = subtractingReportingOverflow(other)
    return isOverflowing ? (other < 0 ? .max : .min) : difference
  }

  /// The product, or the nearest bound of the type where it does not fit.
  public func multipliedSaturated(by other: Self) -> Self {
    let (product, isOverflowing) = multipliedReportingOverflow(by: other)
    return isOverflowing ? ((self < 0) == (other < 0) ? .max : .min) : product
  }
}

extension Comparable {
  /// The value itself, or the nearest bound of the range.
  public func clamped(to range: ClosedRange<Self>) -> Self { min(max(self, range.lowerBound), range.upperBound) }
}
