import Calendar
import Ecosystem
import Funding
import Testing

@Suite struct MatchTests {
  private func match(
    _ call: String, _ values: [String: Bool], _ openness: Openness = .unsaid, illustrative: Bool = false
  ) -> Match {
    var rules = SampleRules.rules(
      Condition("a", .attested), Condition("b", .attested, remedy: .init([.fr: "b", .en: "b"])), call: call)
    rules.isIllustrative = illustrative
    let facts = ExactDictionary(uniqueKeysWithValues: values.map { ("attested.\($0)", FieldValue.boolean($1)) })
    return Match(rules.evaluate(SampleRules.facts(facts), asOf: SampleRules.today), openness)
  }

  @Test(
    "Eligible before unknown before ineligible; the nearest first; open before closed; confirmed before illustrative")
  func ranked() {
    let matches = [
      match("no remedy", ["a": false, "b": true]), match("remedy", ["a": true, "b": false]), match("two open", [:]),
      match("one open", ["a": true]), match("closed", ["a": true, "b": true], .closed),
      match("illustrative", ["a": true, "b": true], .open, illustrative: true),
      match("sure", ["a": true, "b": true], .open),
    ]
    #expect(
      Match.ranked(matches).map(\.evaluation.call) == [
        "sure", "illustrative", "closed", "one open", "two open", "remedy", "no remedy",
      ])
  }

  @Test("Equals stay as given")
  func stable() {
    let matches = ["c", "a", "b"].map { match($0, [:]) }
    #expect(Match.ranked(matches).map(\.evaluation.call) == ["c", "a", "b"])
  }

  @Test(
    "A call is open from its first to its last day",
    arguments: [
      ("2024-06-01", "2024-06-01", Openness.open), ("2024-06-02", nil, .upcoming), (nil, "2024-05-31", .closed),
      (nil, nil, .unsaid), ("2024-01-01", nil, .open),
    ] as [(String?, String?, Openness)])
  func openness(opens: String?, closes: String?, openness: Openness) {
    #expect(
      Openness(opens: opens.flatMap { Day($0) }, closes: closes.flatMap { Day($0) }, on: SampleRules.today) == openness)
  }
}
