import Calendar
import Ecosystem
import Funding
import Store

/// Ownership, figures and de minimis awards in the records on a day: the input of the SME test and the ledger.
struct FundingUndertakings {
  let day: Day
  let ownership: Ownership
  private let records: FundingRecords
  private let memo = Memo()

  /// Cache of the figures read, for many actors in one call.
  private final class Memo: @unchecked Sendable {  // Used by the one host call that made it.
    var figures: [String: [Int: YearFigures]] = [:]
    var read: Set<String> = []
  }

  /// Reads the ties that hold on `day`.
  ///
  /// - Throws: `PermissionDeniedError` where relations, actors or funding may not be read.
  init(_ records: FundingRecords, on day: Day) throws {
    for group in ["relations", "actors", "funding"] { try records.context.permissions.require(.read, group) }
    self.day = day
    self.records = records
    let ties = try Self.ties(records, on: day)
    ownership = Ownership(ties, roles: try Self.roles(of: ties, records))
  }

  /// The same, or nil where part of it may not be read.
  static func ifReadable(_ records: FundingRecords, on day: Day) throws -> FundingUndertakings? {
    let groups = ["relations", "actors", "funding"]
    guard groups.allSatisfy({ records.context.permissions.grant($0).access >= .read }) else { return nil }
    return try FundingUndertakings(records, on: day)
  }

  private static func ties(_ records: FundingRecords, on day: Day) throws -> [Ownership.Tie] {
    let fields = ["from", "to", "type", "share", "start", "end"]
    let relations = try records.all("relation", where: ["type": ["controls", "shareholder-of"]], fields: fields)
    return relations.compactMap { relation in
      guard let holder = relation["from"].textValue, let held = relation["to"].textValue,
        relation["start"].textValue.flatMap({ Day($0, .first) }).map({ $0 <= day }) ?? true,
        relation["end"].textValue.flatMap({ Day($0, .last) }).map({ day <= $0 }) ?? true
      else { return nil }
      return Ownership.Tie(
        holder: holder, held: held, share: relation["share"].numberValue,
        isControl: relation["type"].textValue == "controls")
    }
  }

  /// Public bodies and the investors that leave an enterprise autonomous, by the kind of actor.
  private static func roles(
    of ties: [Ownership.Tie], _ records: FundingRecords
  ) throws -> [String: Ownership.Role] {
    let byKind: [String: Ownership.Role] = [
      "public-agency": .publicBody, "municipality": .publicBody, "fund": .exemptInvestor, "university": .exemptInvestor,
      "research-centre": .exemptInvestor,
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

  /// The figures of an actor, declared ones first, so that verified ones replace them.
  private func yearRecords(of actor: String) throws -> [Record] {
    try records.all("figure", where: ["actor": .text(actor)])
      .sorted { ($0["status"].textValue ?? "") < ($1["status"].textValue ?? "") }
  }

  /// Cents of euro; the test ignores money of another currency.
  private static func euros(_ value: FieldValue) -> Double? {
    Quantity(value).flatMap { $0.currency == "EUR" ? $0.value : nil }
  }

  // MARK: De minimis

  /// The single undertaking of an actor and its ledger, with the awards that could not be placed in a Member State.
  func ledger(of actor: String) throws -> (group: [String], ledger: DeMinimisLedger, unplaced: [String]) {
    let group = ownership.linked(with: actor)
    var awards: [DeMinimisLedger.Award] = []
    var unplaced: [String] = []
    let territories = TerritoryTree(parents: try records.parents("territory"))
    let filter: FieldValue = ["recipient": .list(group.map(FieldValue.text)), "state_aid_regime": "de-minimis"]
    for record in try records.all("award", where: filter) {
      if record["standing"].textValue == "proposed" { continue }  // No legal right has arisen.
      if let award = Self.award(record, territories) { awards.append(award) } else { unplaced.append(record.id) }
    }
    return (group, DeMinimisLedger(awards), unplaced)
  }

  /// The award of a record; nil without a Member State (its own or the one its place lies in) or an amount of euro from 0.
  private static func award(_ record: Record, _ territories: TerritoryTree) -> DeMinimisLedger.Award? {
    let equivalent = Money(record["gross_grant_equivalent"])
    guard let amount = equivalent ?? Money(record["amount_awarded"]), amount.currency == "EUR",
      amount.cents >= 0, let recipient = record["recipient"].textValue,
      let place = record["member_state"].textValue, let state = territories.path(of: place).first(where: MemberState.isCode),
      let date = record["award_date"].textValue.flatMap({ Day($0, .first) }),
      let lastDate = record["award_date"].textValue.flatMap({ Day($0, .last) })
    else { return nil }
    // A grant is its own equivalent; of a loan or a guarantee the amount is an upper bound.
    let isGrant = ["grant", "voucher"].contains(record["instrument"].textValue)
    return DeMinimisLedger.Award(
      id: record.id, recipient: recipient, memberState: state, date: date, lastDate: lastDate,
      amount: amount.cents, isUpperBound: date < lastDate || (equivalent == nil && !isGrant))
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
      let size = try status(of: actor, in: year).size
      if let size {
        facts["size"] = Fact(.text(size.rawValue), source: "\(LegalReference.smeRecommendation.title), \(year)")
      }
    }
    let ledger = try ledger(of: actor).ledger
    for state in Set(ledger.memberStates + (home.map { [$0] } ?? [])) {
      guard let headroom = ledger.headroom(in: state, on: day) else { continue }
      facts["headroom.\(state)"] = Fact(
        Quantity(Double(headroom.room), currency: "EUR").fieldValue, source: headroom.parameters.legal.title)
    }
    return facts
  }
}
