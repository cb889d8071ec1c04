import Ecosystem
import Funding

/// The ways in which a question can be answered, from the conditions that read its fact.
enum FundingForm: Hashable {
  /// One of these words, or none of them.
  case words([String])
  /// One of these places, or none of them.
  case places([String])
  case yesOrNo
  /// A number; with a currency in whole units of it.
  case number(currency: String?)
  /// An answer that needs the code of a plugin.
  case none

  /// Gathers the form over the conditions of rule sets.
  init(_ fact: String, _ ruleSets: [RuleSet]) {
    var conditions = ruleSets.flatMap(\.conditions)
    var form = FundingForm.none
    while let condition = conditions.popLast() {
      conditions += condition.parts
      if condition.facts.contains(fact) { form = form.joined(with: Self.form(of: condition.test, fact)) }
    }
    self = form
  }

  private static func form(of test: Condition.Test, _ fact: String) -> FundingForm {
    switch test {
    case .size: .words(EnterpriseSize.allCases.map(\.rawValue))
    case .within(_, let places, let excludes): .places(places + excludes)
    case .oneOf(_, let values, let excludes): .words(values + excludes)
    case .has, .attested: .yesOrNo
    case .between(_, let min, let max): .number(currency: min?.currency ?? max?.currency)
    case .ratio: .number(currency: nil)
    case .custom, .all, .any, .not: .none
    }
  }

  private func joined(with other: FundingForm) -> FundingForm {
    switch (self, other) {
    case (.words(let left), .words(let right)): .words(Self.union(left, right))
    case (.places(let left), .places(let right)): .places(Self.union(left, right))
    case (.none, _), (.yesOrNo, .words), (.yesOrNo, .places): other
    case (.number(nil), .number): other
    default: self
    }
  }

  private static func union(_ left: [String], _ right: [String]) -> [String] {
    left + right.filter { !left.contains($0) }
  }

  /// Returns the value of an answer; nil when the person does not know, or the text is no answer of this form.
  func value(_ text: String) -> FieldValue? {
    if text == FundingAnswers.unknownText { return nil }
    switch self {
    case .words, .places: return text == FundingAnswers.noneText ? false : .text(text)
    case .yesOrNo: return text == "yes" ? true : text == "no" ? false : nil
    case .number(let currency):
      guard let number = Double(text.replacing(",", with: ".")), number.isFinite, number.magnitude < 1e12 else { return nil }
      guard let currency else { return .number(number) }
      return Money(rounding: number * 100, currency: currency)?.fieldValue
    case .none: return nil
    }
  }
}
