import Ecosystem

extension Evaluation {
  /// Why the answer is what it is, one sentence a reason: the unmet conditions of an ineligible applicant, the open questions
  /// of an undecided one, the conditions an eligible one meets.
  public func reasons(in language: Language) -> [String] {
    switch eligibility {
    case .eligible: traces.map { $0.sentence(in: language) }
    case .ineligible: traces.filter { $0.verdict == .unmet }.map { $0.sentence(in: language) }
    case .unknown: questions.map { $0.text[language] }
    }
  }

  /// The whole evaluation in sentences: the answer, then each condition with what was found, the questions, the remedies.
  public func explanation(in language: Language) -> (summary: String, lines: [String]) {
    var lines = traces.map { $0.sentence(in: language) }
    let (question, remedy) = language == .fr ? ("À demander : ", "Remède : ") : ("To ask: ", "Remedy: ")
    lines += questions.map { question + $0.text[language] }
    lines += (self.remedy?.steps ?? []).compactMap { $0.text.map { remedy + $0[language] } }
    if isIllustrative { lines.append(FundingNotice.illustrative[language]) }
    lines.append("Source : \(legal.title)")
    return (summary[language], lines)
  }

  private var summary: LocalizedText {
    let count = questions.count
    return switch eligibility {
    case .eligible:
      LocalizedText(fr: "Éligible : toutes les conditions sont remplies.", en: "Eligible: all conditions are met.")
    case .ineligible:
      LocalizedText(
        fr: "Non éligible : \(unmet.count) condition(s) non remplie(s).",
        en: "Not eligible: \(unmet.count) condition(s) unmet.")
    case .unknown:
      LocalizedText(
        fr: "Pas encore connu : \(count) question(s) ouverte(s).", en: "Not known yet: \(count) open question(s).")
    }
  }
}

extension ConditionTrace {
  /// `Condition not met: legal form: srl, sa (found: asbl, actors.legal_form)`.
  func sentence(in language: Language) -> String {
    let found = leaves.flatMap { leaf in leaf.uses.map { "\(leaf.shown($0.fact.value)), \($0.fact.source)" } }
    let suffix = found.isEmpty ? "" : " (\(found.joined(separator: " ; ")))"
    return "\(verdict.wording[language])\(language == .fr ? " :" : ":") \(condition.wording[language])\(suffix)"
  }

  /// A fact's value for people: money in its unit, a list by its words, of a place the place itself.
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
    case .met: LocalizedText(fr: "Rempli", en: "Met")
    case .unmet: LocalizedText(fr: "Non rempli", en: "Not met")
    case .unknown: LocalizedText(fr: "Inconnu", en: "Unknown")
    }
  }
}
