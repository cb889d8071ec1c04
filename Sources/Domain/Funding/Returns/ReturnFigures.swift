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
    /// Aid in other currencies than the euro, which is in no sum: the amount in hundredths by currency.
    public var otherAid: [String: Int64] = [:]
    /// Money spent in the region in other currencies than the euro, likewise.
    public var otherSpending: [String: Int64] = [:]
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
    public mutating func add(aid cents: Int64) { aid = (aid ?? 0).addingSaturated(cents) }

    /// Adds to the spending in the region, in cents.
    public mutating func add(regionalSpending cents: Int64) {
      regionalSpending = (regionalSpending ?? 0).addingSaturated(cents)
    }

    /// Adds to the aid; money of another currency than the euro is kept apart.
    public mutating func add(aid money: Money) {
      if money.currency == "EUR" { add(aid: money.cents) } else { Self.add(money, to: &otherAid) }
    }

    /// Adds to the spending in the region; money of another currency than the euro is kept apart.
    public mutating func add(regionalSpending money: Money) {
      if money.currency == "EUR" { add(regionalSpending: money.cents) } else { Self.add(money, to: &otherSpending) }
    }

    private static func add(_ money: Money, to sums: inout [String: Int64]) {
      sums[money.currency] = sums[money.currency, default: 0].addingSaturated(money.cents)
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
