import Ecosystem
import Funding
import Testing

@Suite struct MonotonicityTests {
  @Test("A fact that becomes known never turns a decided answer into another or into unknown", arguments: 0..<500)
  func decidedStays(seed: Int) {
    var random = RandomRules(seed: UInt64(seed))
    let rules = random.ruleSet(random.int(1...5))
    var facts = Facts()
    var before = rules.evaluate(facts, asOf: SampleRules.today)
    for name in rules.factNames.shuffled(using: &random) {
      facts[name] = Fact(random.value(of: name), source: "test")
      let after = rules.evaluate(facts, asOf: SampleRules.today)
      #expect(before.eligibility == .unknown || after.eligibility == before.eligibility)
      for (old, new) in zip(before.traces, after.traces) where old.verdict != .unknown {
        #expect(new.verdict == old.verdict)
      }
      before = after
    }
  }

  @Test("What an answer decides is as the question says", arguments: 0..<300)
  func decides(seed: Int) {
    var random = RandomRules(seed: UInt64(seed) + 10_000)
    let facts = (0..<3).map { "attested.q\($0)" }
    func leaf() -> Condition { Condition("q\(random.int(0...2))", .attested) }
    let rules = SampleRules.rules(Condition("x", .any([leaf(), leaf()])), Condition("y", .not(leaf())), leaf())
    let open = rules.evaluate(Facts(), asOf: SampleRules.today)
    for question in open.questions where facts.contains(question.fact) {
      let decided = [true, false].count { answer in
        rules.evaluate(SampleRules.facts([question.fact: .boolean(answer)]), asOf: SampleRules.today).eligibility
          != .unknown
      }
      // A condition may be negated, so answers are compared by the number of them that decide. The two answers of a fact that is
      // asked in one sense only are the positive and the negative one.
      let senses = Set(rules.conditions.flatMap { Self.senses($0, of: question.fact, isTurned: false) })
      if senses.count == 1 { #expect(question.decides == decided) }
    }
  }

  private static func senses(_ condition: Condition, of fact: String, isTurned: Bool) -> [Bool] {
    if case .not(let part) = condition.test { return senses(part, of: fact, isTurned: !isTurned) }
    if condition.parts.isEmpty { return condition.facts.contains(fact) ? [isTurned] : [] }
    return condition.parts.flatMap { senses($0, of: fact, isTurned: isTurned) }
  }
}
