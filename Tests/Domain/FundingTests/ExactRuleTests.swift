import Calendar
import Ecosystem
import Testing

@testable import Funding

/// Names in rules and facts are compared by their bytes.
@Suite struct ExactRuleTests {
  /// Pairs that `String` compares as equal.
  static let twins = [("\u{E9}", "e\u{301}"), ("K", "\u{212A}"), (";", "\u{37E}"), ("\u{C5}", "\u{212B}")]

  @Test("calls and versions that are canonically equivalent are two", arguments: twins)
  func book(_ one: String, _ other: String) {
    func rules(_ call: String, _ version: String) -> RuleSet {
      var rules = SampleRules.rules(Condition("a", .has(fact: "a")), version: version, from: Day(year: 2020, month: 1, day: 1), to: nil)
      rules.call = call
      return rules
    }
    let book = RuleBook([rules(one, one), rules(other, one), rules(one, other)])
    #expect(book.calls.count == 2)
    #expect(book.ruleSets(of: one).count == 2 && book.ruleSets(of: other).count == 1)
    #expect(book.ruleSet(of: one, version: other)?.version.isExactly(other) == true)
    #expect(book.ruleSet(of: other, version: other) == nil)
  }

  @Test("versions have one order, by the bytes of what is no number", arguments: twins)
  func order(_ one: String, _ other: String) {
    let (first, second) = ExactString(one) < ExactString(other) ? (one, other) : (other, one)
    #expect(VersionOrder.precedes(first, second) && !VersionOrder.precedes(second, first))
    #expect(VersionOrder.precedes("2-\(first)9", "2-\(second)1"))
    // A digit with a mark is a digit and a mark.
    #expect(VersionOrder.precedes("5\u{301}", "40"))
    #expect(VersionOrder.precedes("4", "10") && VersionOrder.precedes("2024-2", "2024-11"))
  }

  @Test("a rule about one word is not met by its twin, asked one by one or compiled", arguments: twins)
  func words(_ one: String, _ other: String) throws {
    let rules = SampleRules.rules(Condition("a", .oneOf(fact: one, values: [one], excludes: [])))
    for (fact, word, wanted) in [(one, one, Eligibility.eligible), (one, other, .ineligible), (other, one, .unknown)] {
      let facts = Facts([fact: Fact(.text(word), source: "test")])
      #expect(rules.evaluate(facts, asOf: SampleRules.today).eligibility == wanted)
      let table = try #require(CompiledRules([rules])).matches(FactColumns([facts], for: [rules]))
      #expect(table.eligibility(of: 0, under: 0) == wanted)
    }
    let both = SampleRules.rules(Condition("a", .has(fact: one)), Condition("b", .has(fact: other)))
    let facts = Facts([one: Fact(true, source: "test")])
    let table = try #require(CompiledRules([both])).matches(FactColumns([facts], for: [both]))
    #expect((0..<2).map { table.verdict(of: 0, under: 0, condition: $0) } == [.met, .unknown])
  }

  @Test("two conditions may have ids that are canonically equivalent, not the same id", arguments: twins)
  func ids(_ one: String, _ other: String) throws {
    func notation(_ second: String) -> FieldValue {
      .map([
        "call": "c", "version": "1", "valid_from": "2024-01-01", "legal": SampleRules.whitePaper.notation,
        "conditions": .list([
          .map(["test": "has", "fact": "x", "id": .text(one)]), .map(["test": "has", "fact": "x", "id": .text(second)]),
        ]),
      ])
    }
    #expect(try RuleSet(notation: notation(other)).conditions.map(\.id).count == 2)
    #expect(throws: FundingError.self) { try RuleSet(notation: notation(one)) }
  }

  @Test("a place and a Member State are not taken for their twins")
  func places() {
    #expect(TerritoryTree(parents: ["BE-K": "BE"]).path(of: "BE-\u{212A}").count == 1)
    #expect(MemberState.isCode("DK") && !MemberState.isCode("D\u{212A}"))
  }
}
