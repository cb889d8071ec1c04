import Calendar
import Ecosystem
import Funding
import Localization
import Store

/// A route with the calls it was made of, as Lua sees it.
struct RouteAnswer {
  /// Number of parts that a stage without known costs counts as.
  private static let parts: Int64 = 10_000

  private let request: RouteRequest
  private let calls: [String: Record]
  private let evaluations: [String: Evaluation]
  private let route: Route
  private let withoutRules: [String]
  private let hasMoney: Bool
  private let setAside: [RuleBook.SetAside]

  init(
    _ request: RouteRequest, calls: [Record], rules: [RuleSet], evaluations: [Evaluation], setAside: [RuleBook.SetAside],
    _ records: FundingRecords, isStopping: () -> Bool
  ) throws {
    self.request = request
    self.setAside = setAside
    self.calls = Dictionary(uniqueKeysWithValues: calls.map { ($0.id, $0) })
    self.evaluations = Dictionary(uniqueKeysWithValues: evaluations.map { ($0.call, $0) })
    hasMoney = !request.costs.isEmpty
    let answered = Set((rules.map(\.call) + setAside.map(\.call)).map { ExactString($0) })
    withoutRules = calls.map(\.id).filter { !answered.contains(ExactString($0)) }
    let taken = zip(rules, evaluations).filter { _, evaluation in
      evaluation.eligibility == .eligible || (evaluation.eligibility == .unknown && !request.isCertainOnly)
    }
    let (calls, hasMoney) = (self.calls, self.hasMoney)
    let facts = try FundingFacts(records, on: request.day, about: request.holder.id)
    let candidates = taken.map { rules, evaluation in
      Self.candidate(rules, evaluation, call: calls[rules.call] ?? [:], hasMoney: hasMoney) { call in
        facts.memberState(of: call, home: facts.home(of: request.holder))
      }
    }
    let headroom = hasMoney ? try Self.headroom(request, facts) : [:]
    let stages = try Self.stages(request, records)
    route = try RouteProblem(stages: stages, candidates: candidates, headroom: headroom, asOf: request.day)
      .solve(isStopping: isStopping)
  }

  /// - Parameter memberState: returns the Member State whose aid a call gives.
  private static func candidate(
    _ rules: RuleSet, _ evaluation: Evaluation, call: Record, hasMoney: Bool, memberState: (Record) -> String?
  ) -> RouteProblem.Candidate {
    let stages = (call["stages"].listValue ?? []).compactMap { $0.textValue.flatMap(ProjectStage.init) }
    var candidate = RouteProblem.Candidate(rules.call, stages: Set(stages))
    candidate.rateMax = call["rate_max"].numberValue ?? 1
    candidate.totalRateMax = rules.combination.totalRateMax ?? 1
    candidate.exclusiveWith = Set(rules.combination.exclusiveWith.map { ExactString($0) })
    candidate.isCertain = evaluation.eligibility == .eligible
    candidate.opens = call["opens"].textValue.flatMap { Day($0, .first) }
    candidate.closes = call["closes"].textValue.flatMap { Day($0, .last) }
    guard hasMoney else { return candidate }
    candidate.amountMin = cents(call["amount_min"]) ?? 0
    candidate.amountMax = cents(call["amount_max"])
    if call["state_aid_regime"] == "de-minimis" {
      candidate.deMinimisState = memberState(call)
    }
    return candidate
  }

  /// The cents of a bound of a call; a bound beyond `Money.range`, which only an old file holds, counts as the end of the range.
  private static func cents(_ value: FieldValue) -> Int64? {
    value.mapValue?["amount"]?.numberValue.map { Int64(saturating: $0).clamped(to: 0...Money.centsMax) }
  }

  /// Returns the de minimis headroom that is surely left in every Member State; without limits where ownership may not be read.
  private static func headroom(_ request: RouteRequest, _ facts: FundingFacts) throws -> [String: Int64] {
    guard let ledger = try facts.undertakings?.ledger(of: request.holder.id).ledger else { return [:] }
    var rooms: [String: Int64] = [:]
    for state in MemberState.codes { rooms[state] = ledger.headroom(in: state, on: request.day)?.surelyLeft }
    return rooms
  }

  /// The stages with their costs, beginnings, and whether accompaniment was given. A record of support that names no stage
  /// counts for the first stage of the project.
  private static func stages(_ request: RouteRequest, _ records: FundingRecords) throws -> [RouteProblem.Stage] {
    let ids = [request.holder.id] + (request.project.map { [$0.id] } ?? [])
    let supports = try records.all("support_action", where: ["beneficiary": .list(ids.map(FieldValue.text))])
    let accompanied = Set(
      supports.map { $0["stage"].textValue.flatMap(ProjectStage.init) ?? request.stages.first })
    return request.stages.map { stage in
      RouteProblem.Stage(
        stage, cost: request.costs.isEmpty ? parts : request.costs[stage] ?? 0, start: request.starts[stage],
        isAccompanied: accompanied.contains(stage))
    }
  }

  // MARK: Notation

  func notation(in language: Language) -> FieldValue {
    var fields: ExactDictionary<FieldValue> = [
      "steps": .list(route.steps.map { step($0, language) }), "stages": .list(route.stages.map(stage)),
      "gaps": Self.words(route.gaps.map(\.rawValue)), "missing_links": Self.words(route.missingLinks.map(\.rawValue)),
      "left_out": .list(leftOut(language)), "without_rules": Self.words(withoutRules),
      "set_aside": .list(setAside.map { $0.notation(in: language) }),
      "questions": .list(OpenQuestion.ranked(undecided).map { $0.notation(in: language) }),
      "proven": .boolean(route.isProven), "has_money": .boolean(hasMoney), "as_of": .text(request.day.description),
      "holder": .text(request.holder.id), "notice": .text(FundingNotice.notLegalAdvice[language]),
    ]
    fields["project"] = request.project.map { .text($0.id) }
    if hasMoney { fields["total"] = FundingLedger.money(Double(route.total)) }
    return .map(fields)
  }

  private var undecided: [Evaluation] {
    evaluations.values.filter { $0.eligibility == .unknown }.sorted { $0.call < $1.call }
  }

  private static func words(_ words: [String]) -> FieldValue { .list(words.map(FieldValue.text)) }

  private func step(_ step: Route.Step, _ language: Language) -> FieldValue {
    let call = calls[step.call] ?? [:]
    let evaluation = evaluations[step.call]
    var fields: ExactDictionary<FieldValue> = [
      "call": .text(step.call), "name": call["name"], "certain": .boolean(step.isCertain),
      "payments": .list(step.payments.map { payment($0) }), "instrument": call["instrument"],
      "reasons": Self.words(evaluation?.reasons(in: language) ?? []),
      "illustrative": .boolean(evaluation?.isIllustrative ?? false), "legal": evaluation?.legal.notation ?? .null,
      "no_ceiling": .boolean(call["amount_max"].isNull), "no_rate": .boolean(call["rate_max"].isNull),
    ]
    if hasMoney { fields["total"] = FundingLedger.money(Double(step.total)) }
    return .map(fields.filter { !$0.value.isNull })
  }

  private func payment(_ payment: Route.Payment) -> FieldValue {
    var fields: ExactDictionary<FieldValue> = ["stage": .text(payment.stage.rawValue)]
    if hasMoney {
      fields["amount"] = FundingLedger.money(Double(payment.amount))
    } else {
      fields["share"] = .number(Double(payment.amount) / Double(Self.parts))
    }
    return .map(fields)
  }

  private func stage(_ state: Route.StageState) -> FieldValue {
    var fields: ExactDictionary<FieldValue> = [
      "stage": .text(state.stage.rawValue), "coverage": .text(state.coverage.rawValue),
      "accompanied": .boolean(state.isAccompanied ?? false), "missing_link": .boolean(state.isMissingLink),
    ]
    if hasMoney {
      fields["cost"] = FundingLedger.money(Double(state.cost))
      fields["covered"] = FundingLedger.money(Double(state.covered))
    } else {
      fields["share"] = .number(Double(state.covered) / Double(Self.parts))
    }
    return .map(fields)
  }

  /// Returns the candidates that the route does not use, then the calls the project is not eligible for.
  private func leftOut(_ language: Language) -> [FieldValue] {
    let considered = route.leftOut.map {
      entry($0.call, $0.reason.code, reasons: [$0.reason.wording(calls)[language]], in: language)
    }
    let taken = Set(route.steps.map(\.call) + route.leftOut.map(\.call))
    let others = evaluations.values.filter { !taken.contains($0.call) }.sorted { $0.call < $1.call }
    return considered
      + others.map { entry($0.call, $0.eligibility.rawValue, reasons: $0.reasons(in: language), in: language) }
  }

  private func entry(_ call: String, _ code: String, reasons: [String], in language: Language) -> FieldValue {
    var fields: ExactDictionary<FieldValue> = [
      "call": .text(call), "name": calls[call]?["name"] ?? .null, "code": .text(code), "reasons": Self.words(reasons),
    ]
    fields["remedy"] = evaluations[call]?.remedy?.notation(in: language)
    fields["legal"] = evaluations[call]?.legal.notation
    fields["illustrative"] = evaluations[call].map { .boolean($0.isIllustrative) }
    return .map(fields.filter { !$0.value.isNull })
  }
}

extension Route.Reason {
  /// A stable name of the reason.
  var code: String {
    switch self {
    case .noStage: "no-stage"
    case .closed: "closed"
    case .opensTooLate: "opens-too-late"
    case .exclusive: "exclusive"
    case .minimum: "minimum"
    case .noHeadroom: "no-headroom"
    case .nothingToAdd: "nothing-to-add"
    }
  }

  /// The reason in a sentence.
  func wording(_ calls: [String: Record]) -> LocalizedText {
    switch self {
    case .noStage:
      LocalizedText("hostapi.funding-route-answer.covers-none-stages-project")
    case .closed(let day): LocalizedText("hostapi.funding-route-answer.closed", ["day": day.description])
    case .opensTooLate(let day):
      LocalizedText(
        "hostapi.funding-route-answer.opens-after-work-has", ["day": day.description])
    case .exclusive(let id):
      LocalizedText(
        "hostapi.funding-route-answer.cannot-combined", ["calls": calls[id]?["name"].textValue ?? id])
    case .minimum(let cents):
      LocalizedText(
        "hostapi.funding-route-answer.minimum-eur-cannot-reached", ["cents": cents / 100])
    case .noHeadroom(let state):
      LocalizedText(
        "hostapi.funding-route-answer.de-minimis-headroom-used", ["state": state])
    case .nothingToAdd:
      LocalizedText(
        "hostapi.funding-route-answer.adds-nothing-other-aid")
    }
  }
}
