import Ecosystem
import Funding
import Testing

/// The route against every choice of calls and every way to split the money, in whole units.
@Suite struct RouteOracleTests {
  @Test("The route is as good as the best of all, on 1,000 random cases", arguments: 0..<20)
  func optimal(batch: Int) throws {
    for seed in (batch * 50)..<(batch * 50 + 50) {
      var random = RandomRules(seed: UInt64(seed) &* 7_919)
      let problem = random.routeProblem()
      let route = try problem.solve()
      let best = RouteBruteForce(problem).best()
      #expect(route.isProven)
      let found = [route.total, Int64(-route.steps.count), Int64(-route.steps.count { !$0.isCertain })]
      #expect(found == best, "seed \(seed)")
      expectLawful(route, problem)
    }
  }

  /// Checks that the payments of the route keep every rule.
  private func expectLawful(_ route: Route, _ problem: RouteProblem) {
    let byID = Dictionary(uniqueKeysWithValues: problem.candidates.map { ($0.id, $0) })
    let chosen = Set(route.steps.map { ExactString($0.call) })
    var used: [String: Int64] = [:]
    for step in route.steps {
      guard let call = byID[step.call] else { continue }
      #expect(step.total >= call.amountMin && step.total <= call.amountMax ?? .max)
      #expect(call.exclusiveWith.isDisjoint(with: chosen))
      for payment in step.payments {
        let cost = problem.stages.first { $0.stage == payment.stage }?.cost ?? 0
        #expect(call.stages.contains(payment.stage) && Double(payment.amount) <= call.rateMax * Double(cost))
      }
      if let state = call.deMinimisState { used[state, default: 0] += step.total }
    }
    for (state, amount) in used { #expect(amount <= problem.headroom[state] ?? .max) }
    #expect(Set(route.leftOut.map { ExactString($0.call) }).union(chosen).count == problem.candidates.count)
  }
}

extension RandomRules {
  /// A small problem: two or three stages of a few units, up to four calls with every kind of limit.
  mutating func routeProblem() -> RouteProblem {
    let stages = int(2...3)
    let used = Array(ProjectStage.allCases.prefix(stages))
    let costs = used.map { _ in Int64(int(1...(stages == 2 ? 3 : 2))) }
    let candidates = (0..<int(1...4)).map { index in
      var candidate = RouteProblem.Candidate("c\(index)", stages: Set(used.filter { _ in int(0...2) > 0 }))
      candidate.rateMax = [0.5, 1, 1][int(0...2)]
      candidate.amountMax = int(0...2) == 0 ? nil : Int64(int(1...4))
      candidate.amountMin = int(0...1) == 0 ? 0 : Int64(int(1...3))
      candidate.totalRateMax = [0.5, 1, 1, 1][int(0...3)]
      candidate.exclusiveWith = int(0...2) == 0 ? [ExactString("c\(int(0...3))")] : []
      candidate.exclusiveWith.remove(ExactString("c\(index)"))
      candidate.deMinimisState = int(0...1) == 0 ? "BE" : nil
      candidate.isCertain = int(0...1) == 0
      return candidate
    }
    return RouteProblem(
      stages: zip(used, costs).map { RouteProblem.Stage($0, cost: $1) }, candidates: candidates,
      headroom: int(0...1) == 0 ? ["BE": Int64(int(0...4))] : [:], asOf: SampleRules.today)
  }
}

/// Tries every choice.
private struct RouteBruteForce {
  private let problem: RouteProblem

  init(_ problem: RouteProblem) { self.problem = problem }

  /// The most money, then the fewest calls, then the fewest uncertain ones, as numbers to maximise.
  func best() -> [Int64] {
    var best: [Int64] = [0, 0, 0]
    for choice in 1..<(1 << problem.candidates.count) {
      let chosen = problem.candidates.indices.filter { choice & (1 << $0) != 0 }.map { problem.candidates[$0] }
      let ids = Set(chosen.map { ExactString($0.id) })
      guard chosen.allSatisfy({ $0.exclusiveWith.isDisjoint(with: ids) }) else { continue }
      let left = problem.stages.map { stage in
        chosen.filter { $0.stages.contains(stage.stage) }
          .reduce(stage.cost) { min($0, Int64((Double(stage.cost) * $1.totalRateMax).rounded(.down))) }
      }
      guard let total = most(chosen[...], left, problem.headroom["BE"] ?? 1_000) else { continue }
      let value = [total, Int64(-chosen.count), Int64(-chosen.count { !$0.isCertain })]
      if best.lexicographicallyPrecedes(value) { best = value }
    }
    return best
  }

  /// Returns the most that the calls can pay together, each at least its minimum; nil when that is impossible.
  private func most(_ calls: ArraySlice<RouteProblem.Candidate>, _ left: [Int64], _ headroom: Int64) -> Int64? {
    guard let call = calls.first else { return 0 }
    var best: Int64?
    for payment in payments(call, left, stage: 0) {
      let sum = payment.reduce(0, +)
      guard sum >= call.amountMin, sum <= call.amountMax ?? .max, call.deMinimisState == nil || sum <= headroom
      else { continue }
      let rest = most(calls.dropFirst(), zip(left, payment).map(-), headroom - (call.deMinimisState == nil ? 0 : sum))
      if let rest { best = max(best ?? 0, rest + sum) }
    }
    return best
  }

  /// Every way a call may pay for the stages from one on.
  private func payments(_ call: RouteProblem.Candidate, _ left: [Int64], stage: Int) -> [[Int64]] {
    guard stage < left.count else { return [[]] }
    let entry = problem.stages[stage]
    let rate = Int64((Double(entry.cost) * call.rateMax).rounded(.down))
    let highest = call.stages.contains(entry.stage) ? min(left[stage], rate) : 0
    let rest = payments(call, left, stage: stage + 1)
    return (0...highest).flatMap { amount in rest.map { [amount] + $0 } }
  }
}
