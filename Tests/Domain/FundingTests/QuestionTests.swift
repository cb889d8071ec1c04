import Ecosystem
import Funding
import Localization
import Testing

@Suite struct QuestionTests {
  private let a = Condition("a", .has(fact: "a"), question: LocalizedText([.fr: "A ?", .en: "A?"]))
  private let b = Condition("b", .has(fact: "b"), remedy: LocalizedText([.fr: "Faire b", .en: "Do b"]))
  private let c = Condition("c", .has(fact: "c"))

  private func evaluate(_ rules: RuleSet, _ values: ExactDictionary<FieldValue> = [:]) -> Evaluation {
    rules.evaluate(SampleRules.facts(values), asOf: SampleRules.today)
  }

  @Test("Eligible when all are met, ineligible when one is unmet, else unknown with its questions")
  func eligibility() {
    let rules = SampleRules.rules(a, b)
    #expect(evaluate(rules, ["a": 1, "b": 1]).eligibility == .eligible)
    #expect(evaluate(rules, ["b": false]).eligibility == .ineligible)
    #expect(evaluate(rules, ["b": false]).questions.isEmpty)
    let open = evaluate(rules, ["b": 1])
    #expect(open.eligibility == .unknown && open.missing == ["a"])
    #expect(open.questions.first?.text[.fr] == "A ?")
  }

  @Test("The last missing fact decides either way, one of two decides only for the bad")
  func deciding() {
    #expect(evaluate(SampleRules.rules(a)).questions.map(\.decides) == [2])
    #expect(evaluate(SampleRules.rules(a, b)).questions.map(\.decides) == [1, 1])
    // Of an alternative one positive answer is enough, and decides all when nothing else is open.
    #expect(evaluate(SampleRules.rules(Condition("or", .any([a, b])))).questions.map(\.decides) == [1, 1])
  }

  @Test("What no longer counts is not asked")
  func irrelevant() {
    let rules = SampleRules.rules(Condition("or", .any([a, b])), c)
    #expect(evaluate(rules, ["a": 1]).missing == ["c"])
  }

  @Test("Of many calls, the question that decides most comes first")
  func most() {
    let evaluations = [SampleRules.rules(a, b), SampleRules.rules(b), SampleRules.rules(b, c), SampleRules.rules(c)]
      .map { evaluate($0) }
    let ranked = OpenQuestion.ranked(evaluations)
    // b: 1 + 2 + 1; c: 1 + 2; a: 1.
    #expect(ranked.map(\.fact) == ["b", "c", "a"])
    #expect(ranked.map(\.decides) == [4, 3, 1])
    #expect(ranked.map(\.asked) == [3, 2, 1])
    #expect(OpenQuestion.ranked([evaluate(SampleRules.rules(a), ["a": false])]).isEmpty)
  }

  @Test("The nearest remedy mends the fewest conditions, known remedies first")
  func remedy() {
    let either = Condition("or", .any([Condition("both", .all([b, Condition("d", .has(fact: "d"))])), c]))
    let no: ExactDictionary<FieldValue> = ["a": false, "b": false, "c": false, "d": false]
    // c alone has no remedy; b and d are two, of which d has none: one unknown step in both cases, so the shorter way.
    #expect(evaluate(SampleRules.rules(either), no).remedy?.steps.map(\.condition) == ["c"])
    let known = Condition("or", .any([Condition("both", .all([b, b])), c]))
    let remedy = evaluate(SampleRules.rules(known), no).remedy
    #expect(remedy?.steps.map(\.condition) == ["b", "b"] && remedy?.isComplete == true)
    #expect(evaluate(SampleRules.rules(a, b), no).remedy?.isComplete == false)
    #expect(evaluate(SampleRules.rules(a, b), ["b": 1]).remedy == nil)
  }

  @Test("The reasons say what was found and where it is from")
  func reasons() {
    let form = Condition("form", .oneOf(fact: "legal_form", values: ["srl"], excludes: ["asbl"]))
    let evaluation = SampleRules.rules(form).evaluate(
      Facts(["legal_form": Fact("asbl", source: "BCE")]), asOf: SampleRules.today)
    #expect(evaluation.reasons(in: .en) == ["Not met: legal form: srl, not asbl (asbl, BCE)"])
    #expect(evaluation.reasons(in: .fr) == ["Non rempli : forme juridique : srl, sauf asbl (asbl, BCE)"])
    let lines = evaluation.explanation(in: .fr)
    #expect(lines.summary == "Non éligible : 1 condition non remplie.")
    #expect(lines.lines.contains("Source : Livre blanc, recommandation 1"))
  }

  @Test("Every answer says that it is no legal advice, and illustrative rules say so")
  func notice() {
    var rules = SampleRules.rules(a)
    rules.isIllustrative = true
    let notation = evaluate(rules).notation(in: .en).mapValue
    #expect(notation?["notice"]?.textValue?.contains("not legal advice") == true)
    #expect(notation?["illustrative_notice"] != nil)
  }
}
