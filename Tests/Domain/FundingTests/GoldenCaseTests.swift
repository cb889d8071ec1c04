import Ecosystem
import Funding
import Identifiers
import Testing

/// The published figures and stated conditions that the rules have to reproduce.
@Suite struct GoldenCaseTests {
  private func eligibility(_ condition: Condition.Test, _ values: ExactDictionary<FieldValue>) -> Eligibility {
    SampleRules.rules(Condition("it", condition)).evaluate(SampleRules.facts(values), asOf: SampleRules.today)
      .eligibility
  }

  // 16.8 M€ / 4.36 = 3,853,211.01 €: about 3.85 M€.
  @Test("Wallimage Gaming's 16.8 M€ at 436 % imply about 3.85 M€ of aid")
  func wallimage() throws {
    let aid = try #require(ReturnFigures.impliedAid(spending: 16_800_000_00, rate: 4.36))
    #expect(aid == 3_853_211_01)
    #expect(ReturnFigures.impliedAid(spending: 1, rate: 0) == nil)
    var figures = ReturnFigures()
    figures.announced.add(aid: aid)
    figures.announced.add(regionalSpending: 16_800_000_00)
    #expect(abs((figures.announced.rate ?? 0) - 4.36) < 0.000_001)
    #expect(figures.verified.rate == nil && figures.verified.regionalSpending == nil)
  }

  @Test("The rate wants both figures of the same standing")
  func apart() {
    var figures = ReturnFigures()
    figures.announced.add(regionalSpending: 100)
    figures.verified.add(aid: 50)
    #expect(figures.announced.rate == nil && figures.verified.rate == nil)
    figures.announced.add(aid: 0)
    #expect(figures.announced.rate == nil)
  }

  @Test(
    "The tax shelter takes cinema, games and stage, and neither publishing nor exhibitions",
    arguments: [
      ("cinema", Eligibility.eligible), ("jeu-video", .eligible), ("arts-de-la-scene", .eligible),
      ("edition-de-contenus", .ineligible), ("production-d-expositions", .ineligible), ("musique", .ineligible),
    ])
  func taxShelter(sector: String, answer: Eligibility) {
    let test = Condition.Test.oneOf(
      fact: "project_sectors", values: ["cinema", "jeu-video", "arts-de-la-scene"],
      excludes: ["edition-de-contenus", "production-d-expositions"])
    #expect(eligibility(test, ["project_sectors": [.text(sector)]]) == answer)
  }

  @Test("The vouchers exclude an asbl")
  func vouchers() {
    let test = Condition.Test.oneOf(fact: "legal_form", values: [], excludes: ["asbl"])
    #expect(eligibility(test, ["legal_form": "asbl"]) == .ineligible)
    #expect(eligibility(test, ["legal_form": "srl"]) == .eligible)
    #expect(eligibility(test, [:]) == .unknown)
  }

  @Test("Export aid wants an enterprise number")
  func exportAid() {
    let test = Condition.Test.has(fact: "identifier.BE-BCE_KBO")
    #expect(eligibility(test, ["identifier.BE-BCE_KBO": "0403019261"]) == .eligible)
    #expect(eligibility(test, ["identifier.BE-BCE_KBO": false]) == .ineligible)
    #expect(eligibility(test, [:]) == .unknown)
  }

  // At least 50 % of the budget and 160 % of the grant are spent in the region, and work has not begun before filing.
  @Test(
    "The games fund of Provence-Alpes-Côte d'Azur, to the euro",
    arguments: [
      (100_000, 200_000, 62_500, true, Eligibility.eligible), (99_999, 200_000, 50_000, true, .ineligible),
      (100_000, 200_000, 62_501, true, .ineligible), (100_000, 200_000, 62_500, false, .ineligible),
    ] as [(Int64, Int64, Int64, Bool, Eligibility)])
  func gamesFund(spend: Int64, budget: Int64, grant: Int64, notBegun: Bool, answer: Eligibility) {
    let rules = SampleRules.rules(
      Condition("of-budget", .ratio(fact: "regional_spend", of: "budget", min: 0.5, max: nil)),
      Condition("of-grant", .ratio(fact: "regional_spend", of: "grant", min: 1.6, max: nil)),
      Condition("not-begun", .attested))
    var values: ExactDictionary<FieldValue> = [
      "regional_spend": SampleRules.euros(spend), "budget": SampleRules.euros(budget),
      "grant": SampleRules.euros(grant),
    ]
    #expect(rules.evaluate(SampleRules.facts(values), asOf: SampleRules.today).eligibility != .eligible)
    values["attested.not-begun"] = .boolean(notBegun)
    #expect(rules.evaluate(SampleRules.facts(values), asOf: SampleRules.today).eligibility == answer)
  }

  @Test("BE 0403.019.261 and LU 15027442 are valid, BE 0431.150.351 is not")
  func identifiers() {
    let schemes = IdentifierSchemes.builtIn
    #expect(schemes.canonical("0403.019.261", scheme: "BE-BCE_KBO") == "0403019261")
    #expect(schemes.canonical("0431.150.351", scheme: "BE-BCE_KBO") == nil)
    #expect(schemes.canonical("15027442", scheme: "LU-VAT") != nil)
  }
}
