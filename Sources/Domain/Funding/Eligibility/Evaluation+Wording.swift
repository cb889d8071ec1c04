import Ecosystem
import Localization

extension Evaluation {
  /// Reasons for the answer, one sentence each: the unmet conditions of an ineligible applicant, the open questions
  /// of an undecided one, the conditions an eligible one meets.
  public func reasons(in language: Language) -> [String] {
    switch eligibility {
    case .eligible: traces.map { $0.sentence(in: language) }
    case .ineligible: traces.filter { $0.verdict == .unmet }.map { $0.sentence(in: language) }
    case .unknown: questions.map { $0.text[language] }
    }
  }

  /// The whole evaluation in sentences: the answer, then each condition with the values found, the questions, the remedies.
  public func explanation(in language: Language) -> (summary: String, lines: [String]) {
    var lines = traces.map { $0.sentence(in: language) }
    lines += questions.map { Message("funding.evaluation.to-ask", ["question": $0.text]).text(in: language) }
    lines += (remedy?.steps ?? []).compactMap(\.text).map {
      Message("funding.evaluation.remedy", ["remedy": $0]).text(in: language)
    }
    if isIllustrative { lines.append(FundingNotice.illustrative[language]) }
    lines.append("Source : \(legal.title)")
    return (summary[language], lines)
  }

  private var summary: LocalizedText {
    let count = questions.count
    return switch eligibility {
    case .eligible:
      LocalizedText("funding.evaluation.eligible-all-conditions-met")
    case .ineligible:
      LocalizedText(
        "funding.evaluation.not-eligible", ["count": unmet.count])
    case .unknown:
      LocalizedText(
        "funding.evaluation.not-known-yet", ["count": count])
    }
  }
}

extension ConditionTrace {
  /// `Condition not met: legal form: srl, sa (found: asbl, actors.legal_form)`.
  func sentence(in language: Language) -> String {
    let found = leaves.flatMap { leaf in leaf.uses.map { "\(leaf.shown($0.fact.value)), \($0.fact.source)" } }
    let suffix = found.isEmpty ? "" : " (\(found.joined(separator: " ; ")))"
    return Message("funding.evaluation.condition", ["verdict": verdict.wording, "condition": condition.wording, "found": suffix])
      .text(in: language)
  }

  /// Returns a fact's value in words: money in its unit, a list by its items, for a path of places the place itself.
  private func shown(_ value: FieldValue) -> String {
    if let quantity = Quantity(value) { return quantity.wording }
    var words = (value.listValue ?? [value]).compactMap(Condition.word)
    if case .within = condition.test { words = Array(words.prefix(1)) }
    return words.isEmpty ? value.json : words.joined(separator: ", ")
  }
}

extension Verdict {
  /// The verdict for people.
  public var wording: LocalizedText {
    switch self {
    case .met: LocalizedText("funding.evaluation.met")
    case .unmet: LocalizedText("funding.evaluation.not-met")
    case .unknown: LocalizedText("funding.evaluation.unknown")
    }
  }
}
