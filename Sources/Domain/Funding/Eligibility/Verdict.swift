/// The result of a condition, in three values: a condition on unknown facts is neither met nor unmet.
///
/// The connectives are those of Kleene's strong logic (S. C. Kleene, *Introduction to Metamathematics*, 1952, § 64): a fact that
/// becomes known may decide an unknown verdict and never makes a decided one unknown.
public enum Verdict: UInt8, Sendable, Hashable, CaseIterable {
  case unmet = 0
  case unknown = 1
  case met = 2

  /// Met when both are, unmet when one is.
  public static func && (left: Verdict, right: Verdict) -> Verdict { left.rawValue < right.rawValue ? left : right }

  /// Met when one is, unmet when both are.
  public static func || (left: Verdict, right: Verdict) -> Verdict { left.rawValue < right.rawValue ? right : left }

  /// Met when it is unmet, and the reverse.
  public static prefix func ! (verdict: Verdict) -> Verdict {
    switch verdict {
    case .met: .unmet
    case .unmet: .met
    case .unknown: .unknown
    }
  }

  /// Met or unmet.
  public init(_ isMet: Bool) { self = isMet ? .met : .unmet }

  /// The name in results: `met`, `unmet`, `unknown`.
  public var name: String {
    switch self {
    case .met: "met"
    case .unmet: "unmet"
    case .unknown: "unknown"
    }
  }
}

/// The result of all conditions of a call together for an applicant.
public enum Eligibility: String, Sendable, Hashable, CaseIterable {
  /// Every condition is met.
  case eligible
  /// A condition is unmet.
  case ineligible
  /// No condition is unmet, and some are not known yet.
  case unknown

  /// The eligibility that the conditions together give.
  public init(_ verdict: Verdict) {
    switch verdict {
    case .met: self = .eligible
    case .unmet: self = .ineligible
    case .unknown: self = .unknown
    }
  }
}
