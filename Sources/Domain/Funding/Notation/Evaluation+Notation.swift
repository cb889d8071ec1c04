import Calendar
import Ecosystem
import Localization

extension Evaluation {
  /// The evaluation as plain data in one language, for Lua code and files.
  ///
  /// `eligibility`, `conditions` (each with `verdict`, `label`, `facts`, `missing`, `legal`, `remedy`), `questions`, `remedy`,
  /// and the input of a replay: `call`, `version`, `as_of`, `facts`.
  public func notation(in language: Language) -> FieldValue {
    var fields: ExactDictionary<FieldValue> = [
      "call": .text(call), "version": .text(version), "as_of": .text(asOf.description),
      "eligibility": .text(eligibility.rawValue), "legal": legal.notation, "illustrative": .boolean(isIllustrative),
      "conditions": conditionsNotation(in: language), "facts": factsUsed.notation,
      "questions": .list(questions.map { $0.notation(in: language) }), "unmet": .list(unmet.map(FieldValue.text)),
      "missing": .list(missing.map(FieldValue.text)), "notice": .text(FundingNotice.notLegalAdvice[language]),
    ]
    fields["applicant"] = applicant.isEmpty ? nil : .text(applicant)
    fields["question"] = questions.first?.notation(in: language)
    fields["remedy"] = remedy?.notation(in: language)
    if isIllustrative { fields["illustrative_notice"] = .text(FundingNotice.illustrative[language]) }
    return .map(fields)
  }

  /// The verdict of each condition as plain data in one language, in the order of the rules.
  public func conditionsNotation(in language: Language) -> FieldValue {
    .list(traces.map { $0.notation(in: language, legal) })
  }

  /// The input of a repeated evaluation.
  public struct Replay: Sendable, Hashable {
    public var call: String
    public var version: String
    public var applicant: String
    public var asOf: Day
    public var facts: Facts
    public var eligibility: Eligibility

    /// Reads the value that `notation` wrote.
    ///
    /// - Throws: `FundingError` with the code `funding.evaluation`.
    public init(notation value: FieldValue) throws(FundingError) {
      let fields = value.mapValue ?? [:]
      let place = LocalizedText("funding.evaluation-notation.evaluation")
      guard let call = fields["call"]?.textValue, let version = fields["version"]?.textValue,
        let asOf = fields["as_of"]?.textValue.flatMap({ Day($0) }), let facts = fields["facts"].flatMap(Facts.init),
        let eligibility = fields["eligibility"]?.textValue.flatMap(Eligibility.init)
      else {
        throw FundingError(
          "funding.evaluation", at: place,
          LocalizedText(
            "funding.evaluation-notation.call-version-facts-eligibility"))
      }
      (self.call, self.version, self.asOf, self.facts) = (call, version, asOf, facts)
      (self.eligibility, applicant) = (eligibility, fields["applicant"]?.textValue ?? "")
    }
  }
}

extension ConditionTrace {
  /// - Parameter legal: the reference of the rule set, for a condition that has none of its own.
  func notation(in language: Language, _ legal: LegalReference) -> FieldValue {
    var fields: ExactDictionary<FieldValue> = [
      "id": .text(condition.id), "verdict": .text(verdict.name), "label": .text(condition.wording[language]),
      "legal": (condition.legal ?? legal).notation,
      "facts": .list(
        uses.map { .map(["name": .text($0.name), "value": $0.fact.value, "source": .text($0.fact.source)]) }),
      "missing": .list(missing.map(FieldValue.text)),
    ]
    if verdict == .unmet { fields["remedy"] = condition.remedy.map { .text($0[language]) } }
    if verdict == .unknown, let fact = missing.first {
      fields["question"] = .text(question(about: fact)[language])
    }
    if !parts.isEmpty { fields["parts"] = .list(parts.map { $0.notation(in: language, legal) }) }
    return .map(fields)
  }
}

extension OpenQuestion {
  /// As plain data.
  public func notation(in language: Language) -> FieldValue {
    .map([
      "fact": .text(fact), "text": .text(text[language]), "decides": .integer(Int64(decides)),
      "asked": .integer(Int64(asked)),
    ])
  }
}

extension RemedyPath {
  /// As plain data: the steps, and whether each has a remedy.
  public func notation(in language: Language) -> FieldValue {
    .map([
      "complete": .boolean(isComplete),
      "steps": .list(
        steps.map { step in
          var fields: ExactDictionary<FieldValue> = ["condition": .text(step.condition)]
          fields["text"] = step.text.map { .text($0[language]) }
          return .map(fields)
        }),
    ])
  }
}
