import Ecosystem
import Localization

/// A route problem in numbers: the maximum payment of each call for each stage.
struct RouteModel {
  struct Share: Hashable {
    var stage: Int
    var amountMax: Int64
  }

  struct Call {
    /// Its index in the problem.
    var index: Int
    var shares: [Share]
    var amountMin: Int64
    var amountMax: Int64
    /// The Member State whose headroom it uses, by position in `headrooms`.
    var group: Int?
    /// The calls that it excludes, by position.
    var exclusions: Set<Int> = []
    /// Maximum payment for each stage once it is chosen.
    var limits: [Int64]
    var isCertain: Bool

    /// Maximum payment of the call alone.
    var potential: Int64 { min(amountMax, shares.reduce(0) { $0 + $1.amountMax }) }
  }

  var calls: [Call] = []
  /// Cost of each stage.
  var costs: [Int64]
  var headrooms: [Int64] = []

  /// The calls that can pay anything, the largest maximum first.
  /// - Throws: `funding.route` when there are more than `RouteProblem.callsMax`.
  init(_ problem: RouteProblem) throws(FundingError) {
    costs = problem.stages.map(\.cost)
    let states = problem.headroom.keys.sorted()
    headrooms = states.map { max(0, problem.headroom[$0] ?? 0) }
    calls = problem.candidates.indices.compactMap { Self.call(problem, $0, states: states) }
    guard calls.count <= RouteProblem.callsMax else { throw Self.tooMany(calls.count) }
    calls.sort { ($0.potential, $1.index) > ($1.potential, $0.index) }
    exclude(problem)
  }

  private static func tooMany(_ count: Int) -> FundingError {
    FundingError(
      "funding.route", at: LocalizedText("funding.route-model.route"),
      LocalizedText(
        "funding.route-model.calls-can-pay-project", ["count": count, "calls-max": RouteProblem.callsMax]))
  }

  private static func call(_ problem: RouteProblem, _ index: Int, states: [String]) -> Call? {
    let candidate = problem.candidates[index]
    let usable = problem.usableStages(of: candidate)
    let shares = usable.map { Share(stage: $0, amountMax: part(candidate.rateMax, of: problem.stages[$0].cost)) }
    let total = problem.stages.reduce(0) { $0 + $1.cost }
    let limits = problem.stages.indices.map { stage in
      usable.contains(stage) ? part(candidate.totalRateMax, of: problem.stages[stage].cost) : problem.stages[stage].cost
    }
    let call = Call(
      index: index, shares: shares, amountMin: max(0, candidate.amountMin),
      amountMax: min(max(0, candidate.amountMax ?? total), total),
      group: candidate.deMinimisState.flatMap { states.firstIndex(of: $0) }, limits: limits,
      isCertain: candidate.isCertain)
    return call.potential > 0 && call.amountMin <= call.amountMax ? call : nil
  }

  /// Returns a share of an amount, rounded down.
  private static func part(_ rate: Double, of amount: Int64) -> Int64 {
    min(amount, max(0, DecimalShare(rate).part(of: amount)))
  }

  private mutating func exclude(_ problem: RouteProblem) {
    for first in calls.indices {
      for second in calls.indices where first != second {
        let (one, other) = (problem.candidates[calls[first].index], problem.candidates[calls[second].index])
        if one.exclusiveWith.contains(ExactString(other.id)) || other.exclusiveWith.contains(ExactString(one.id)) {
          calls[first].exclusions.insert(second)
        }
      }
    }
  }

  /// Returns the maximum payment for each stage when these calls are chosen.
  func limits(_ chosen: [Int]) -> [Int64] {
    chosen.reduce(costs) { limits, call in zip(limits, calls[call].limits).map(min) }
  }
}
