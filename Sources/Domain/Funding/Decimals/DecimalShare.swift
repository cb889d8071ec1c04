import Ecosystem

/// A share or rate as a decimal of nine places, so that 2 %, 21 % and 2 % are exactly 25 %.
public struct DecimalShare: Sendable, Hashable, Comparable {
  /// The share in thousand-millionths: 250,000,000 for a quarter.
  public var billionths: Int64

  /// The thousand-millionths of a whole.
  public static let whole: Int64 = 1_000_000_000
  public static let zero = DecimalShare(billionths: 0)
  public static let quarter = DecimalShare(billionths: whole / 4)
  public static let half = DecimalShare(billionths: whole / 2)

  /// A share in thousand-millionths.
  public init(billionths: Int64) { self.billionths = billionths }

  /// The decimal nearest to a number: 0.07 is seven hundredths.
  public init(_ share: Double) { billionths = Int64(saturating: (share * Double(Self.whole)).rounded()) }

  /// The share as a number.
  public var value: Double { Double(billionths) / Double(Self.whole) }

  public static func < (left: Self, right: Self) -> Bool { left.billionths < right.billionths }

  /// The sum, at most the largest number of thousand-millionths.
  public static func + (left: Self, right: Self) -> Self {
    DecimalShare(billionths: left.billionths.addingSaturated(right.billionths))
  }

  /// Returns this share of an amount, rounded down.
  public func part(of amount: Int64) -> Int64 {
    let part = Int128(amount) * Int128(billionths)
    let (quotient, remainder) = part.quotientAndRemainder(dividingBy: Int128(Self.whole))
    return Int64(clamping: remainder < 0 ? quotient - 1 : quotient)
  }

  /// Returns how a part compares with this share of a whole: negative when it is less, 0 when it is equal, positive when it is more.
  ///
  /// Exact for numbers of up to six places below `exactMax`; beyond, as close as their floating point allows.
  static func compare(_ part: Double, with share: Double, of whole: Double) -> Int {
    let product = share * whole
    // Far apart, floating point decides; only close values need the decimals.
    guard abs(part - product) <= abs(product) * 1e-9, abs(part) < exactMax, abs(whole) < exactMax, abs(share) < exactShareMax else {
      return part < product ? -1 : part > product ? 1 : 0
    }
    let exact = Int128(DecimalShare(share).billionths) * millionths(whole)
    let given = millionths(part) * Int128(DecimalShare.whole)
    return given < exact ? -1 : given > exact ? 1 : 0
  }

  private static let exactMax = 1e15
  private static let exactShareMax = 1e9

  /// A number in millionths; the number lies within `exactMax`.
  private static func millionths(_ number: Double) -> Int128 {
    let whole = number.rounded(.towardZero)
    return Int128(whole) * 1_000_000 + Int128(((number - whole) * 1_000_000).rounded())
  }
}
