import Calendar

/// The state of applications for a call on a day.
public enum Openness: Int, Sendable, Hashable, CaseIterable, Comparable {
  case open, unsaid, upcoming, closed

  /// - Parameters:
  ///   - opens: the first day; nil when not stated.
  ///   - closes: the last day; nil when not stated.
  public init(opens: Day?, closes: Day?, on day: Day) {
    if let closes, closes < day {
      self = .closed
    } else if let opens, opens > day {
      self = .upcoming
    } else {
      self = opens == nil && closes == nil ? .unsaid : .open
    }
  }

  /// The name in results.
  public var name: String { "\(self)" }

  public static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
}

/// One answer among several, of one actor for many calls or of many actors for one call.
public struct Match: Sendable, Hashable {
  public var evaluation: Evaluation
  /// Whether the call is open; `unsaid` when that is not asked.
  public var openness: Openness

  /// A match.
  public init(_ evaluation: Evaluation, _ openness: Openness = .unsaid) {
    self.evaluation = evaluation
    self.openness = openness
  }

  /// Sorts the matches by closeness to funding: eligible before unknown before ineligible; open calls before others; the fewest
  /// missing facts, or conditions to fulfil; confirmed rules before illustrative ones; then as given.
  public static func ranked(_ matches: [Match]) -> [Match] {
    let ranks = matches.map(\.rank)
    return matches.indices.sorted { (ranks[$0], $0) < (ranks[$1], $1) }.map { matches[$0] }
  }

  private var rank: Rank {
    Rank(
      eligibility: [.eligible: 0, .unknown: 1, .ineligible: 2][evaluation.eligibility, default: 2], openness: openness,
      distance: distance, illustrative: evaluation.isIllustrative ? 1 : 0)
  }

  private var distance: Int {
    guard let remedy = evaluation.remedy else { return evaluation.missing.count }
    return remedy.steps.count + (remedy.isComplete ? 0 : 1_000)
  }

  private struct Rank: Comparable {
    var eligibility: Int
    var openness: Openness
    var distance: Int
    var illustrative: Int

    static func < (left: Rank, right: Rank) -> Bool {
      (left.eligibility, left.openness, left.distance, left.illustrative)
        < (right.eligibility, right.openness, right.distance, right.illustrative)
    }
  }
}
