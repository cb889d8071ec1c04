import Calendar
import Ecosystem

/// A project between idea and export, and the calls it might combine.
///
/// Amounts are whole numbers of any one unit: cents, or parts of a stage where no costs are known.
public struct RouteProblem: Sendable, Hashable {
  /// A stage of the project.
  public struct Stage: Sendable, Hashable {
    public var stage: ProjectStage
    /// Cost of the stage: from 0 to `Money.centsMax`; values outside are clamped.
    public var cost: Int64 { didSet { cost = cost.clamped(to: 0...Money.centsMax) } }
    /// Start of its work; nil when not known.
    public var start: Day?
    /// Whether an adviser accompanies the project in it; nil when not known.
    public var isAccompanied: Bool?

    /// A stage.
    public init(_ stage: ProjectStage, cost: Int64, start: Day? = nil, isAccompanied: Bool? = nil) {
      self.stage = stage
      self.cost = cost.clamped(to: 0...Money.centsMax)
      self.start = start
      self.isAccompanied = isAccompanied
    }
  }

  /// A call the project might use.
  public struct Candidate: Sendable, Hashable {
    /// The id of the call.
    public var id: String
    /// The stages it pays for.
    public var stages: Set<ProjectStage>
    /// Maximum share of the costs of a stage that it pays, 0 to 1.
    public var rateMax: Double = 1
    /// Minimum payment of the call if it pays anything.
    public var amountMin: Int64 = 0
    /// Maximum payment of the call; nil for no ceiling.
    public var amountMax: Int64?
    /// Maximum share, 0 to 1, that all calls together may pay of each stage it pays for, once it is chosen.
    public var totalRateMax: Double = 1
    /// The calls that cannot be combined with it.
    public var exclusiveWith: Set<ExactString> = []
    /// The Member State whose de minimis headroom it uses; nil when it is no de minimis aid.
    public var deMinimisState: String?
    /// Whether the project is certainly eligible, rather than perhaps.
    public var isCertain = true
    /// The first day on which one may apply; nil when not known.
    public var opens: Day?
    /// The last day on which one may apply; nil when not known.
    public var closes: Day?

    /// A candidate without limits.
    public init(_ id: String, stages: Set<ProjectStage>) {
      self.id = id
      self.stages = stages
    }
  }

  /// The remaining stages of the project.
  public var stages: [Stage]
  /// The calls; among equals the first are preferred.
  public var candidates: [Candidate]
  /// The de minimis headroom per Member State; one that is absent has no limit.
  public var headroom: [String: Int64]
  /// The day of the question.
  public var asOf: Day

  /// A problem.
  public init(stages: [Stage], candidates: [Candidate], headroom: [String: Int64] = [:], asOf: Day) {
    self.stages = stages
    self.candidates = candidates
    self.headroom = headroom
    self.asOf = asOf
  }

  /// The route that covers the most.
  ///
  /// The best route covers the most money over all stages; among equals it takes the fewest calls, then the fewest whose
  /// eligibility is not certain. Each call pays at most its rate of a stage's costs, in all at least its minimum and at most
  /// its ceiling; calls that exclude one another are not combined; a chosen call's `totalRateMax` bounds each stage it pays
  /// for; the de minimis headroom of each Member State holds; a call is taken for a stage only if it is not closed on the
  /// day of the question and opens before the work of the stage begins.
  ///
  /// The search is exact: branch and bound over the choice of calls, with a maximum flow for the money of each choice. It begins
  /// with a greedy choice and stops without a proof of optimality after `nodesMax` choices; `Route.isProven` tells whether there
  /// is a proof.
  ///
  /// - Parameters:
  ///   - nodesMax: maximum number of choices examined.
  ///   - isStopping: asked before each choice; true ends the search as `nodesMax` does.
  /// - Throws: `funding.route` when more than `callsMax` calls could pay for a stage.
  public func solve(
    nodesMax: Int = 20_000, isStopping: () -> Bool = { false }
  ) throws(FundingError) -> Route {
    let model = try RouteModel(self)
    return withoutActuallyEscaping(isStopping) { isStopping in
      var search = RouteSearch(model, nodesMax: nodesMax, isStopping: isStopping)
      search.run()
      return Route(self, search)
    }
  }

  /// Maximum number of calls for a project's stages: the search goes one level deeper with each, and its memory grows with their
  /// square.
  public static let callsMax = 200

  /// The stages of the project a candidate may pay for, by position, in view of the calendar.
  func usableStages(of candidate: Candidate) -> [Int] {
    if let closes = candidate.closes, closes < asOf { return [] }
    return stages.indices.filter { index in
      guard candidate.stages.contains(stages[index].stage), stages[index].cost > 0 else { return false }
      guard let opens = candidate.opens, let start = stages[index].start else { return true }
      return opens <= start
    }
  }
}
