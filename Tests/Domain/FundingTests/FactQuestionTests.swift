import Ecosystem
import Funding
import Localization
import Testing

/// Questions that facts raise: another unit than the rule's, and gaps that the records show.
@Suite struct FactQuestionTests {
  private let floor = Condition("budget", .between(fact: "budget", min: Quantity(500_000, currency: "EUR"), max: nil))
  private let dollars: FieldValue = ["amount": 900_000, "currency": "USD"]

  private func evaluate(_ condition: Condition, _ facts: Facts) -> Evaluation {
    SampleRules.rules(condition).evaluate(facts, asOf: SampleRules.today)
  }

  @Test("money of another currency asks for the amount in that of the rule")
  func currency() {
    let evaluation = evaluate(floor, SampleRules.facts(["budget": dollars]))
    #expect(evaluation.eligibility == .unknown && evaluation.missing == ["budget"])
    #expect(evaluation.questions.first?.text[.en] == "What is the amount in EUR: budget of the project?")
    #expect(evaluate(floor, SampleRules.facts(["budget": SampleRules.euros(6_000)])).questions.isEmpty)
  }

  @Test("a share of another currency, and of nothing, asks too")
  func ratio() {
    let condition = Condition("share", .ratio(fact: "grant", of: "budget", min: 0.5, max: nil))
    let mixed = evaluate(condition, SampleRules.facts(["grant": SampleRules.euros(1), "budget": dollars]))
    #expect(mixed.missing == ["grant"] && mixed.questions.first?.text[.en].contains("USD") == true)
    let nothing = evaluate(condition, SampleRules.facts(["grant": SampleRules.euros(1), "budget": SampleRules.euros(0)]))
    #expect(nothing.eligibility == .unknown && nothing.missing == ["budget"])
  }

  @Test("a fact left open asks its own question, until it is given")
  func leftOpen() {
    var facts = SampleRules.facts(["budget": SampleRules.euros(6_000)])
    facts.leaveOpen("budget", asking: LocalizedText(verbatim: "Which budget?"))
    let evaluation = evaluate(floor, facts)
    #expect(evaluation.questions.map { $0.text[.fr] } == ["Which budget?"])
    #expect(evaluation.replayed(with: RuleBook([SampleRules.rules(floor)])) == evaluation)
    let given = facts.merging(SampleRules.facts(["budget": SampleRules.euros(6_000)]))
    #expect(evaluate(floor, given).eligibility == .eligible)
  }
}
