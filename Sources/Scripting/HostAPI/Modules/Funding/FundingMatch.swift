import Calendar
import Ecosystem
import Funding
import Localization
import Lua
import Sandbox
import Store

/// `grappe.funding.match` and `match_actors`: one actor for all calls, all actors for one call.
enum FundingMatch {
  static let entries: [String: HostEntry] = [
    "match": function("grappe.funding.match", match),
    "match_actors": function("grappe.funding.match_actors", matchActors),
  ]

  private static let options = ["as_of", "project", "facts", "conditions"]

  /// `match(actor, filter?, options?)`: every call the filter finds that has rules on that day, ranked.
  private static func match(_ call: inout HostCall, _ context: HostContext) throws -> HostOutcome {
    try call.endOfArguments(after: 3)
    let actorID = try call.optionalText(1, "actor")
    let question = try question(call, context)
    let calls = try records("call", try call.optionalTable(2, "filter"), call: &call, context: context)
    let actor = try actorID.map { try context.actor($0) }
    let source = try FundingRecords(context, for: call)
    let gathered = try FundingFacts(source, on: question.day, about: actorID)
    let facts = try question.facts(of: actor, gathered)
    let rules = try source.rules(of: nil)
    let cases = try calls.compactMap { call in
      try rules.ruleSet(of: call.id, on: question.day).map {
        try gathered.withCeiling($0, call: call, actor: actor, facts: facts)
      }
    }
    let known = Dictionary(uniqueKeysWithValues: calls.map { ($0.id, $0) })
    let setAside = calls.compactMap { rules.setAside(of: $0.id, on: question.day) }
    let answered = Set(cases.map(\.ruleSet.call) + setAside.map(\.call))
    let more: ExactDictionary<FieldValue> = [
      "without_rules": .list(calls.map(\.id).filter { !answered.contains($0) }.map(FieldValue.text)),
      "set_aside": .list(setAside.map { $0.notation(in: context.language) }),
    ]
    return try CustomChecks.complete(cases, &call, context: context, function: "grappe.funding.match") { call, cases in
      let matches = cases.map { entry in
        Match(
          entry.ruleSet.evaluate(entry.facts, applicant: actorID ?? "", asOf: question.day),
          Self.openness(known[entry.ruleSet.call], on: question.day))
      }
      try Self.push(
        Match.ranked(matches), "call", records: known, more: more, withConditions: question.showsConditions, call: &call, context: context)
      return .returns(1)
    }
  }

  /// `match_actors(call, filter?, options?)`: every actor the filter finds, ranked.
  private static func matchActors(_ call: inout HostCall, _ context: HostContext) throws -> HostOutcome {
    try call.endOfArguments(after: 3)
    let callID = try call.text(1, "call")
    let question = try question(call, context, more: ["limit"])
    let limit = try limit(call)
    let gathered = try FundingRecords(context, for: call)
    let rules = try gathered.rules(of: callID)
    guard let ruleSet = rules.ruleSet(of: callID, on: question.day) else {
      let reason = rules.setAside(of: callID, on: question.day)?.error.message(in: .en)
      call.pushNil()
      call.push(reason ?? "no rules of the call \"\(callID)\" hold on \(question.day)")
      return .returns(2)
    }
    let asked = try context.transaction().get("call", callID, fields: ["id", "name", "state_aid_regime", "territories"]) ?? [:]
    let filter = try call.optionalTable(2, "filter")
    let actors = try records("actor", filter, purpose: .matchmaking, call: &call, context: context)
    let leftOut = try leftOut("actor", filter, purpose: .matchmaking, context)
    let source = try FundingFacts(gathered, on: question.day, about: nil)
    let cases = try actors.map { actor in
      try source.withCeiling(ruleSet, call: asked, actor: actor, facts: question.facts(of: actor, source))
    }
    let wholeRules = cases.first?.ruleSet ?? ruleSet
    let known = Dictionary(uniqueKeysWithValues: actors.map { ($0.id, $0) })
    return try CustomChecks.complete(cases, &call, context: context, function: "grappe.funding.match_actors") { call, cases in
      let (nearest, counts) = wholeRules.nearest(limit ?? cases.count, among: cases.map(\.facts))
      let matches = nearest.map { position in
        Match(wholeRules.evaluate(cases[position].facts, applicant: actors[position].id, asOf: question.day))
      }
      let ranked = Array(Match.ranked(matches).prefix(limit ?? matches.count))
      let more: ExactDictionary<FieldValue> = ["counts": Self.notation(counts), "left_out": .integer(Int64(leftOut))]
      try Self.push(
        ranked, "applicant", records: known, more: more, withConditions: question.showsConditions, call: &call, context: context)
      return .returns(1)
    }
  }

  /// The number of results wanted; nil for all.
  private static func limit(_ call: borrowing HostCall) throws(APIUsageError) -> Int? {
    switch try call.optionalTable(3, "options")?.fields["limit"] {
    case nil: return nil
    case .integer(let limit) where limit > 0: return Int(clamping: limit)
    case .some(let other):
      throw APIUsageError(
        "hostapi.funding-match.options-field-limit-must", ["other": other.described.noun])
    }
  }

  private static func question(
    _ call: borrowing HostCall, _ context: HostContext, more: [String] = []
  ) throws -> FundingQuestion {
    let table = try call.optionalTable(3, "options")
    var facts: LuaTable?
    switch table?.fields["facts"] {
    case nil: facts = nil
    case .table(let given): facts = given
    case .some(let other):
      throw APIUsageError(
        "hostapi.funding-match.options-field-facts-must", ["other": other.described.noun])
    }
    return try FundingQuestion(facts: facts, options: table, known: options + more, context)
  }

  /// Counts the records that have not consented to a purpose.
  private static func leftOut(
    _ entity: String, _ filter: LuaTable?, purpose: ConsentPurpose, _ context: HostContext
  ) throws -> Int {
    let access = try RecordAccess(entity, context)
    let query = try access.query(filter: filter, options: nil)
    return try access.count(query) - access.count(query.consented(to: purpose))
  }

  private static func records(
    _ entity: String, _ filter: LuaTable?, purpose: ConsentPurpose? = nil, call: inout HostCall, context: HostContext
  ) throws -> [Record] {
    let access = try RecordAccess(entity, context)
    let query = try access.query(filter: filter, options: nil)
    let cursor = try access.cursor(purpose.map(query.consented) ?? query)
    var records: [Record] = []
    while let record = try cursor.next() {
      records.append(record)
      // Over its limit, the task ends with this call.
      guard call.chargeMemory(record.memoryBytes), call.charge(.rowsRead, 1) else { break }
    }
    return records
  }

  static func openness(_ call: Record?, on day: Day) -> Openness {
    Openness(
      opens: call?["opens"].textValue.flatMap { Day($0, .first) },
      closes: call?["closes"].textValue.flatMap { Day($0, .last) }, on: day)
  }

  // MARK: Results

  /// `results`, `questions` over all of them, and the number of each answer.
  private static func push(
    _ matches: [Match], _ key: String, records: [String: Record], more: ExactDictionary<FieldValue>, withConditions: Bool,
    call: inout HostCall, context: HostContext
  ) throws(APIUsageError) {
    let language = context.language
    let counts = Dictionary(grouping: matches, by: \.evaluation.eligibility).mapValues(\.count)
    var results: [FieldValue] = []
    for match in matches {
      let id = key == "call" ? match.evaluation.call : match.evaluation.applicant
      let result = result(match, name: records[id]?["name"] ?? .null, withConditions: withConditions, language)
      // The result is in memory as a value of the model and as one of Lua.
      try call.requireMemory(2 * result.memoryBytes)
      results.append(result)
    }
    let questions = OpenQuestion.ranked(matches.map(\.evaluation)).map { $0.notation(in: language) }
    try call.requireMemory(2 * FieldValue.list(questions).memoryBytes)
    let fields: ExactDictionary<FieldValue> = [
      "results": .list(results), "questions": .list(questions), "counts": notation(counts),
      "notice": .text(FundingNotice.notLegalAdvice[language]),
    ]
    call.push(LuaValue(.map(fields.merging(more) { $1 })))
  }

  /// Returns the number of each answer.
  private static func notation(_ counts: [Eligibility: Int]) -> FieldValue {
    .map(
      ExactDictionary(
        uniqueKeysWithValues: Eligibility.allCases.map { ($0.rawValue, .integer(Int64(counts[$0, default: 0]))) }))
  }

  private static func result(_ match: Match, name: FieldValue, withConditions: Bool, _ language: Language) -> FieldValue {
    let evaluation = match.evaluation
    var fields: ExactDictionary<FieldValue> = [
      "call": .text(evaluation.call), "name": name, "eligibility": .text(evaluation.eligibility.rawValue),
      "version": .text(evaluation.version), "illustrative": .boolean(evaluation.isIllustrative),
      "open": .text(match.openness.name), "legal": evaluation.legal.notation,
      "reasons": .list(evaluation.reasons(in: language).map(FieldValue.text)),
      "unmet": .list(evaluation.unmet.map(FieldValue.text)), "missing": .list(evaluation.missing.map(FieldValue.text)),
    ]
    fields["actor"] = evaluation.applicant.isEmpty ? nil : .text(evaluation.applicant)
    fields["question"] = evaluation.questions.first?.notation(in: language)
    fields["remedy"] = evaluation.remedy?.notation(in: language)
    fields["conditions"] = withConditions ? evaluation.conditionsNotation(in: language) : nil
    return .map(fields.filter { !$0.value.isNull })
  }
}
