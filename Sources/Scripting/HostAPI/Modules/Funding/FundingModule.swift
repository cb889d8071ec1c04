import Ecosystem
import Funding
import Localization
import Lua
import Sandbox

/// `grappe.funding`: rules and their conditions, eligibility, aid already received by an undertaking, the route of a project.
enum FundingModule {
  static let table: HostTable = {
    var entries: [String: HostEntry] = ["coverage": function("grappe.funding.coverage", coverage)]
    for part in [
      FundingConditions.entries, FundingRules.entries, FundingCheck.entries, FundingMatch.entries,
      FundingLedger.entries,
      FundingReturns.entries, FundingRoute.entries,
    ] {
      entries.merge(part) { _, new in new }
    }
    return HostTable(name: "grappe.funding", entries: entries, isStrict: true)
  }()

  /// `coverage(records)`: for programmes and calls, `{ stages = { { stage=, count=, ids= }, … }, gaps = { … }, unstated = { … } }`
  /// with the stages in order from idea to export.
  private static func coverage(_ call: inout HostCall, _ context: HostContext) throws -> HostOutcome {
    try call.endOfArguments(after: 1)
    let records = try call.table(1, "records").array.map(record)
    let coverage = StageCoverage(of: records)
    let stages = ProjectStage.allCases.map { stage in
      let ids = coverage.instruments[stage, default: []]
      return LuaValue.table(
        LuaTable(
          array: [],
          fields: ["stage": .string(stage.rawValue), "count": .integer(Int64(ids.count)), "ids": list(ids)]))
    }
    call.push(
      LuaValue.table(
        LuaTable(
          array: [],
          fields: [
            "stages": .table(LuaTable(array: stages, fields: [:])), "gaps": list(coverage.gaps.map(\.rawValue)),
            "unstated": list(coverage.unstated),
          ])))
    return .returns(1)
  }

  private static func record(_ value: LuaValue) throws(APIUsageError) -> Record {
    guard case .map(let fields) = try FieldValue(value, emptyTable: .map), case .text? = fields["id"] else {
      throw APIUsageError(
        "hostapi.funding-module.argument-1-records-list", ["value": value.described.noun])
    }
    return Record(fields)
  }

  private static func list(_ texts: [String]) -> LuaValue {
    .table(LuaTable(array: texts.map(LuaValue.string), fields: [:]))
  }
}
