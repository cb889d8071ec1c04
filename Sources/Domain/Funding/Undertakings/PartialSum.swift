import Ecosystem

/// A sum of shares of numbers, with parts that may be missing: the known total is its lower bound.
public struct PartialSum: Sendable, Hashable {
  /// The known total, in millionths of a thousand-millionth.
  private var total: Int128 = 0
  /// Whether no part is missing.
  public private(set) var isComplete = true

  /// A sum of nothing.
  public init() {}

  /// Sum of the known parts.
  public var known: Double {
    let (units, rest) = total.quotientAndRemainder(dividingBy: Self.unit)
    return Double(units) + Double(rest) / Double(Self.unit)
  }

  private static let millionths: Int128 = 1_000_000
  private static let unit = millionths * Int128(DecimalShare.whole)

  mutating func add(_ value: Double?, times factor: DecimalShare) {
    if let value { total += Self.scaled(value) * Int128(factor.billionths) } else { isComplete = false }
  }

  func isBelow(_ limit: Double) -> Verdict { total >= Self.whole(limit) ? .unmet : isComplete ? .met : .unknown }
  func isAtMost(_ limit: Double) -> Verdict { total > Self.whole(limit) ? .unmet : isComplete ? .met : .unknown }

  private static func whole(_ value: Double) -> Int128 { scaled(value) * Int128(DecimalShare.whole) }

  /// A number in millionths; one of more than 10¹⁵, which no enterprise reaches, counts as that.
  private static func scaled(_ value: Double) -> Int128 {
    let value = min(max(value, -1e15), 1e15)
    let whole = value.rounded(.towardZero)
    return Int128(whole) * millionths + Int128(((value - whole) * 1_000_000).rounded())
  }
}
