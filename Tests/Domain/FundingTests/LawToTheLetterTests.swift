import Calendar
import Ecosystem
import Funding
import Testing

/// Cases of the law with past bugs: imprecise dates, negative amounts, shares in decimals, holdings through others, versions.
@Suite struct LawToTheLetterTests {
  private func award(_ date: String, _ euros: Int64) throws -> DeMinimisLedger.Award {
    DeMinimisLedger.Award(
      id: date, recipient: "a", memberState: "BE", date: try #require(Day(date, .first)), lastDate: Day(date, .last),
      amount: euros * 100)
  }

  @Test(
    "an award known to the year counts on every day it may be of",
    arguments: [
      ("2025", "2025-01-01", true), ("2025", "2024-12-31", false), ("2025", "2028-12-31", true), ("2025", "2029-01-01", false),
      ("2024-06", "2024-06-01", true), ("2024-06", "2027-06-30", true), ("2024-06", "2027-07-01", false),
    ])
  func imprecise(date: String, day: String, counts: Bool) throws {
    let (asked, ledger) = (try #require(Day(day)), DeMinimisLedger([try award(date, 100_000)]))
    let headroom = try #require(ledger.headroom(in: "BE", on: asked))
    #expect(headroom.used == (counts ? 100_000_00 : 0))
  }

  @Test("an award known to the year frees up after the last day it may be of")
  func freeing() throws {
    let ledger = DeMinimisLedger([try award("2025", 1)])
    let day = try #require(Day("2025-06-01"))
    #expect(ledger.headroom(in: "BE", on: day)?.binding.first?.freesOn.description == "2029-01-01")
  }

  @Test("a negative award adds no room")
  func negative() throws {
    let ledger = DeMinimisLedger([try award("2024-06-01", -50_000), try award("2024-06-02", 100_000)])
    let day = try #require(Day("2024-07-01"))
    #expect(ledger.headroom(in: "BE", on: day)?.room == 200_000_00)
  }

  private func holds(_ holder: String, _ held: String, _ share: Double) -> Ownership.Tie {
    Ownership.Tie(holder: holder, held: held, share: share, isControl: false)
  }

  @Test("two, twenty-one and two per cent in public hands are a quarter")
  func quarter() {
    let roles: [String: Ownership.Role] = ["r": .publicBody, "s": .publicBody, "t": .publicBody]
    let ties = [holds("r", "a", 0.02), holds("s", "a", 0.21), holds("t", "a", 0.02)]
    #expect(SMETest(ownership: Ownership(ties, roles: roles), figures: [:]).status(of: "a", in: 2023).isPubliclyHeld)
  }

  @Test("seventeen, twenty-eight and five per cent are no majority")
  func half() {
    let links = [("x", "y"), ("y", "z")].map { Ownership.Tie(holder: $0, held: $1, share: nil, isControl: true) }
    let ties = links + [holds("x", "a", 0.17), holds("y", "a", 0.28), holds("z", "a", 0.05)]
    #expect(Ownership(ties).linked(with: "a") == ["a"])
    #expect(Ownership(ties).share(of: ["x", "y", "z"], in: "a") == DecimalShare(0.5))
  }

  @Test("a quarter that a public body holds through a firm it controls ends the status", arguments: [(0.51, true), (0.5, false)])
  func indirect(share: Double, isHeld: Bool) {
    let ownership = Ownership([holds("region", "invest", share), holds("invest", "a", 0.25)], roles: ["region": .publicBody])
    #expect(SMETest(ownership: ownership, figures: [:]).status(of: "a", in: 2023).isPubliclyHeld == isHeld)
  }

  @Test(
    "version 10 comes after version 4", arguments: [("4", "10"), ("2024-2", "2024-11"), ("v1.9", "v1.10"), ("a9", "a99999999999999999999")])
  func versions(before: String, after: String) {
    let sets = [after, before].map {
      RuleSet(call: "c", version: $0, validFrom: SampleRules.today, legal: LegalReference(title: "x"), conditions: [])
    }
    #expect(RuleBook(sets).ruleSet(of: "c", on: SampleRules.today)?.version == after)
    #expect(RuleBook(sets.reversed()).ruleSet(of: "c", on: SampleRules.today)?.version == after)
  }
}
