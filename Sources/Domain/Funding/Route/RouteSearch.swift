import Ecosystem

/// Branch and bound over the choice of calls.
struct RouteSearch {
  /// A choice and its result.
  struct Choice {
    var calls: [Int] = []
    var outcome = RouteFlow.Outcome()
    var uncertain = 0

    /// More money, then fewer calls, then fewer uncertain ones.
    func isBetter(than other: Choice) -> Bool {
      if outcome.total != other.outcome.total { return outcome.total > other.outcome.total }
      return (calls.count, uncertain) < (other.calls.count, other.uncertain)
    }
  }

  let model: RouteModel
  private(set) var best: Choice
  /// Whether every choice was examined or bounded.
  private(set) var isProven = true
  private var nodesLeft: Int
  private let isStopping: () -> Bool

  init(_ model: RouteModel, nodesMax: Int, isStopping: @escaping () -> Bool) {
    self.model = model
    nodesLeft = nodesMax
    self.isStopping = isStopping
    best = Choice()
  }

  mutating func run() {
    best.outcome.amounts = []
    startGreedily()
    explore(Choice(), open: Array(model.calls.indices))
  }

  /// Finds a first choice greedily: all calls that fit, in order, then without the unneeded ones.
  private mutating func startGreedily() {
    var choice = Choice()
    for call in model.calls.indices {
      if let next = choice.adding(call, model), next.isBetter(than: choice) { choice = next }
    }
    for call in choice.calls.reversed() {
      if let next = Choice(choice.calls.filter { $0 != call }, model), next.isBetter(than: choice) { choice = next }
    }
    best = choice
  }

  /// Examines every way to add some of the `open` calls to `choice`, which is itself known. Recurses once for each call at most.
  private mutating func explore(_ choice: Choice, open: [Int]) {
    guard nodesLeft > 0, !isStopping() else {
      isProven = false
      return
    }
    nodesLeft -= 1
    guard let call = open.first, canImprove(choice, open) else { return }
    let rest = Array(open.dropFirst())
    if let next = choice.adding(call, model) {
      if next.isBetter(than: best) { best = next }
      explore(next, open: rest.filter { !model.calls[call].exclusions.contains($0) })
    }
    // An equivalent call adds nothing when the call itself is left out.
    explore(choice, open: rest.filter { !model.calls[$0].isTwin(of: model.calls[call]) })
  }

  /// Whether adding some of the open calls could beat the best choice.
  private func canImprove(_ choice: Choice, _ open: [Int]) -> Bool {
    let all = choice.calls + open
    guard let bound = RouteFlow.solve(model, all, limits: model.limits(choice.calls), hasMinima: false)?.total,
      bound >= best.outcome.total
    else { return false }
    if bound > best.outcome.total { return true }
    let count = choice.calls.count + leastCalls(choice, open)
    return (count, choice.uncertain) < (best.calls.count, best.uncertain)
  }

  /// Returns the least number of open calls that could close the gap between the choice and the best total. Each pays at most its
  /// potential; and when all stages must be full, each stage needs enough calls of its own.
  private func leastCalls(_ choice: Choice, _ open: [Int]) -> Int {
    let lack = best.outcome.total - choice.outcome.total
    let overall = Self.count(of: open.map { model.calls[$0].potential }, reaching: lack)
    guard best.outcome.total == model.costs.reduce(0, +) else { return overall }
    let shares = choice.calls.map { model.calls[$0].shares }
    let perStage = model.costs.indices.map { stage in
      let chosen = shares.joined().reduce(Int64(0)) { $0.addingSaturated($1.stage == stage ? $1.amountMax : 0) }
      let amounts = open.map { call in model.calls[call].shares.first { $0.stage == stage }?.amountMax ?? 0 }
      return Self.count(of: amounts, reaching: model.costs[stage].subtractingSaturated(chosen))
    }
    return max(overall, perStage.max() ?? 0)
  }

  private static func count(of amounts: [Int64], reaching wanted: Int64) -> Int {
    var (count, left) = (0, wanted)
    for amount in amounts.sorted(by: >) where left > 0 {
      left -= amount
      count += 1
    }
    return count
  }
}

extension RouteSearch.Choice {
  /// The choice of these calls; nil when they exclude one another or their minima cannot be met.
  init?(_ calls: [Int], _ model: RouteModel) {
    self.init()
    for call in calls {
      guard model.calls[call].exclusions.isDisjoint(with: self.calls) else { return nil }
      self.calls.append(call)
    }
    guard let outcome = RouteFlow.solve(model, calls, limits: model.limits(calls)) else { return nil }
    self.outcome = outcome
    uncertain = calls.count { !model.calls[$0].isCertain }
  }

  func adding(_ call: Int, _ model: RouteModel) -> Self? { Self(calls + [call], model) }
}

extension RouteModel.Call {
  /// Whether the other can replace it in every choice.
  fileprivate func isTwin(of other: RouteModel.Call) -> Bool {
    (shares, amountMin, amountMax, group, isCertain) == (
      other.shares, other.amountMin, other.amountMax, other.group, other.isCertain
    )
      && exclusions.isEmpty && other.exclusions.isEmpty && limits == other.limits
  }
}
