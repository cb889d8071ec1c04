/// The ceilings of one size of enterprise.
///
/// Source: Recommendation 2003/361/EC, annex, article 2. An enterprise is below when its staff is under `staff` and its
/// turnover or its balance-sheet total does not exceed its ceiling.
public struct SMECeilings: Sendable, Hashable {
  /// The size that the ceilings bound.
  public var size: EnterpriseSize
  /// The staff, in annual work units, from which on it is larger.
  public var staff: Double
  /// The most annual turnover, in cents of euro.
  public var turnover: Double
  /// The highest balance-sheet total, in cents of euro.
  public var balanceSheet: Double

  /// The ceilings in force since 1 January 2005, the smallest size first.
  public static let all = [
    SMECeilings(size: .micro, staff: 10, turnover: 2_000_000_00, balanceSheet: 2_000_000_00),
    SMECeilings(size: .small, staff: 50, turnover: 10_000_000_00, balanceSheet: 10_000_000_00),
    SMECeilings(size: .medium, staff: 250, turnover: 50_000_000_00, balanceSheet: 43_000_000_00),
  ]

  /// Whether a year's figures lie below the ceilings; unknown when missing figures could decide.
  func admits(_ figures: GroupFigures) -> Verdict {
    figures.staff.isBelow(staff)
      && (figures.turnover.isAtMost(turnover) || figures.balanceSheet.isAtMost(balanceSheet))
  }
}

/// The figures of one enterprise in one year, on its own.
public struct YearFigures: Sendable, Hashable {
  /// Annual work units; nil when unknown, as for the others.
  public var staff: Double?
  /// Annual turnover in cents of euro.
  public var turnover: Double?
  /// Balance-sheet total in cents of euro.
  public var balanceSheet: Double?

  /// A year's figures.
  public init(staff: Double? = nil, turnover: Double? = nil, balanceSheet: Double? = nil) {
    self.staff = staff
    self.turnover = turnover
    self.balanceSheet = balanceSheet
  }
}

/// The figures of an enterprise and those of its group that count with it, in one year.
public struct GroupFigures: Sendable, Hashable {
  public var staff = PartialSum()
  public var turnover = PartialSum()
  public var balanceSheet = PartialSum()

  mutating func add(_ figures: YearFigures?, times factor: DecimalShare) {
    staff.add(figures?.staff, times: factor)
    turnover.add(figures?.turnover, times: factor)
    balanceSheet.add(figures?.balanceSheet, times: factor)
  }
}
