import Calendar
import Ecosystem
import Funding
import Store

/// Ownership, figures and de minimis awards in the records on a day: the input of the SME test and the ledger.
struct FundingUndertakings {
  let day: Day
  let ownership: Ownership
  /// The same with every unknown share a whole one: the largest single undertakings there may be.
  let widestOwnership: Ownership
  /// The enterprises that an enterprise has absorbed or continues, by its id.
  let predecessors: [String: Set<String>]
  let records: FundingRecords
  private let memo = Memo()

  /// Cache of the figures and territories read, for many actors in one call.
  private final class Memo: @unchecked Sendable {  // Used by the one host call that made it.
    var figures: [String: [Int: YearFigures]] = [:]
    var read: Set<String> = []
    var territories: TerritoryTree?
  }

  /// Reads the ties that hold on `day`.
  ///
  /// - Throws: `PermissionDeniedError` where relations, actors or funding may not be read.
  init(_ records: FundingRecords, on day: Day) throws {
    for group in ["relations", "actors", "funding"] { try records.context.permissions.require(.read, group) }
    self.day = day
    self.records = records
    let relations = try Self.relations(records, on: day)
    let ties = relations.compactMap(Self.tie)
    ownership = Ownership(ties, roles: try Self.roles(of: ties, records))
    widestOwnership = ownership.assuming(1)
    predecessors = Self.predecessors(relations)
  }

  /// The same, or nil where part of it may not be read.
  static func ifReadable(_ records: FundingRecords, on day: Day) throws -> FundingUndertakings? {
    let groups = ["relations", "actors", "funding"]
    guard groups.allSatisfy({ records.context.permissions.grant($0).access >= .read }) else { return nil }
    return try FundingUndertakings(records, on: day)
  }

  /// The relations of holding, control and succession that hold on the day; those proposed do not yet. A succession has no end.
  private static func relations(_ records: FundingRecords, on day: Day) throws -> [Record] {
    let fields = ["from", "to", "type", "share", "start", "end"]
    let types: FieldValue = ["controls", "shareholder-of", "successor-of"]
    return try records.all("relation", where: ["type": types, "standing": ["ne": "proposed"]], fields: fields).filter { relation in
      let hasBegun = relation["start"].textValue.flatMap { Day($0, .first) }.map { $0 <= day } ?? true
      let lasts = relation["end"].textValue.flatMap { Day($0, .last) }.map { day <= $0 } ?? true
      return hasBegun && (lasts || relation["type"].textValue == "successor-of")
    }
  }

  private static func tie(_ relation: Record) -> Ownership.Tie? {
    guard let holder = relation["from"].textValue, let held = relation["to"].textValue,
      relation["type"].textValue != "successor-of"
    else { return nil }
    return Ownership.Tie(
      holder: holder, held: held, share: relation["share"].numberValue, isControl: relation["type"].textValue == "controls")
  }

  private static func predecessors(_ relations: [Record]) -> [String: Set<String>] {
    var predecessors: [String: Set<String>] = [:]
    for relation in relations where relation["type"].textValue == "successor-of" {
      guard let successor = relation["from"].textValue, let predecessor = relation["to"].textValue else { continue }
      predecessors[successor, default: []].insert(predecessor)
    }
    return predecessors
  }

  /// Public bodies and the investors that leave an enterprise autonomous, by the kind of actor.
  private static func roles(
    of ties: [Ownership.Tie], _ records: FundingRecords
  ) throws -> [String: Ownership.Role] {
    let byKind: [String: Ownership.Role] = [
      "public-agency": .publicBody, "municipality": .publicBody, "small-municipality": .smallAuthority, "fund": .exemptInvestor,
      "business-angel": .exemptInvestor, "university": .exemptInvestor, "research-centre": .exemptInvestor,
    ]
    var roles: [String: Ownership.Role] = [:]
    for holder in Set(ties.map(\.holder)) {
      let kind = try records.one("actor", holder, fields: ["kind"])?["kind"].textValue
      roles[holder] = kind.flatMap { byKind[$0] }
    }
    return roles
  }

  // MARK: Size

  /// The SME status on the figures up to `year`.
  func status(of actor: String, in year: Int) throws -> SMETest.Status {
    let everybody = Set([actor] + ownership.ties.flatMap { [$0.holder, $0.held] })
    for id in everybody where memo.read.insert(id).inserted { memo.figures[id] = try figures(of: id) }
    return SMETest(ownership: ownership, figures: memo.figures).status(of: actor, in: year)
  }

  /// The last year before the day of the question for which the actor has figures; nil without any.
  func lastYear(of actor: String) throws -> Int? {
    if memo.read.insert(actor).inserted { memo.figures[actor] = try figures(of: actor) }
    return memo.figures[actor]?.keys.filter { $0 < day.year }.max()
  }

  private static let years: ClosedRange<Int64> = 1_800...2_200

  private func figures(of actor: String) throws -> [Int: YearFigures] {
    var years: [Int: YearFigures] = [:]
    for record in try yearRecords(of: actor) {
      // A record outside the years of the model can only come from another program.
      guard let year = record["year"].integerValue, Self.years.contains(year) else { continue }
      years[Int(year)] = YearFigures(
        staff: record["staff"].numberValue, turnover: Self.euros(record["turnover"]),
        balanceSheet: Self.euros(record["balance_sheet"]))
    }
    return years
  }

  /// The figures of an actor, declared ones first, so that verified ones replace them; a forecast is no figure of a closed year.
  private func yearRecords(of actor: String) throws -> [Record] {
    try records.all("figure", where: ["actor": .text(actor), "standing": ["ne": "proposed"]])
      .sorted { ($0["status"].textValue ?? "") < ($1["status"].textValue ?? "") }
  }

  /// Cents of euro; the test ignores money of another currency.
  private static func euros(_ value: FieldValue) -> Double? {
    Quantity(value).flatMap { $0.currency == "EUR" ? $0.value : nil }
  }

  // MARK: Facts

  /// The latest figures, the size and the de minimis headroom of an actor.
  func facts(of actor: String, home: String?) throws -> Facts {
    var facts = Facts()
    if let year = try lastYear(of: actor) {
      for record in try yearRecords(of: actor) where record["year"].integerValue == Int64(year) {
        let source = "figures \(year), \(record["status"].textValue ?? "declared")"
        for name in ["staff", "turnover", "balance_sheet", "exports", "women_share"] where !record[name].isNull {
          facts[name] = Fact(record[name], source: source)
        }
      }
      let status = try status(of: actor, in: year)
      if let size = status.size {
        facts["size"] = Fact(.text(size.rawValue), source: "\(LegalReference.smeRecommendation.title), \(year)")
      } else if let tie = status.openTies.first {
        facts.leaveOpen("size", asking: FundingGapQuestion.share(of: tie))
      }
    }
    let ledger = try ledger(of: actor).ledger
    for state in Set(ledger.memberStates + (home.map { [$0] } ?? [])) {
      facts = facts.merging(headroom(in: state, of: ledger, as: "headroom.\(state)"))
    }
    return facts
  }

  /// Returns the headroom in a Member State as a fact of that name; unknown, with the question, where an award is open.
  func headroom(in state: String, of ledger: DeMinimisLedger, as name: String) -> Facts {
    var facts = Facts()
    guard let headroom = ledger.headroom(in: state, on: day) else { return facts }
    if let open = headroom.open.first {
      facts.leaveOpen(name, asking: FundingGapQuestion.text(open))
    } else {
      facts[name] = Fact(Quantity(Double(headroom.room), currency: "EUR").fieldValue, source: headroom.parameters.legal.title)
    }
    return facts
  }

  /// The territories, read once.
  func territories() throws -> TerritoryTree {
    if let known = memo.territories { return known }
    let tree = TerritoryTree(parents: try records.parents("territory"))
    memo.territories = tree
    return tree
  }
}
