import Funding
import Testing

/// Cases computed by hand after Recommendation 2003/361/EC, annex; each names its article.
@Suite struct SMETests {
  private typealias Years = [Int: YearFigures]

  private func figures(_ staff: Double?, _ turnover: Double?, _ balance: Double? = nil) -> YearFigures {
    YearFigures(
      staff: staff, turnover: turnover.map { $0 * 100_000_000 }, balanceSheet: balance.map { $0 * 100_000_000 })
  }

  private func holds(_ holder: String, _ held: String, _ share: Double?, controls: Bool = false) -> Ownership.Tie {
    Ownership.Tie(holder: holder, held: held, share: share, isControl: controls)
  }

  private func status(
    _ figures: [String: YearFigures], _ ties: [Ownership.Tie] = [], roles: [String: Ownership.Role] = [:]
  ) -> SMETest.Status {
    SMETest(ownership: Ownership(ties, roles: roles), figures: figures.mapValues { [2023: $0] }).status(
      of: "a", in: 2023)
  }

  // Article 2: fewer than 10, 50, 250 staff, and turnover not over 2, 10, 50 M€ or balance sheet not over 2, 10, 43 M€.
  @Test(
    "The ceilings of article 2, to the unit",
    arguments: [
      (9.9, 2.0, 5.0, "micro"), (10.0, 2.0, 2.0, "small"), (9.0, 2.01, 2.0, "micro"), (9.0, 2.01, 2.01, "small"),
      (49.9, 10.0, 99.0, "small"), (50.0, 1.0, 1.0, "medium"), (49.0, 10.01, 10.01, "medium"),
      (249.9, 50.0, 99.0, "medium"), (249.0, 50.01, 43.0, "medium"), (249.0, 50.01, 43.01, "large"),
      (250.0, 0.1, 0.1, "large"),
    ])
  func ceilings(staff: Double, turnover: Double, balance: Double, size: String) {
    #expect(status(["a": figures(staff, turnover, balance)]).size?.rawValue == size)
  }

  // Article 6(2): linked enterprises count whole. 8 + 45 = 53 staff, over 50: medium. Turnover 1 + 4 = 5 M€.
  @Test("A controlling parent counts whole")
  func linked() {
    let figures = ["a": figures(8, 1), "p": figures(45, 4)]
    let status = status(figures, [holds("p", "a", nil, controls: true)])
    #expect(status.size == .medium && status.kind == .linked)
    #expect(status.figures[2023]?.staff.known == 53)
    #expect(self.status(figures, [holds("p", "a", 0.51)]).kind == .linked)
  }

  // Article 3(2): a partner holds 25 % or more and is not linked; 50 % is not a majority. Article 6(2): in proportion.
  @Test(
    "A partner counts in proportion, from a quarter to a half", arguments: [(0.249, 8.0), (0.25, 18.0), (0.5, 28.0)])
  func partner(share: Double, staff: Double) {
    let status = status(["a": figures(8, 1), "p": figures(40, 4)], [holds("p", "a", share)])
    #expect(status.figures[2023]?.staff.known == staff)
    #expect(status.kind == (share < 0.25 ? .autonomous : .partner))
  }

  // Article 3(3), last subparagraph: linked through others. a ← b (60 %) ← c (60 %), c → d (control): all four, 8+10+20+30 = 68.
  @Test("Links go through chains, up and down")
  func chains() {
    let ties = [holds("b", "a", 0.6), holds("c", "b", 0.6), holds("c", "d", nil, controls: true)]
    let status = status(["a": figures(8, 1), "b": figures(10, 1), "c": figures(20, 1), "d": figures(30, 1)], ties)
    #expect(status.parts.map(\.id) == ["b", "c", "d"])
    #expect(status.figures[2023]?.staff.known == 68)
  }

  // Article 6(3): to a partner's figures are added, whole, those linked with it; its own partners are not. p holds 30 % of a,
  // q controls p, r holds 40 % of p: 8 + 0.3 × (10 + 20) = 17.
  @Test("A partner brings what is linked with it, and not its own partners")
  func partnersGroup() {
    let ties = [holds("p", "a", 0.3), holds("q", "p", nil, controls: true), holds("r", "p", 0.4)]
    let status = status(["a": figures(8, 1), "p": figures(10, 1), "q": figures(20, 1), "r": figures(90, 1)], ties)
    #expect(abs((status.figures[2023]?.staff.known ?? 0) - 17) < 1e-9)
    #expect(status.parts.map(\.factor.value) == [0.3, 0.3])
  }

  // Article 6(3): the partners of a linked enterprise count too. b controls a, p holds 30 % of b: 8 + 10 + 0.3 × 100 = 48.
  @Test("The partners of a linked enterprise count in proportion")
  func partnerOfLinked() {
    let ties = [holds("b", "a", nil, controls: true), holds("p", "b", 0.3)]
    let status = status(["a": figures(8, 1), "b": figures(10, 1), "p": figures(100, 1)], ties)
    #expect(status.figures[2023]?.staff.known == 48)
  }

  // Article 3(2): the share held "jointly with one or more linked enterprises" counts; 30 % + 30 % is a majority.
  @Test("Linked enterprises that hold a majority together are linked with what they hold")
  func joint() {
    let ties = [holds("x", "y", nil, controls: true), holds("x", "a", 0.3), holds("y", "a", 0.3)]
    let ownership = Ownership(ties)
    #expect(ownership.linked(with: "x") == ["a", "x", "y"])
    #expect(ownership.linked(with: "a") == ["a", "x", "y"])
  }

  // Article 3(2)(a) to (c): a fund, a university up to 50 % leave the enterprise autonomous; beyond, it is linked.
  @Test("An exempt investor leaves the enterprise autonomous up to half")
  func exempt() {
    let figures = ["a": figures(8, 1), "fund": figures(300, 90, 90)]
    #expect(status(figures, [holds("fund", "a", 0.5)], roles: ["fund": .exemptInvestor]).size == .micro)
    #expect(status(figures, [holds("fund", "a", 0.51)], roles: ["fund": .exemptInvestor]).size == .large)
    #expect(status(figures, [holds("fund", "a", 0.5)]).size == .medium)
  }

  // Article 3(4): 25 % or more held by public bodies, together or alone: not an SME.
  @Test("A quarter in public hands ends the status")
  func publicBodies() {
    let roles: [String: Ownership.Role] = ["r": .publicBody, "s": .publicBody]
    let figures = ["a": figures(8, 1)]
    #expect(status(figures, [holds("r", "a", 0.24)], roles: roles).size == .micro)
    let both = status(figures, [holds("r", "a", 0.13), holds("s", "a", 0.12)], roles: roles)
    #expect(both.isSME == .unmet && both.isPubliclyHeld)
    // A public body creates no link: the other enterprises it controls are no part of the group.
    #expect(Ownership([holds("r", "a", 0.9), holds("r", "b", 0.9)], roles: roles).linked(with: "a") == ["a"])
  }

  private func size(_ years: Years, in year: Int) -> EnterpriseSize? {
    SMETest(ownership: Ownership([]), figures: ["a": years]).status(of: "a", in: year).size
  }

  // Article 4(2): the status is lost or acquired only when the ceilings are passed over two consecutive periods.
  @Test("One year over the ceiling changes nothing, the second does")
  func consecutive() {
    let small = figures(40, 5)
    let medium = figures(60, 5)
    #expect(size([2021: small, 2022: small, 2023: medium], in: 2023) == .small)
    #expect(size([2021: small, 2022: medium, 2023: medium], in: 2023) == .medium)
    #expect(size([2020: small, 2021: medium, 2022: small, 2023: medium], in: 2023) == .small)
    #expect(size([2020: medium, 2021: medium, 2022: small, 2023: small], in: 2023) == .small)
    #expect(size([2021: small, 2022: medium, 2023: medium], in: 2022) == .small)
  }

  // 40, then 260, then 60: over 50 twice, so no longer small; over 250 once only, so medium and not large.
  @Test("Each ceiling is looked at over the years by itself")
  func ceilingsApart() {
    #expect(size([2021: figures(40, 5), 2022: figures(260, 5), 2023: figures(60, 5)], in: 2023) == .medium)
  }

  @Test("A year without figures is decided only where it cannot matter")
  func missingYear() {
    // Small in 2022 and before: 2023 alone cannot change it.
    #expect(size([2021: figures(40, 5), 2022: figures(40, 5)], in: 2023) == .small)
    // Medium in 2022 for the first time: 2023 decides.
    #expect(size([2021: figures(40, 5), 2022: figures(60, 5)], in: 2023) == nil)
    #expect(size([:], in: 2023) == nil)
  }

  @Test("Figures that lack leave the size open only where they could decide it")
  func missingFigures() {
    #expect(status(["a": figures(250, nil)]).size == .large)
    #expect(status(["a": figures(9, nil, 1)]).size == .micro)
    #expect(status(["a": figures(9, 3, nil)]).size == nil)
    #expect(status(["a": figures(9, 3, nil)]).isSME == .met)
    #expect(status(["a": figures(nil, 1, 1)]).isSME == .unknown)
    let group = status(["a": figures(8, 1)], [holds("p", "a", nil, controls: true)])
    #expect(group.size == nil && group.missing.map(\.enterprise) == ["p"])
    #expect(status(["a": figures(251, 1)], [holds("p", "a", nil, controls: true)]).size == .large)
  }

  @Test("One year alone says so")
  func oneYear() {
    #expect(status(["a": figures(8, 1)]).isOneYear)
    let two = SMETest(ownership: Ownership([]), figures: ["a": [2022: figures(8, 1), 2023: figures(8, 1)]])
    #expect(!two.status(of: "a", in: 2023).isOneYear)
  }
}
