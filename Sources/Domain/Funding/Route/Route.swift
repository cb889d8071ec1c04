import Calendar

/// The best way to combine calls over the stages of a project.
public struct Route: Sendable, Hashable {
  /// The payments of one chosen call.
  public struct Step: Sendable, Hashable {
    /// The id of the call.
    public var call: String
    /// The amount for each stage it pays for, in order.
    public var payments: [Payment]
    /// All of them together.
    public var total: Int64 { payments.reduce(0) { $0 + $1.amount } }
    /// Whether eligibility is certain.
    public var isCertain: Bool
  }

  /// An amount for a stage.
  public struct Payment: Sendable, Hashable {
    public var stage: ProjectStage
    public var amount: Int64
  }

  /// The coverage of a stage.
  public struct StageState: Sendable, Hashable {
    /// Degrees of coverage of a stage.
    public enum Coverage: String, Sendable, Hashable { case covered, partial, uncovered }

    public var stage: ProjectStage
    public var cost: Int64
    public var covered: Int64
    /// Whether an adviser accompanies the project in it; nil when not known.
    public var isAccompanied: Bool?

    /// `covered` when all its costs are paid, `uncovered` when none are.
    public var coverage: Coverage { covered == 0 ? .uncovered : covered < cost ? .partial : .covered }
    /// Whether there is money and only accompaniment is missing: the "maillon manquant" between creation and funding.
    public var isMissingLink: Bool { covered > 0 && isAccompanied == false }
  }

  /// The reason why a candidate is not on the route.
  public enum Reason: Sendable, Hashable {
    /// It pays for none of the stages before the project.
    case noStage
    /// It closed on that day.
    case closed(Day)
    /// It opens on that day, after the work of the stages has begun.
    case opensTooLate(Day)
    /// It excludes, or is excluded by, a call that is on the route.
    case exclusive(with: String)
    /// Its minimum, in the unit of the problem, cannot be reached beside the other calls.
    case minimum(Int64)
    /// The de minimis headroom in that Member State is used up.
    case noHeadroom(String)
    /// The costs it could pay are already paid by other calls, or it would displace a larger amount.
    case nothingToAdd
  }

  /// A candidate that is not on the route.
  public struct LeftOut: Sendable, Hashable {
    public var call: String
    public var reason: Reason
  }

  /// The chosen calls, by the first stage they pay for.
  public var steps: [Step]
  /// The stages of the project.
  public var stages: [StageState]
  /// The other candidates, in their order.
  public var leftOut: [LeftOut]
  /// Whether the route is proven optimal.
  public var isProven: Bool

  /// The sum of all payments.
  public var total: Int64 { steps.reduce(0) { $0 + $1.total } }
  /// The stages that no call pays for.
  public var gaps: [ProjectStage] { stages.filter { $0.coverage == .uncovered }.map(\.stage) }
  /// The stages where only accompaniment is missing.
  public var missingLinks: [ProjectStage] { stages.filter(\.isMissingLink).map(\.stage) }
}

extension Route {
  init(_ problem: RouteProblem, _ search: RouteSearch) {
    let choice = search.best
    steps = zip(choice.calls, choice.outcome.amounts).map { call, amounts in
      Self.step(problem, problem.candidates[search.model.calls[call].index], amounts: amounts)
    }
    let stages = problem.stages
    steps.sort { Self.place($0, in: stages) < Self.place($1, in: stages) }
    self.stages = stages.enumerated().map { index, stage in
      StageState(
        stage: stage.stage, cost: stage.cost, covered: choice.outcome.amounts.reduce(0) { $0 + $1[index] },
        isAccompanied: stage.isAccompanied)
    }
    isProven = search.isProven
    let chosen = Set(choice.calls.map { search.model.calls[$0].index })
    leftOut = problem.candidates.indices.filter { !chosen.contains($0) }.map { index in
      LeftOut(call: problem.candidates[index].id, reason: Self.reason(problem, search, index: index))
    }
  }

  private static func step(
    _ problem: RouteProblem, _ candidate: RouteProblem.Candidate, amounts: [Int64]
  ) -> Step {
    let payments = zip(problem.stages, amounts).filter { $1 > 0 }.map { Payment(stage: $0.stage, amount: $1) }
    return Step(call: candidate.id, payments: payments, isCertain: candidate.isCertain)
  }

  private static func place(_ step: Step, in stages: [RouteProblem.Stage]) -> Int {
    stages.firstIndex { $0.stage == step.payments.first?.stage } ?? stages.count
  }

  private static func reason(_ problem: RouteProblem, _ search: RouteSearch, index: Int) -> Reason {
    let candidate = problem.candidates[index]
    if problem.usableStages(of: candidate).isEmpty { return calendarReason(problem, candidate) }
    guard let call = search.model.calls.firstIndex(where: { $0.index == index }) else {
      return candidate.amountMin > 0 ? .minimum(candidate.amountMin) : .nothingToAdd
    }
    let chosen = search.best.calls
    if let rival = chosen.first(where: { search.model.calls[call].exclusions.contains($0) }) {
      return .exclusive(with: problem.candidates[search.model.calls[rival].index].id)
    }
    if let state = candidate.deMinimisState, isUsedUp(state, problem, search: search) { return .noHeadroom(state) }
    return RouteSearch.Choice(chosen + [call], search.model) == nil && candidate.amountMin > 0
      ? .minimum(candidate.amountMin) : .nothingToAdd
  }

  private static func calendarReason(_ problem: RouteProblem, _ candidate: RouteProblem.Candidate) -> Reason {
    guard problem.stages.contains(where: { candidate.stages.contains($0.stage) && $0.cost > 0 }) else {
      return .noStage
    }
    if let closes = candidate.closes, closes < problem.asOf { return .closed(closes) }
    return candidate.opens.map(Reason.opensTooLate) ?? .noStage
  }

  private static func isUsedUp(_ state: String, _ problem: RouteProblem, search: RouteSearch) -> Bool {
    guard let headroom = problem.headroom[state] else { return false }
    let used = zip(search.best.calls, search.best.outcome.amounts).reduce(Int64(0)) { sum, entry in
      let candidate = problem.candidates[search.model.calls[entry.0].index]
      return sum + (candidate.deMinimisState == state ? entry.1.reduce(0, +) : 0)
    }
    return used >= headroom
  }
}
