import Ecosystem
import Funding
import Testing

@Suite struct CompiledRulesTests {
  @Test("Compiled rules answer as the rules do, for every condition", arguments: 0..<60)
  func same(seed: Int) throws {
    var random = RandomRules(seed: UInt64(seed) + 77)
    let ruleSets = (0..<3).map { _ in random.ruleSet(random.int(1...6)) }
    let names = Set(ruleSets.flatMap(\.factNames)).sorted()
    // Some columns hold one kind of value only, so that the fast paths are tested as well.
    let plain = Set(names.filter { _ in random.int(0...1) == 0 })
    let applicants = (0..<40).map { _ in
      Facts(
        ExactDictionary(
          uniqueKeysWithValues: names.filter { _ in random.int(0...3) > 0 }.map { name in
            let value: FieldValue =
              plain.contains(name) && name.hasPrefix("n") ? .integer(Int64(random.int(0...8))) : random.value(of: name)
            return (name, Fact(value, source: "test"))
          }))
    }
    let table = try #require(CompiledRules(ruleSets)).matches(FactColumns(applicants, for: ruleSets))
    for (position, ruleSet) in ruleSets.enumerated() {
      for (index, facts) in applicants.enumerated() {
        let evaluation = ruleSet.evaluate(facts, asOf: SampleRules.today)
        #expect(table.eligibility(of: index, under: position) == evaluation.eligibility)
        for (condition, trace) in evaluation.traces.enumerated() {
          #expect(table.verdict(of: index, under: position, condition: condition) == trace.verdict)
        }
        let unmet = table.conditions(.unmet, of: index, under: position).map { ruleSet.conditions[$0].id }
        #expect(unmet == evaluation.unmet)
      }
    }
  }

  @Test("More applicants than a block holds are answered to the last")
  func blocks() throws {
    let rules = SampleRules.rules(Condition("n", .between(fact: "n", min: Quantity(5_000), max: nil)))
    let column = (0..<5_001).map { FieldValue.integer(Int64($0)) }
    let table = try #require(CompiledRules([rules])).matches(FactColumns(count: 5_001, ["n": column]))
    #expect((0..<5_001).filter { table.eligibility(of: $0, under: 0) == .eligible } == [5_000])
  }

  @Test("Thirty-two conditions fit, thirty-three do not")
  func limit() throws {
    let conditions = (0..<33).map { Condition("c\($0)", .has(fact: "a")) }
    func rules(_ count: Int) -> RuleSet {
      RuleSet(
        call: "c", version: "1", validFrom: SampleRules.today, legal: SampleRules.whitePaper,
        conditions: Array(conditions.prefix(count)))
    }
    #expect(CompiledRules([rules(33)]) == nil)
    let full = try #require(CompiledRules([rules(32)]))
    #expect(full.matches(FactColumns(count: 1, ["a": ["x"]])).eligibility(of: 0, under: 0) == .eligible)
    #expect(full.matches(FactColumns(count: 1, ["a": [false]])).eligibility(of: 0, under: 0) == .ineligible)
    #expect(full.matches(FactColumns(count: 1, ["a": [nil]])).eligibility(of: 0, under: 0) == .unknown)
    #expect(full.matches(FactColumns(count: 1, [:])).eligibility(of: 0, under: 0) == .unknown)
  }

  @Test("The nearest are whole classes of answers, as many as the limit needs")
  func nearest() {
    let rules = SampleRules.rules(Condition("a", .has(fact: "a")))
    let applicants: [Facts] = [
      SampleRules.facts(["a": false]), Facts(), SampleRules.facts(["a": 1]), Facts(), SampleRules.facts(["a": 2]),
    ]
    #expect(rules.nearest(1, among: applicants).positions == [2, 4])
    #expect(rules.nearest(3, among: applicants).positions == [1, 2, 3, 4])
    #expect(rules.nearest(5, among: applicants).positions == [0, 1, 2, 3, 4])
    #expect(rules.nearest(1, among: applicants).counts == [.eligible: 2, .unknown: 2, .ineligible: 1])
  }
}
