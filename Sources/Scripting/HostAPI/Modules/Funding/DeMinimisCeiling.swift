import Ecosystem
import Funding
import Localization

/// The condition on the de minimis ceiling, which every call that gives de minimis aid has even where its rules do not say so.
enum DeMinimisCeiling {
  /// The id of the condition.
  static let id = "de-minimis"
  /// The fact that it reads: the room in the Member State that gives the aid.
  static let fact = "headroom"

  /// The condition: the room holds the grant asked for, where that is known, and else anything at all.
  ///
  /// Aid that would exceed the ceiling is none the regulation allows, not even in part (Regulation (EU) 2023/2831, article 3(7)).
  static func condition(_ facts: Facts, _ parameters: DeMinimisParameters) -> Condition {
    let isAsked = facts["grant"].flatMap { Quantity($0.value) }?.currency == "EUR"
    let test: Condition.Test =
      isAsked
      ? .ratio(fact: fact, of: "grant", min: 1, max: nil)
      : .between(fact: fact, min: Quantity(1, currency: "EUR"), max: nil)
    return Condition(
      id, test, label: LocalizedText("hostapi.funding-gap.ceiling"), legal: parameters.legal)
  }

  /// Whether the rules say something on the headroom themselves.
  static func isStated(in ruleSet: RuleSet) -> Bool {
    ruleSet.conditions.contains { $0.id == id } || ruleSet.conditions.flatMap(\.allFacts).contains { $0.hasPrefix(fact) }
  }
}

extension RuleSet {
  /// The rule set with one more condition.
  func adding(_ condition: Condition) -> RuleSet {
    var ruleSet = self
    ruleSet.conditions.append(condition)
    return ruleSet
  }
}

extension FundingFacts {
  /// Completes the rules and the facts for a call that gives de minimis aid with the condition on the ceiling.
  ///
  /// - Returns: the same rules and facts for other calls, for an applicant that is no record, and where the awards may not be read.
  func withCeiling(_ ruleSet: RuleSet, call: Record, actor: Record?, facts: Facts) throws -> CustomChecks.Case {
    let unchanged = CustomChecks.Case(ruleSet: ruleSet, facts: facts)
    guard call["state_aid_regime"].textValue == "de-minimis", let actor, let undertakings,
      let parameters = DeMinimisParameters.inForce(on: day), !DeMinimisCeiling.isStated(in: ruleSet)
    else { return unchanged }
    let rules = ruleSet.adding(DeMinimisCeiling.condition(facts, parameters))
    guard facts[DeMinimisCeiling.fact] == nil else { return CustomChecks.Case(ruleSet: rules, facts: facts) }
    var known = facts
    if let state = memberState(of: call, home: home(of: actor)) {
      let ledger = try undertakings.ledger(of: actor.id).ledger
      known = known.merging(undertakings.headroom(in: state, of: ledger, as: DeMinimisCeiling.fact))
    } else {
      known.leaveOpen(DeMinimisCeiling.fact, asking: FundingGapQuestion.memberState(ofCall: call["name"].textValue ?? call.id))
    }
    return CustomChecks.Case(ruleSet: rules, facts: known)
  }

  /// The Member State whose aid a call gives: that of its territories, else that of the applicant.
  func memberState(of call: Record, home: String?) -> String? {
    let territories = (call["territories"].listValue ?? []).compactMap(\.textValue)
    return territories.lazy.compactMap(memberState).first ?? home
  }
}
