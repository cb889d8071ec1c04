import Calendar
import Ecosystem

/// The answer for one applicant and one call, with its reasons.
public struct Evaluation: Sendable, Hashable {
  /// The id of the call.
  public var call: String
  /// The version of the rules.
  public var version: String
  /// The id of the applicant; empty when the facts belong to no actor.
  public var applicant: String
  /// The day the question was asked for.
  public var asOf: Day
  /// The answer.
  public var eligibility: Eligibility
  /// How each condition turned out, in the order of the rules.
  public var traces: [ConditionTrace]
  /// The text the rules follow.
  public var legal: LegalReference
  /// Whether the rules are an illustration.
  public var isIllustrative: Bool

  /// The facts that the conditions read: enough to repeat the evaluation.
  public var factsUsed: Facts {
    var facts = Facts()
    for leaf in traces.flatMap(\.leaves) {
      for (name, question) in leaf.questions { facts.leaveOpen(name, asking: question) }
      for use in leaf.uses { facts[use.name] = use.fact }
    }
    return facts
  }

  /// The names of the facts that are missing, in the order in which the rules ask for them.
  public var missing: [String] { questions.map(\.fact) }

  /// Questions to ask, the question that decides most first; empty once the answer is known.
  public var questions: [OpenQuestion] { OpenQuestion.ranked([self]) }

  /// The nearest remedy for an ineligible applicant; nil for others.
  public var remedy: RemedyPath? { eligibility == .ineligible ? RemedyPath(traces) : nil }

  /// The ids of the conditions that are unmet.
  public var unmet: [String] { traces.filter { $0.verdict == .unmet }.map(\.condition.id) }

  /// Evaluates again: the same version of the rules, the same facts, the same day.
  ///
  /// - Returns: the answer, which is equal to this one as long as the version was not rewritten; nil when the version was
  ///   deleted.
  public func replayed(with rules: RuleBook) -> Evaluation? {
    rules.ruleSet(of: call, version: version)?.evaluate(factsUsed, applicant: applicant, asOf: asOf)
  }
}
