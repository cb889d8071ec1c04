import Calendar
import Ecosystem
import Funding
import Lua
import Sandbox
import Store

/// `grappe.funding.check`, `explain` and `replay`: one actor, one call.
enum FundingCheck {
  static let entries: [String: HostEntry] = [
    "check": function("grappe.funding.check", check), "explain": function("grappe.funding.explain", explain),
    "replay": function("grappe.funding.replay", replay),
  ]

  /// `check(actor, call, facts?, options?)`: the evaluation, or nil and a sentence where no rules hold on that day.
  private static func check(_ call: inout HostCall, _ context: HostContext) throws -> HostOutcome {
    try call.endOfArguments(after: 4)
    let actorID = try call.optionalText(1, "actor")
    let callID = try call.text(2, "call")
    let question = try FundingQuestion(
      facts: try call.optionalTable(3, "facts"), options: try call.optionalTable(4, "options"), context)
    let actor = try actorID.map { try context.actor($0) }
    guard let record = try context.transaction().get("call", callID, fields: ["id", "name", "state_aid_regime", "territories"]) else {
      throw APIUsageError(
        "hostapi.funding-check.argument-2-call-no", ["call-id": callID])
    }
    let records = try FundingRecords(context, for: call)
    let rules = try records.rules(of: callID)
    guard let ruleSet = rules.ruleSet(of: callID, on: question.day) else {
      return noRules(callID, question.day, rules.setAside(of: callID, on: question.day)?.error, call: &call)
    }
    let source = try FundingFacts(records, on: question.day, about: actorID)
    let asked = try source.withCeiling(ruleSet, call: record, actor: actor, facts: question.facts(of: actor, source))
    return try CustomChecks.complete([asked], &call, context: context, function: "grappe.funding.check") { call, cases in
      let evaluation = asked.ruleSet.evaluate(cases[0].facts, applicant: actorID ?? "", asOf: question.day)
      var fields = evaluation.notation(in: context.language).mapValue ?? [:]
      if question.isSaved { fields["id"] = .text(try save(evaluation, question, in: FundingRecords(context, for: call))) }
      call.push(LuaValue(.map(fields)))
      return .returns(1)
    }
  }

  private static func noRules(_ id: String, _ day: Day, _ error: FundingError?, call: inout HostCall) -> HostOutcome {
    call.pushNil()
    call.push(
      error?.message(in: .en) ?? "no rules of the call \"\(id)\" hold on \(day); register some with grappe.funding.rules")
    return .returns(2)
  }

  /// Saves an evaluation with its rules, facts and reasons; returns its id.
  private static func save(
    _ evaluation: Evaluation, _ question: FundingQuestion, in records: FundingRecords
  ) throws -> String {
    let context = records.context
    try context.permissions.require(.write, "funding")
    guard !evaluation.applicant.isEmpty else {
      throw APIUsageError(
        "hostapi.funding-check.options-evaluation-saved-actor")
    }
    let filter: FieldValue = ["call": .text(evaluation.call), "version": .text(evaluation.version)]
    let rules = try records.all("rule_set", where: filter, fields: ["id"]).first
    let record = Record([
      "call": .text(evaluation.call), "actor": .text(evaluation.applicant), "version": .text(evaluation.version),
      "project": question.project.map { .text($0.id) } ?? .null, "rule_set": rules.map { .text($0.id) } ?? .null,
      "as_of": .text(evaluation.asOf.description), "result": .text(evaluation.eligibility.rawValue),
      "facts": evaluation.factsUsed.notation, "trace": evaluation.notation(in: context.language),
    ])
    return try records.transaction.insert("evaluation", record, owner: context.plugin, now: context.now).id
  }

  // MARK: Explaining and asking again

  /// `explain(evaluation)`: the evaluation in sentences.
  private static func explain(_ call: inout HostCall, _ context: HostContext) throws -> HostOutcome {
    try call.endOfArguments(after: 1)
    let (replayed, _) = try asked(call, context)
    guard let evaluation = replayed else { return gone(&call) }
    let texts = evaluation.explanation(in: context.language)
    call.push(
      LuaValue(
        .map([
          "summary": .text(texts.summary), "lines": .list(texts.lines.map(FieldValue.text)),
          "notice": .text(FundingNotice.notLegalAdvice[context.language]),
        ])))
    return .returns(1)
  }

  /// `replay(evaluation)`: the same question to the same version with the same facts, and whether the answer is the same.
  private static func replay(_ call: inout HostCall, _ context: HostContext) throws -> HostOutcome {
    try call.endOfArguments(after: 1)
    let (replayed, before) = try asked(call, context)
    guard let evaluation = replayed else { return gone(&call) }
    call.push(
      LuaValue(
        .map([
          "same": .boolean(evaluation.eligibility == before.eligibility),
          "evaluation": evaluation.notation(in: context.language),
        ])))
    return .returns(1)
  }

  /// The evaluation in argument 1, a table or the id of a record, asked again.
  private static func asked(
    _ call: borrowing HostCall, _ context: HostContext
  ) throws -> (Evaluation?, Evaluation.Replay) {
    try context.permissions.require(.read, "funding")
    let notation: FieldValue
    switch try call.argument(1, "evaluation") {
    case .string(let id):
      guard let record = try context.transaction().get("evaluation", id) else {
        throw APIUsageError(
          "hostapi.funding-check.argument-1-evaluation-no", ["id": id])
      }
      notation = stored(record)
    case .table(let table): notation = try FieldValue(.table(table), emptyTable: .list)
    case let other:
      throw APIUsageError(argument: 1, "evaluation", wanted: "an evaluation or the id of one", given: other.described)
    }
    let replay = try Evaluation.Replay(notation: notation)
    var ruleSet = try FundingRecords(context, for: call).rules(of: replay.call).ruleSet(of: replay.call, version: replay.version)
    if hasCeiling(notation), let parameters = DeMinimisParameters.inForce(on: replay.asOf) {
      ruleSet = ruleSet.map {
        DeMinimisCeiling.isStated(in: $0) ? $0 : $0.adding(DeMinimisCeiling.condition(replay.facts, parameters))
      }
    }
    return (ruleSet?.evaluate(replay.facts, applicant: replay.applicant, asOf: replay.asOf), replay)
  }

  /// Whether the evaluation examined the de minimis ceiling beside the rules.
  private static func hasCeiling(_ notation: FieldValue) -> Bool {
    let conditions = notation.mapValue?["conditions"]?.listValue ?? []
    return conditions.contains { $0.mapValue?["id"]?.textValue == DeMinimisCeiling.id }
  }

  private static func stored(_ record: Record) -> FieldValue {
    .map([
      "call": record["call"], "version": record["version"], "applicant": record["actor"], "as_of": record["as_of"],
      "facts": record["facts"], "eligibility": record["result"],
      "conditions": record["trace"].mapValue?["conditions"] ?? [],
    ])
  }

  private static func gone(_ call: inout HostCall) -> HostOutcome {
    call.pushNil()
    call.push("the version of the rules that the evaluation followed is gone")
    return .returns(2)
  }
}

extension HostCall {
  /// A text, or nil where the argument is absent or nil.
  func optionalText(_ index: Int, _ name: String) throws(APIUsageError) -> String? {
    if case .nil = try argument(index, name) { return nil }
    return try text(index, name)
  }
}
