import Ecosystem
import Funding
import Localization
import Lua
import Sandbox
import Store

/// `grappe.funding.returns` and `implied_aid`: the returns of aid.
enum FundingReturns {
  static let entries: [String: HostEntry] = [
    "returns": function("grappe.funding.returns", returns),
    "implied_aid": function("grappe.funding.implied_aid", impliedAid),
  ]

  /// `returns(filter)`: announced and verified figures of a subject, separately.
  ///
  /// The subject is a programme, call, project or award; a programme includes its calls, and each its awards. `territory` is
  /// the region in which spending counts.
  private static func returns(_ call: inout HostCall, _ context: HostContext) throws -> HostOutcome {
    try call.endOfArguments(after: 1)
    try context.permissions.require(.read, "funding")
    let table = try call.table(1, "filter")
    try table.requireOnly(["subject", "territory"], in: "filter")
    let subject = try table.text("subject", in: "filter")
    var territory: String?
    if table.fields["territory"] != nil { territory = try table.text("territory", in: "filter") }
    let records = try FundingRecords(context, for: call)
    guard let entity = try records.transaction.entity(of: subject), ["programme", "call", "project", "award"].contains(entity)
    else {
      throw APIUsageError(
        "hostapi.funding-returns.filter-subject-must-id", ["subject": subject])
    }
    let subjects = try Self.subjects(of: subject, entity, records)
    let awards = try Self.awards(of: subject, entity, subjects, in: records)
    let granted = awards.filter { $0["standing"] != "proposed" }
    let figures = try Self.figures(subjects, granted, territory: territory, in: records)
    call.push(LuaValue(notation(figures, granted.count, proposed: awards.count - granted.count, in: context.language)))
    return .returns(1)
  }

  /// Returns the subject, and of a programme also the programmes and calls within it, at any depth.
  private static func subjects(of id: String, _ entity: String, _ records: FundingRecords) throws -> [String] {
    guard entity == "programme" else { return [id] }
    var (found, waiting) = (Set([id]), [id])
    while !waiting.isEmpty {
      let around = FieldValue.list(waiting.map(FieldValue.text))
      let within = try records.all("programme", where: ["parent": around], fields: ["id"])
      let calls = try records.all("call", where: ["any": [["programme": around], ["parent": around]]], fields: ["id"])
      waiting = (within + calls).map(\.id).filter { found.insert($0).inserted }
    }
    return found.sorted()
  }

  private static func awards(
    of id: String, _ entity: String, _ subjects: [String], in records: FundingRecords
  ) throws -> [Record] {
    if entity == "award" { return try records.one("award", id).map { [$0] } ?? [] }
    let ids = FieldValue.list(subjects.map(FieldValue.text))
    let filter: FieldValue =
      switch entity {
      case "project": ["project": .text(id)]
      case "call": ["call": .text(id)]
      default: ["any": [["programme": ids], ["call": ids]]]
      }
    return try records.all("award", where: filter)
  }

  private static func figures(
    _ subjects: [String], _ awards: [Record], territory: String?, in records: FundingRecords
  ) throws -> ReturnFigures {
    var figures = ReturnFigures()
    for award in awards {
      if let money = Money(award["amount_awarded"]) { figures.announced.add(aid: money) }
    }
    let awardIDs = FieldValue.list(awards.map { .text($0.id) })
    if !awards.isEmpty {
      for paid in try records.all("disbursement", where: ["award": awardIDs]) {
        if let money = Money(paid["amount"]) { figures.verified.add(aid: money) }
      }
    }
    let all = FieldValue.list(subjects.map(FieldValue.text) + awards.map { .text($0.id) })
    var spending: ExactDictionary<FieldValue> = ["subject": all]
    if let territory { spending["territory"] = .text(territory) }
    for spent in try records.all("expenditure", where: .map(spending)) {
      guard let money = Money(spent["amount"]) else { continue }
      if spent["status"] == "verified" {
        figures.verified.add(regionalSpending: money)
      } else {
        figures.announced.add(regionalSpending: money)
      }
    }
    for outcome in try records.all("outcome", where: ["subject": all]) { figures.add(outcome) }
    return figures
  }

  private static func notation(
    _ figures: ReturnFigures, _ awards: Int, proposed: Int, in language: Language
  ) -> FieldValue {
    .map([
      "awards": .integer(Int64(awards)), "proposed": .integer(Int64(proposed)),
      "announced": account(figures.announced), "verified": account(figures.verified),
      "notice": .text(FundingNotice.notLegalAdvice[language]),
    ])
  }

  private static func account(_ account: ReturnFigures.Account) -> FieldValue {
    var fields: ExactDictionary<FieldValue> = ["outcomes": .map(account.outcomes.mapValues(FieldValue.number))]
    let others = [("aid", account.otherAid), ("regional_spend", account.otherSpending)]
    fields["other_currencies"] = .list(
      others.flatMap { name, sums in
        sums.sorted { $0.key < $1.key }.map { currency, cents in
          .map(["of": .text(name), "amount": .map(["amount": .integer(cents), "currency": .text(currency)])])
        }
      })
    fields["aid"] = account.aid.map { FundingLedger.money(Double($0)) }
    fields["regional_spend"] = account.regionalSpending.map { FundingLedger.money(Double($0)) }
    fields["rate"] = account.rate.map(FieldValue.number)
    return .map(fields)
  }

  /// `implied_aid(spend, rate)`: the aid that a published spending and return rate imply.
  private static func impliedAid(_ call: inout HostCall, _ context: HostContext) throws -> HostOutcome {
    try call.endOfArguments(after: 2)
    let table = try call.table(1, "spend")
    guard let spend = Money(try FieldValue(.table(table))) else {
      throw APIUsageError(argument: 1, "spend", wanted: "money { amount = cents, currency = … }", given: "another table")
    }
    guard let rate = call.number(at: 2), rate > 0, rate.isFinite else {
      throw APIUsageError(
        argument: 2, "rate", wanted: "a number over 0, 4.36 for 436 %", given: try call.argument(2, "rate").described)
    }
    guard let aid = ReturnFigures.impliedAid(spending: spend.cents, rate: rate),
      let money = Money(cents: aid, currency: spend.currency)
    else {
      throw APIUsageError(
        "hostapi.funding-returns.argument-2-rate-rate", ["rate": rate])
    }
    call.push(LuaValue(money.fieldValue))
    return .returns(1)
  }
}

extension ReturnFigures {
  /// Adds an outcome to the account of its standing.
  fileprivate mutating func add(_ outcome: Record) {
    guard let indicator = outcome["indicator"].textValue, let value = outcome["value"].numberValue else { return }
    if outcome["status"] == "verified" {
      verified.outcomes[indicator, default: 0] += value
    } else {
      announced.outcomes[indicator, default: 0] += value
    }
  }
}
