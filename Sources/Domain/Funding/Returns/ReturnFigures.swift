import Ecosystem

/// The returns of aid: money spent in the region for each euro of aid, and other outcomes.
///
/// The return rate is regional spending divided by aid, as Wallimage states it. Announced and verified figures are kept in two
/// `Account`s and never mixed.
public struct ReturnFigures: Sendable, Hashable {
  /// Figures of one reliability.
  public struct Account: Sendable, Hashable {
    /// Aid in cents: awarded, or paid out; nil when unknown.
    public var aid: Int64?
    /// Money spent in the region, in cents; nil when unknown.
    public var regionalSpending: Int64?
    /// The sum of each indicator.
    public var outcomes: ExactDictionary<Double> = [:]

    /// An account without figures.
    public init() {}

    /// Regional spending per euro of aid: 4.36 for 436 %; nil when one is unknown or there was no aid.
    public var rate: Double? {
      guard let aid, let regionalSpending, aid > 0 else { return nil }
      return Double(regionalSpending) / Double(aid)
    }

    /// Adds to the aid, in cents.
    public mutating func add(aid amount: Int64) { aid = (aid ?? 0).addingSaturated(amount) }

    /// Adds to the spending in the region, in cents.
    public mutating func add(regionalSpending amount: Int64) {
      regionalSpending = (regionalSpending ?? 0).addingSaturated(amount)
    }
  }

  /// Awards, and announced figures.
  public var announced = Account()
  /// Payments, and verified figures.
  public var verified = Account()

  /// Figures that are empty.
  public init() {}

  /// Returns the aid that a published spending and return rate imply, in cents; nil when that is no amount within `Money.range`.
  ///
  /// - Parameters:
  ///   - spending: regional spending in cents.
  ///   - rate: the return rate, over 0: 4.36 for 436 %.
  public static func impliedAid(spending: Int64, rate: Double) -> Int64? {
    rate > 0 ? Money(rounding: Double(spending) / rate, currency: "EUR")?.cents : nil
  }
}
