import Funding
import Testing

/// Ties whose share the records do not say, after Recommendation 2003/361/EC, annex, article 3.
@Suite struct OpenTieTests {
  private func holds(_ holder: String, _ held: String, _ share: Double?) -> Ownership.Tie {
    Ownership.Tie(holder: holder, held: held, share: share, isControl: false)
  }

  private func status(
    staff: [String: Double], _ ties: [Ownership.Tie], roles: [String: Ownership.Role] = [:]
  ) -> SMETest.Status {
    let figures = staff.mapValues { [2023: YearFigures(staff: $0, turnover: 1_000_000_00)] }
    return SMETest(ownership: Ownership(ties, roles: roles), figures: figures).status(of: "a", in: 2023)
  }

  @Test("a share that is not known leaves the size open where it could decide it")
  func decides() {
    let status = status(staff: ["a": 8, "p": 300], [holds("p", "a", nil)])
    #expect(status.size == nil && status.isSME == .unknown)
    #expect(status.openTies.map(\.holder) == ["p"])
  }

  @Test("a share that is not known is named, and decides nothing where the size is the same either way")
  func decidesNothing() {
    let status = status(staff: ["a": 12, "p": 20], [holds("p", "a", nil)])
    #expect(status.size == .small && status.isSME == .met && status.openTies.count == 1)
    #expect(self.status(staff: ["a": 400, "p": 1], [holds("p", "a", nil)]).size == .large)
  }

  @Test("a known share leaves no tie open")
  func known() {
    let status = status(staff: ["a": 8, "p": 300], [holds("p", "a", 0.2)])
    #expect(status.size == .micro && status.openTies.isEmpty)
  }

  @Test("a public body's holding of unknown share leaves the status open")
  func publicBody() {
    let status = status(staff: ["a": 8], [holds("r", "a", nil)], roles: ["r": .publicBody])
    #expect(status.size == nil && status.isSME == .unknown)
  }

  // Article 3(2)(d) and 3(4): up to half, a small authority's holding leaves the enterprise autonomous; beyond, it is a public body.
  @Test("a small authority may hold up to half", arguments: [(0.25, true), (0.5, true), (0.51, false)])
  func smallAuthority(share: Double, isSME: Bool) {
    let status = status(staff: ["a": 8, "v": 900], [holds("v", "a", share)], roles: ["v": .smallAuthority])
    #expect(status.isPubliclyHeld == !isSME)
    #expect(status.size == (isSME ? .micro : .large))
    #expect(Ownership([holds("v", "a", 0.9)], roles: ["v": .smallAuthority]).linked(with: "a") == ["a"])
  }

  @Test("the holdings of a small authority and of a large one are not added up")
  func smallAndLarge() {
    let roles: [String: Ownership.Role] = ["v": .smallAuthority, "r": .publicBody]
    #expect(!status(staff: ["a": 8], [holds("v", "a", 0.3), holds("r", "a", 0.24)], roles: roles).isPubliclyHeld)
    #expect(status(staff: ["a": 8], [holds("v", "a", 0.3), holds("r", "a", 0.25)], roles: roles).isPubliclyHeld)
  }
}
