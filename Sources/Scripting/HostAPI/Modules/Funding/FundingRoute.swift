import Calendar
import Ecosystem
import Funding
import Localization
import Lua
import Sandbox
import Store

/// `grappe.funding.route`: which calls a project can combine over its stages.
enum FundingRoute {
  static let entries: [String: HostEntry] = ["route": function("grappe.funding.route", route)]

  /// `route(project, options?)`: a project's id, or a table `{ holder = …, stage = …, budget = … }`.
  private static func route(_ call: inout HostCall, _ context: HostContext) throws -> HostOutcome {
    try call.endOfArguments(after: 2)
    try context.permissions.require(.read, "funding")
    let request = try RouteRequest(
      try call.argument(1, "project"), options: try call.optionalTable(2, "options"), context)
    let records = try FundingRecords(context, for: call)
    let source = try FundingFacts(records, on: request.day, about: request.holder.id)
    let facts = try request.facts(source)
    let rules = try records.rules(of: nil)
    let calls = try request.calls(&call, context)
    let cases = try calls.compactMap { call in
      try rules.ruleSet(of: call.id, on: request.day).map { try request.asked($0, call: call, source, facts) }
    }
    let setAside = calls.compactMap { rules.setAside(of: $0.id, on: request.day) }
    return try CustomChecks.complete(cases, &call, context: context, function: "grappe.funding.route") { call, cases in
      let evaluations = cases.map { $0.ruleSet.evaluate($0.facts, applicant: request.holder.id, asOf: request.day) }
      let task = call.task
      let answer = try RouteAnswer(
        request, calls: calls, rules: cases.map(\.ruleSet), evaluations: evaluations, setAside: setAside,
        FundingRecords(context, for: call),
        isStopping: { task?.isStopping ?? false })
      let notation = answer.notation(in: context.language)
      try call.requireMemory(2 * notation.memoryBytes)
      call.push(LuaValue(notation))
      return .returns(1)
    }
  }
}

/// The arguments of a route.
struct RouteRequest {
  var project: Record?
  var holder: Record
  var day: Day
  /// The stages before the project, in order.
  var stages: [ProjectStage]
  /// The costs of stages, in cents of euro; empty when no costs are known.
  var costs: [ProjectStage: Int64]
  /// Start of the work of each stage.
  var starts: [ProjectStage: Day]
  var given: ExactDictionary<FieldValue>
  var filter: LuaTable?
  /// Whether only calls the project is surely eligible for are taken.
  var isCertainOnly: Bool

  private static let projectFields = [
    "id", "holder", "stage", "stages", "costs", "starts", "budget", "sectors", "facts",
  ]
  private static let options = ["as_of", "filter", "certain_only"]

  init(_ value: LuaValue, options: LuaTable?, _ context: HostContext) throws {
    try options?.requireOnly(Self.options, in: "options")
    day = try FundingQuestion.day(options?.fields["as_of"], context)
    isCertainOnly = try options?.flag("certain_only", in: "options") ?? false
    if case .table(let table)? = options?.fields["filter"] { filter = table }
    let table = try Self.table(value)
    try table.requireOnly(Self.projectFields, in: "the project")
    project = nil
    if table.fields["id"] != nil {
      let id = try table.text("id", in: "the project")
      project = try context.transaction().get("project", id)
      if project == nil {
        throw APIUsageError(
          "hostapi.funding-route.argument-1-project-no", ["id": id])
      }
    }
    let holderID = try project?["holder"].textValue ?? table.text("holder", in: "the project")
    holder = try context.actor(holderID)
    stages = try Self.stages(table, project)
    costs = try Self.costs(table, project, stages: stages)
    starts = try Self.starts(table, project, first: stages.first)
    given = try Self.given(table)
  }

  private static func table(_ value: LuaValue) throws(APIUsageError) -> LuaTable {
    switch value {
    case .string(let id): return LuaTable(fields: ["id": .string(id)])
    case .table(let table): return table
    case let other:
      throw APIUsageError(argument: 1, "project", wanted: "the id of a project or a table", given: other.described)
    }
  }

  private static func stage(_ value: FieldValue, _ what: String) throws(APIUsageError) -> ProjectStage {
    guard let stage = value.textValue.flatMap(ProjectStage.init) else {
      throw APIUsageError(
        unknown: "stage in \(what)", value.textValue ?? value.json, known: ProjectStage.allCases.map(\.rawValue))
    }
    return stage
  }

  /// Returns the stages named, else those from the project's stage on, else all.
  private static func stages(_ table: LuaTable, _ project: Record?) throws(APIUsageError) -> [ProjectStage] {
    if let named = table.fields["stages"] {
      var stages: [ProjectStage] = []
      for value in try FieldValue(named, emptyTable: .list).listValue ?? [] {
        stages.append(try stage(value, "stages"))
      }
      return Array(Set(stages)).sorted()
    }
    let first =
      try table.fields["stage"].map { value throws(APIUsageError) in try FieldValue(value) } ?? project?["stage"] ?? .null
    guard !first.isNull else { return ProjectStage.allCases }
    let current = try stage(first, "stage")
    return ProjectStage.allCases.filter { $0 >= current }
  }

  /// Returns the costs named by stage; else the budget, which is the cost of the stage when there is one alone.
  private static func costs(
    _ table: LuaTable, _ project: Record?, stages: [ProjectStage]
  ) throws -> [ProjectStage: Int64] {
    let named = try FundingQuestion.values(try Self.inner(table, "costs"), "costs")
    var costs: [ProjectStage: Int64] = [:]
    for (name, value) in named { costs[try stage(.text(name), "costs")] = try euros(value, "costs.\(name)") }
    let budget = try table.fields["budget"].map { value throws(APIUsageError) in try FieldValue(value) } ?? project?["budget"]
    if costs.isEmpty, stages.count == 1, let budget, !budget.isNull { costs[stages[0]] = try euros(budget, "budget") }
    return costs
  }

  private static func euros(_ value: FieldValue, _ what: String) throws(APIUsageError) -> Int64 {
    guard let money = Money(value), money.currency == "EUR", money.cents >= 0 else {
      throw APIUsageError(
        "hostapi.funding-route.project-must-2", ["what": what, "json": value.json])
    }
    return money.cents
  }

  private static func starts(
    _ table: LuaTable, _ project: Record?, first: ProjectStage?
  ) throws -> [ProjectStage: Day] {
    var starts: [ProjectStage: Day] = [:]
    for (name, value) in try FundingQuestion.values(try Self.inner(table, "starts"), "starts") {
      guard let day = value.textValue.flatMap({ Day($0) }) else {
        throw APIUsageError(
          "hostapi.funding-route.project-starts-must-date", ["name": name, "json": value.json])
      }
      starts[try stage(.text(name), "starts")] = day
    }
    if let first, starts[first] == nil, let start = project?["start"].textValue { starts[first] = Day(start) }
    return starts
  }

  private static func given(_ table: LuaTable) throws(APIUsageError) -> ExactDictionary<FieldValue> {
    var given = try FundingQuestion.values(try inner(table, "facts"), "facts")
    for (field, fact) in ["stage": "stage", "budget": "budget", "sectors": "project_sectors"] {
      if let value = table.fields[field] { given[fact] = try FieldValue(value, emptyTable: .list) }
    }
    return given
  }

  private static func inner(_ table: LuaTable, _ name: String) throws(APIUsageError) -> LuaTable? {
    switch table.fields[name] {
    case nil: return nil
    case .table(let inner): return inner
    case .some(let other):
      throw APIUsageError(
        "hostapi.funding-route.project-field-must-table", ["name": name, "other": other.described.noun])
    }
  }

  /// The facts of the holder, the project and those given.
  func facts(_ source: FundingFacts) throws -> Facts {
    var facts = try source.facts(of: holder)
    if let project { facts = facts.merging(try source.facts(ofProject: project)) }
    return facts.merging(source.given(given))
  }

  /// Returns the rules and facts of a call: with the condition on the de minimis ceiling where the room is not known. A known room
  /// bounds the route itself.
  func asked(_ ruleSet: RuleSet, call: Record, _ source: FundingFacts, _ facts: Facts) throws -> CustomChecks.Case {
    var general = facts
    general["grant"] = nil
    let asked = try source.withCeiling(ruleSet, call: call, actor: holder, facts: general)
    guard asked.facts.question(about: DeMinimisCeiling.fact) != nil else {
      return CustomChecks.Case(ruleSet: ruleSet, facts: facts)
    }
    return CustomChecks.Case(ruleSet: asked.ruleSet, facts: facts.merging(asked.facts.limited(to: [DeMinimisCeiling.fact])))
  }

  /// Returns the calls that exist and the filter finds; each is charged while it is read.
  func calls(_ call: inout HostCall, _ context: HostContext) throws -> [Record] {
    let access = try RecordAccess("call", context)
    let cursor = try access.cursor(try access.query(filter: filter, options: nil))
    var calls: [Record] = []
    while let record = try cursor.next() {
      // Beyond its limit the task ends with this call.
      guard call.charge(.rowsRead, 1), call.chargeMemory(record.memoryBytes) else { break }
      if record["standing"] != "proposed" { calls.append(record) }
    }
    return calls
  }
}
