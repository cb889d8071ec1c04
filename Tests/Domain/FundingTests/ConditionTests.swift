import Ecosystem
import Funding
import Testing

@Suite struct ConditionTests {
  private func verdict(_ test: Condition.Test, _ values: ExactDictionary<FieldValue>, id: String = "it") -> Verdict {
    Condition(id, test).verdict(SampleRules.facts(values))
  }

  @Test("A value is among those wanted, is excluded, or is not known")
  func oneOf() {
    let test = Condition.Test.oneOf(fact: "legal_form", values: ["srl", "sa"], excludes: ["asbl"])
    #expect(verdict(test, ["legal_form": "srl"]) == .met)
    #expect(verdict(test, ["legal_form": "sprl"]) == .unmet)
    #expect(verdict(test, ["legal_form": "asbl"]) == .unmet)
    #expect(verdict(test, ["legal_form": false]) == .unmet)
    #expect(verdict(test, [:]) == .unknown)
  }

  @Test("Of a list one value is enough, and one excluded value ends it")
  func lists() {
    let test = Condition.Test.oneOf(fact: "sectors", values: ["games", "cinema"], excludes: ["publishing"])
    #expect(verdict(test, ["sectors": ["music", "games"]]) == .met)
    #expect(verdict(test, ["sectors": ["music"]]) == .unmet)
    #expect(verdict(test, ["sectors": ["games", "publishing"]]) == .unmet)
    #expect(verdict(.oneOf(fact: "sectors", values: [], excludes: ["publishing"]), ["sectors": ["music"]]) == .met)
  }

  @Test("A territory holds those inside it")
  func territory() {
    let tree = TerritoryTree(parents: ["BE-WNA": "BE-WAL", "BE-WAL": "BE", "BE-BRU": "BE"])
    func verdict(_ place: String) -> Verdict {
      self.verdict(
        .within(fact: "territory", places: ["BE-WAL"], excludes: []),
        ["territory": .list(tree.path(of: place).map(FieldValue.text))])
    }
    #expect(verdict("BE-WNA") == .met)
    #expect(verdict("BE-WAL") == .met)
    #expect(verdict("BE") == .unmet)
    #expect(verdict("BE-BRU") == .unmet)
  }

  @Test("A tree with a circle still has a path")
  func circle() {
    #expect(TerritoryTree(parents: ["a": "b", "b": "a"]).path(of: "a") == ["a", "b"])
  }

  @Test("False says that there is none, silence says nothing")
  func has() {
    let test = Condition.Test.has(fact: "identifier.BE-BCE_KBO")
    #expect(verdict(test, ["identifier.BE-BCE_KBO": "0403019261"]) == .met)
    #expect(verdict(test, ["identifier.BE-BCE_KBO": false]) == .unmet)
    #expect(verdict(test, ["identifier.BE-BCE_KBO": nil]) == .unknown)
  }

  @Test("Bounds belong to the range, and what cannot be compared is not known")
  func between() {
    let staff = Condition.Test.between(fact: "staff", min: Quantity(10), max: Quantity(249))
    #expect([9, 10, 249, 250].map { verdict(staff, ["staff": .integer($0)]) } == [.unmet, .met, .met, .unmet])
    #expect(verdict(staff, ["staff": "many"]) == .unknown)
    #expect(verdict(staff, ["staff": SampleRules.euros(50)]) == .unknown)
    let budget = Condition.Test.between(fact: "budget", min: Quantity(5_000_00, currency: "EUR"), max: nil)
    #expect(verdict(budget, ["budget": SampleRules.euros(5_000)]) == .met)
    #expect(verdict(budget, ["budget": SampleRules.euros(4_999)]) == .unmet)
    #expect(verdict(budget, ["budget": ["amount": 500_000, "currency": "USD"]]) == .unknown)
  }

  @Test("A share is one fact of another; a share of nothing is not known")
  func ratio() {
    let test = Condition.Test.ratio(fact: "spend", of: "grant", min: 1.6, max: nil)
    #expect(verdict(test, ["spend": SampleRules.euros(160), "grant": SampleRules.euros(100)]) == .met)
    #expect(verdict(test, ["spend": SampleRules.euros(159), "grant": SampleRules.euros(100)]) == .unmet)
    #expect(verdict(test, ["spend": SampleRules.euros(160), "grant": SampleRules.euros(0)]) == .unknown)
    #expect(verdict(test, ["spend": SampleRules.euros(160)]) == .unknown)
    #expect(verdict(test, ["spend": 160, "grant": SampleRules.euros(100)]) == .unknown)
  }

  @Test("What is attested is a fact of that name")
  func attested() {
    #expect(verdict(.attested, ["attested.not-begun": true], id: "not-begun") == .met)
    #expect(verdict(.attested, ["attested.not-begun": false], id: "not-begun") == .unmet)
    #expect(verdict(.attested, ["not-begun": true], id: "not-begun") == .unknown)
  }

  @Test("The answer of code counts once what it needs is known")
  func custom() {
    let test = Condition.Test.custom(needs: ["grant"])
    let trace = Condition("share", test).trace(SampleRules.facts(["custom.share": true]))
    #expect(trace.verdict == .unknown && trace.missing == ["grant"])
    #expect(verdict(test, ["grant": 5, "custom.share": true], id: "share") == .met)
    #expect(verdict(test, ["grant": 5, "custom.share": false], id: "share") == .unmet)
    let silent = Condition("share", test).trace(SampleRules.facts(["grant": 5]))
    #expect(silent.verdict == .unknown && silent.missing == ["custom.share"])
  }

  @Test("The size is what the SME test says")
  func size() {
    #expect(verdict(.size(EnterpriseSize.sme), ["size": "medium"]) == .met)
    #expect(verdict(.size(EnterpriseSize.sme), ["size": "large"]) == .unmet)
    #expect(verdict(.size([.micro]), ["size": "small"]) == .unmet)
    #expect(verdict(.size(EnterpriseSize.sme), [:]) == .unknown)
  }

  @Test("Combinations follow Kleene's tables", arguments: Verdict.allCases, Verdict.allCases)
  func combinations(left: Verdict, right: Verdict) {
    func part(_ id: String, _ verdict: Verdict) -> (Condition, ExactDictionary<FieldValue>) {
      (Condition(id, .attested), verdict == .unknown ? [:] : ["attested.\(id)": .boolean(verdict == .met)])
    }
    let (one, oneFacts) = part("one", left)
    let (other, otherFacts) = part("other", right)
    let facts = oneFacts.merging(otherFacts) { first, _ in first }
    let order: [Verdict] = [.unmet, .unknown, .met]
    let ranks = [left, right].map { order.firstIndex(of: $0) ?? 0 }
    #expect(verdict(.all([one, other]), facts) == order[ranks.min() ?? 0])
    #expect(verdict(.any([one, other]), facts) == order[ranks.max() ?? 0])
    #expect(verdict(.not(one), facts) == order[2 - ranks[0]])
  }
}
