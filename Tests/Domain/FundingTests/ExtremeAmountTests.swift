import Ecosystem
import Funding
import Testing

/// Amounts, rates and costs at the bounds of their types: no sum, product or conversion traps.
@Suite struct ExtremeAmountTests {
  private static let amounts: [Int64] = [.min, -Money.centsMax, -1, 0, 1, Money.centsMax, 9_000_000_000_000_000_000, .max]
  private static let rates: [Double] = [0, -0.0, Double.leastNonzeroMagnitude, 1e-300, 0.5, 1, 1e300, -1e300, .nan, .infinity, -.infinity]

  @Test("two awards of the largest amounts leave no room", arguments: amounts, amounts)
  func ledger(one: Int64, other: Int64) throws {
    let day = SampleRules.today
    let awards = [one, other].enumerated().map {
      DeMinimisLedger.Award(id: "\($0)", recipient: "a", memberState: "BE", date: day, amount: $1)
    }
    let headroom = try #require(DeMinimisLedger(awards).headroom(in: "BE", on: day))
    #expect((0...headroom.parameters.ceiling).contains(headroom.room))
    if one == .max, other > 0 { #expect(headroom.room == 0) }
  }

  @Test("an implied aid is an amount of the model or nothing", arguments: amounts, rates)
  func implied(spending: Int64, rate: Double) {
    guard let aid = ReturnFigures.impliedAid(spending: spending, rate: rate) else { return }
    #expect(Money.range.contains(aid) && rate > 0)
  }

  @Test("a route over extreme costs, rates and bounds covers no more than the costs", arguments: amounts, rates)
  func route(amount: Int64, rate: Double) throws {
    let stages = ProjectStage.allCases.map { RouteProblem.Stage($0, cost: amount) }
    let candidates = Self.amounts.enumerated().map { index, bound in
      var candidate = RouteProblem.Candidate("c\(index)", stages: Set(ProjectStage.allCases))
      (candidate.rateMax, candidate.totalRateMax) = (rate, index % 2 == 0 ? rate : 1)
      (candidate.amountMin, candidate.amountMax) = (index % 3 == 0 ? bound : 0, bound)
      candidate.deMinimisState = index % 2 == 0 ? "BE" : nil
      return candidate
    }
    let problem = RouteProblem(stages: stages, candidates: candidates, headroom: ["BE": amount], asOf: SampleRules.today)
    let route = try problem.solve(nodesMax: 200)
    #expect(route.total >= 0 && route.stages.allSatisfy { $0.covered <= $0.cost })
  }

  @Test("sums of returns stop at the end of the type")
  func returns() {
    var account = ReturnFigures.Account()
    for _ in 0..<3 {
      account.add(aid: .max)
      account.add(regionalSpending: .min)
    }
    #expect(account.aid == .max && account.regionalSpending == .min)
  }

  @Test("money out of range and numbers that are not finite are no quantities", arguments: [Double.nan, .infinity, -.infinity])
  func quantities(number: Double) {
    #expect(Quantity(FieldValue.number(number)) == nil)
    #expect(Quantity(FieldValue.map(["amount": .number(number), "currency": "EUR"])) == nil)
    #expect(Quantity(FieldValue.map(["amount": .integer(.max), "currency": "EUR"])) == nil)
  }
}
