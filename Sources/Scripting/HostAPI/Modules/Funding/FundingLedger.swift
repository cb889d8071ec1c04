import Calendar
import Ecosystem
import Funding
import Localization
import Lua
import Sandbox
import Store

/// `grappe.funding.sme` and `headroom`: the SME status and de minimis headroom of an actor with all linked enterprises.
enum FundingLedger {
  static let entries: [String: HostEntry] = [
    "sme": function("grappe.funding.sme", sme), "headroom": function("grappe.funding.headroom", headroom),
  ]

  /// `sme(actor, year?)`: the size on the figures up to a closed accounting year, by default the last one with figures.
  private static func sme(_ call: inout HostCall, _ context: HostContext) throws -> HostOutcome {
    try call.endOfArguments(after: 2)
    let actor = try context.actor(try call.text(1, "actor"))
    let today = try FundingQuestion.day(nil, context)
    let year = try year(call)
    let day = year.map { Day(year: $0, month: 12, day: 31) } ?? today
    let undertakings = try FundingUndertakings(try FundingRecords(context, for: call), on: day)
    let last = try year ?? undertakings.lastYear(of: actor.id) ?? today.year - 1
    let status = try undertakings.status(of: actor.id, in: last)
    call.push(LuaValue(notation(status, context.language)))
    return .returns(1)
  }

  private static func year(_ call: borrowing HostCall) throws(APIUsageError) -> Int? {
    switch try call.argument(2, "year") {
    case .nil: return nil
    case .integer(let year) where (1_900...2_200).contains(year): return Int(year)
    case let other: throw APIUsageError(argument: 2, "year", wanted: "a year such as 2023", given: other.described)
    }
  }

  private static func notation(_ status: SMETest.Status, _ language: Language) -> FieldValue {
    var fields: ExactDictionary<FieldValue> = [
      "is_sme": .text(status.isSME.name), "kind": .text(status.kind.rawValue), "year": .integer(Int64(status.year)),
      "parts": .list(
        status.parts.map {
          .map(["actor": .text($0.id), "kind": .text($0.kind.rawValue), "factor": .number($0.factor.value)])
        }),
      "missing": .list(
        status.missing.map { .map(["actor": .text($0.enterprise), "year": .integer(Int64($0.year))]) }),
      "one_year": .boolean(status.isOneYear), "publicly_held": .boolean(status.isPubliclyHeld),
      "figures": .list(status.figures.sorted { $0.key < $1.key }.map { sums($0.key, $0.value) }),
      "open_ties": .list(status.openTies.map { .map(["holder": .text($0.holder), "held": .text($0.held)]) }),
      "questions": .list(status.openTies.map { .text(FundingGapQuestion.share(of: $0)[language]) }),
      "assumptions": .list(FundingAssumption.size.map { .text($0[language]) }),
      "legal": LegalReference.smeRecommendation.notation, "notice": .text(FundingNotice.notLegalAdvice[language]),
    ]
    fields["size"] = status.size.map { .text($0.rawValue) }
    return .map(fields)
  }

  private static func sums(_ year: Int, _ figures: GroupFigures) -> FieldValue {
    let complete = figures.staff.isComplete && (figures.turnover.isComplete || figures.balanceSheet.isComplete)
    return .map([
      "year": .integer(Int64(year)), "complete": .boolean(complete), "staff": .number(figures.staff.known),
      "turnover": money(figures.turnover.known), "balance_sheet": money(figures.balanceSheet.known),
    ])
  }

  static func money(_ cents: Double) -> FieldValue { Quantity(cents.rounded(), currency: "EUR").fieldValue }

  // MARK: De minimis

  /// `headroom(actor, date?)`: the de minimis headroom of the actor's single undertaking, per Member State.
  private static func headroom(_ call: inout HostCall, _ context: HostContext) throws -> HostOutcome {
    try call.endOfArguments(after: 2)
    let actor = try context.actor(try call.text(1, "actor"))
    let day = try FundingQuestion.day(try call.argument(2, "date"), context)
    let records = try FundingRecords(context, for: call)
    let undertakings = try FundingUndertakings(records, on: day)
    let source = try FundingFacts(records, on: day, about: actor.id)
    let undertaking = try undertakings.ledger(of: actor.id)
    let (ledger, language) = (undertaking.ledger, context.language)
    guard DeMinimisParameters.inForce(on: day) != nil else {
      call.pushNil()
      call.push(
        "no de minimis parameters are kept for \(day); the earliest are of \(DeMinimisParameters.all[0].validFrom)")
      return .returns(2)
    }
    let known = Set(ledger.memberStates + (source.home(of: actor).map { [$0] } ?? []))
    // Without any aid or seat in the Union, the whole ceiling of each Member State is left.
    let states = (known.isEmpty ? MemberState.codes : known).sorted()
    let rooms = states.compactMap { ledger.headroom(in: $0, on: day) }
    let open = rooms.flatMap(\.open).map(FundingGapQuestion.text) + undertaking.openTies.map(FundingGapQuestion.share)
    call.push(
      LuaValue(
        .map([
          "date": .text(day.description), "undertaking": .list(undertaking.group.map(FieldValue.text)),
          "predecessors": .list(undertaking.predecessors.map(FieldValue.text)),
          "member_states": .list(rooms.map(notation)),
          "unplaced": .list(undertaking.unplaced.map(FieldValue.text)),
          "questions": .list(unique(open.map { $0[language] }).map(FieldValue.text)),
          "assumptions": .list(FundingAssumption.headroom(on: day).map { .text($0[language]) }),
          "notice": .text(FundingNotice.notLegalAdvice[language]),
        ])))
    return .returns(1)
  }

  private static func unique(_ texts: [String]) -> [String] {
    var seen: Set<String> = []
    return texts.filter { seen.insert($0).inserted }
  }

  private static func notation(_ headroom: DeMinimisLedger.Headroom) -> FieldValue {
    .map([
      "member_state": .text(headroom.memberState), "room": money(Double(headroom.room)),
      "surely_left": money(Double(headroom.surelyLeft)), "known": .boolean(headroom.open.isEmpty),
      "used": money(Double(headroom.used)), "ceiling": money(Double(headroom.parameters.ceiling)),
      "counts_from": .text(headroom.windowStart.description), "legal": headroom.parameters.legal.notation,
      "awards": .list(
        headroom.binding.map { binding in
          .map([
            "id": .text(binding.award.id), "recipient": .text(binding.award.recipient),
            "date": .text(binding.award.date.description), "amount": money(Double(binding.award.amount)),
            "upper_bound": .boolean(binding.award.isUpperBound), "frees_on": .text(binding.freesOn.description),
          ])
        }),
    ])
  }
}
