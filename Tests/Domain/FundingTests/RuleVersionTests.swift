import Calendar
import Ecosystem
import Funding
import Localization
import Testing

@Suite struct RuleVersionTests {
  private let old = SampleRules.rules(
    Condition("a", .has(fact: "a")), version: "2020", from: Day(year: 2020, month: 1, day: 1),
    to: Day(year: 2023, month: 12, day: 31))
  private let new = SampleRules.rules(
    Condition("b", .has(fact: "b")), version: "2024", from: Day(year: 2024, month: 1, day: 1))

  @Test(
    "The version that holds on the day counts, to the day",
    arguments: [("2019-12-31", nil), ("2020-01-01", "2020"), ("2023-12-31", "2020"), ("2024-01-01", "2024")])
  func chosen(day: String, version: String?) throws {
    let book = RuleBook([new, old])
    #expect(book.ruleSet(of: "call", on: try #require(Day(day)))?.version == version)
    #expect(book.ruleSet(of: "other", on: try #require(Day(day))) == nil)
  }

  @Test("Of two versions that hold, the one that began last counts")
  func overlapping() {
    var open = old
    open.validTo = nil
    #expect(RuleBook([new, open]).ruleSet(of: "call", on: SampleRules.today)?.version == "2024")
  }

  @Test("A version that cannot be read leaves its call without rules from its first day, and others alone")
  func setAside() throws {
    let error = FundingError("funding.rule", at: LocalizedText(verbatim: "x"), LocalizedText(verbatim: "y"))
    let broken = RuleBook.SetAside(call: "call", version: "2022", validFrom: Day(year: 2022, month: 1, day: 1), error: error)
    let other = SampleRules.rules(Condition("a", .has(fact: "a")), call: "other")
    let book = RuleBook([old, new, other], setAside: [broken])
    #expect(book.ruleSet(of: "call", on: try #require(Day("2021-12-31")))?.version == "2020")
    #expect(book.ruleSet(of: "call", on: try #require(Day("2022-01-01"))) == nil)
    #expect(book.setAside(of: "call", on: try #require(Day("2022-01-01")))?.version == "2022")
    #expect(book.ruleSet(of: "call", on: SampleRules.today)?.version == "2024")
    #expect(book.ruleSet(of: "other", on: try #require(Day("2022-01-01"))) != nil)
  }

  @Test("An evaluation asked again with the same version, facts and day is the same")
  func replayed() throws {
    let facts = SampleRules.facts(["a": "x", "unused": 1])
    let day = Day(year: 2023, month: 3, day: 1)
    let evaluation = old.evaluate(facts, applicant: "studio", asOf: day)
    #expect(evaluation.eligibility == .eligible)
    #expect(evaluation.factsUsed.names == ["a"])
    #expect(evaluation.replayed(with: RuleBook([old, new])) == evaluation)
    #expect(evaluation.replayed(with: RuleBook([new])) == nil)
  }

  @Test("An evaluation that was rewritten as data is asked again with what it says")
  func replayedFromData() throws {
    let evaluation = old.evaluate(SampleRules.facts(["a": ["x", "y"]]), applicant: "studio", asOf: SampleRules.today)
    let data = try FieldValue(json: evaluation.notation(in: .fr).json)
    let replay = try Evaluation.Replay(notation: data)
    #expect(replay.facts == evaluation.factsUsed)
    #expect(old.evaluate(replay.facts, applicant: replay.applicant, asOf: replay.asOf) == evaluation)
    #expect(throws: FundingError.self) { try Evaluation.Replay(notation: ["call": "a"]) }
  }

  @Test("Rules written as data come out as they went in")
  func notation() throws {
    let rules = SampleRules.rules(
      Condition("size", .size([.micro, .small]), question: LocalizedText([.fr: "Taille ?", .en: "Size?"])),
      Condition("place", .within(fact: "territory", places: ["BE-WAL"], excludes: ["BE-WHT"])),
      Condition(
        "form", .oneOf(fact: "legal_form", values: ["srl"], excludes: ["asbl"]), label: LocalizedText(verbatim: "form")),
      Condition("number", .has(fact: "identifier.BE-BCE_KBO"), remedy: LocalizedText([.fr: "Demander", .en: "Ask"])),
      Condition("staff", .between(fact: "staff", min: nil, max: Quantity(249))),
      Condition("budget", .between(fact: "budget", min: Quantity(100, currency: "EUR"), max: nil)),
      Condition(
        "share", .ratio(fact: "spend", of: "grant", min: 1.6, max: nil), legal: LegalReference(title: "Art. 3")),
      Condition("not-begun", .attested),
      Condition("code", .custom(needs: ["grant"])),
      Condition(
        "some", .any([Condition("x", .has(fact: "x")), Condition("both", .all([Condition("y", .has(fact: "y"))]))])),
      Condition("no", .not(Condition("no.any", .any([Condition("z", .has(fact: "z"))])))))
    #expect(try RuleSet(notation: try FieldValue(json: rules.notation.json)) == rules)
  }

  private static let header: ExactDictionary<FieldValue> = ["call": "c", "version": "1", "valid_from": "2024", "legal": "Act"]

  @Test(
    "Rules that cannot be read are refused with the place and what is wanted",
    arguments: [
      (["conditions": []], "conditions"), (["conditions": [["test": "oneof"]]], "did you mean \"one_of\""),
      (["conditions": [["test": "has"]]], "\"fact\" must be a non-empty text"),
      (["conditions": [["test": "has", "fact": "a", "fakt": 1]]], "did you mean \"fact\""),
      (["conditions": [["test": "attested"]]], "\"id\""),
      (["conditions": [["test": "has", "fact": "a", "id": "x"], ["test": "attested", "id": "x"]]], "given twice"),
      (["conditions": [["test": "ratio", "fact": "a", "of": "b", "min": -1]]], "from 0"),
      (["conditions": [["test": "has", "fact": "a"]], "valid_to": "2023"], "valid_to"),
      (["conditions": [["test": "has", "fact": "a"]], "rate_total_max": 2], "rate_total_max"),
      (
        ["conditions": [["test": "all_of", "conditions": [["test": "any_of", "conditions": []]]]]], "all_of, 1, any_of"
      ),
    ] as [(ExactDictionary<FieldValue>, String)])
  func refused(fields: ExactDictionary<FieldValue>, words: String) {
    let error = #expect(throws: FundingError.self) {
      try RuleSet(notation: .map(Self.header.merging(fields) { $1 }))
    }
    #expect(error?.message(in: .en).contains(words) == true, "\(error?.message(in: .en) ?? "")")
    #expect(error?.message(in: .fr).hasPrefix("règles de « c », version « 1 »") == true)
  }
}
