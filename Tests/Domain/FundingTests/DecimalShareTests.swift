import Calendar
import Ecosystem
import Funding
import Testing

/// Shares and rates are decimals: each case is wrong by a cent, or by its verdict, in binary floating point.
@Suite struct DecimalShareTests {
  // 0.29 × 100 and 0.57 × 100 are a little less than 29 and 57 in binary; 0.07 × 100 a little more than 7.
  @Test(
    "a rate of an amount is exact, rounded down",
    arguments: [
      (0.29, 100, 29), (0.57, 100, 57), (0.07, 100, 7), (0.3, 11, 3), (0.7, 9_007_199_254_740_991, 6_305_039_478_318_693),
      (0.333_333_333, 3_000_000_000, 999_999_999),
    ])
  func part(rate: Double, amount: Int64, part: Int64) {
    #expect(DecimalShare(rate).part(of: amount) == part)
  }

  @Test("a route pays exactly its rate")
  func route() throws {
    var candidate = RouteProblem.Candidate("c", stages: [.production])
    candidate.rateMax = 0.7
    let stage = RouteProblem.Stage(.production, cost: 900_000_000_000_001)
    let route = try RouteProblem(stages: [stage], candidates: [candidate], asOf: SampleRules.today).solve()
    #expect(route.total == 630_000_000_000_000)
  }

  private func verdict(_ part: FieldValue, _ whole: FieldValue, min: Double?, max: Double? = nil) -> Verdict {
    let condition = Condition("r", .ratio(fact: "p", of: "w", min: min, max: max))
    let single = condition.verdict(SampleRules.facts(["p": part, "w": whole]))
    let table = CompiledRules([SampleRules.rules(condition)])?.matches(FactColumns(count: 1, ["p": [part], "w": [whole]]))
    #expect(table?.verdict(of: 0, under: 0, condition: 0) == single)
    return single
  }

  @Test("seven of a hundred is seven per cent, one by one and in columns")
  func ratio() {
    #expect(verdict(7, 100, min: 0.07) == .met)
    #expect(verdict(29, 100, min: 0.29, max: 0.29) == .met)
    #expect(verdict(2_899, 10_000, min: 0.29) == .unmet)
    let cents: (Int64) -> FieldValue = { ["amount": .integer($0), "currency": "EUR"] }
    #expect(verdict(cents(160_000_000_000_001), cents(100_000_000_000_001), min: 1.6) == .unmet)
    #expect(verdict(cents(160_000_000_000_002), cents(100_000_000_000_001), min: 1.6) == .met)
  }

  // 17 %, 28 % and 5 % of a partner's 10,000,000 € are 5,000,000 €, no cent more: 5,000,000 + 5,000,000 do not exceed 10,000,000.
  @Test("proportions of figures add up exactly")
  func sums() {
    func year(_ staff: Double, _ euros: Double) -> [Int: YearFigures] {
      [2023: YearFigures(staff: staff, turnover: euros * 100, balanceSheet: 90_000_000_00)]
    }
    let ties = [("p", 0.28), ("q", 0.29), ("s", 0.43)].map { Ownership.Tie(holder: $0, held: "a", share: $1, isControl: false) }
    let figures = ["a": year(1, 7_000_000), "p": year(1, 3_000_000), "q": year(1, 3_000_000), "s": year(1, 3_000_000)]
    let status = SMETest(ownership: Ownership(ties), figures: figures).status(of: "a", in: 2023)
    #expect(status.size == .small)
    #expect(status.figures[2023]?.turnover.known == 10_000_000_00)
  }
}
