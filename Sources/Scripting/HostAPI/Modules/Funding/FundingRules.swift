import Ecosystem
import Funding
import Lua
import Sandbox
import Store

/// `grappe.funding.rules`: the conditions of a call in one version, registered while `init.lua` runs and kept as a record when
/// the plugin is installed.
enum FundingRules {
  static let entries: [String: HostEntry] = ["rules": function("grappe.funding.rules", rules)]

  private static func rules(_ call: inout HostCall, _ context: HostContext) throws -> HostOutcome {
    try call.endOfArguments(after: 1)
    try context.permissions.require(.write, "funding")
    let rules = try registered(try call.table(1, "rules"))
    guard var registrations = context.registrations else {
      throw APIUsageError(
        "hostapi.funding-rules.can-only-called-while")
    }
    guard !registrations.rules.contains(where: { $0.ruleSet.isVersion(of: rules.ruleSet) }) else {
      throw APIUsageError(
        "hostapi.funding-rules.version-rules-registered-twice", ["version": rules.ruleSet.version, "call": rules.ruleSet.call])
    }
    registrations.rules.append(rules)
    try RegistrationLimits.require(registrations)
    // The table, its notation and the rule set are in memory at the same time.
    try call.requireMemory(2 * call.memoryBytesCharged)
    try call.keepArguments()
    context.registrations = registrations
    return .returns(0)
  }

  private static func registered(_ table: LuaTable) throws -> Registrations.Rules {
    var fields = table.fields
    fields["conditions"] = .table(LuaTable(array: table.array))
    let conditions = try ConditionTable(LuaTable(fields: fields))
    let ruleSet: RuleSet
    do { ruleSet = try RuleSet(notation: conditions.notation) } catch { throw APIUsageError(error) }
    for custom in ruleSet.conditions.flatMap(\.customs) where conditions.checks[custom.id] == nil {
      throw APIUsageError(
        "hostapi.funding-rules.custom-condition-lacks-function", ["id": custom.id])
    }
    return Registrations.Rules(ruleSet: ruleSet, checks: conditions.checks)
  }
}

extension RuleSet {
  fileprivate func isVersion(of other: RuleSet) -> Bool { call == other.call && version == other.version }
}

extension StoreTransaction {
  /// Keeps the rule sets of a plugin as records: adds new ones, rewrites changed ones, and deletes those that the plugin no
  /// longer contains unless an evaluation refers to them.
  ///
  /// - Throws: `StoreError` when a version of a call belongs to another owner.
  public func keep(_ ruleSets: [RuleSet], of plugin: String, now: String) throws {
    let entity = try schema.requireEntity("rule_set")
    let own = try find("rule_set", Query(.map(["owner": .text(plugin)]), for: entity))
    for ruleSet in ruleSets {
      let known = own.first { $0["call"].textValue == ruleSet.call && $0["version"].textValue == ruleSet.version }
      if let known {
        try update("rule_set", known.id, changes: ruleSet.record.changes(from: known), now: now)
      } else {
        try insert("rule_set", ruleSet.record, owner: plugin, now: now)
      }
    }
    for gone in own where !ruleSets.contains(where: { $0.isKept(in: gone) }) { try deleteUnlessEvaluated(gone.id) }
  }

  private func deleteUnlessEvaluated(_ id: String) throws {
    let entity = try schema.requireEntity("evaluation")
    guard try count("evaluation", Query(.map(["rule_set": .text(id)]), for: entity).filter) == 0 else { return }
    try delete("rule_set", id)
  }
}

extension RuleSet {
  fileprivate func isKept(in record: Record) -> Bool {
    record["call"].textValue == call && record["version"].textValue == version
  }
}

extension Record {
  /// Returns the fields to set, and the fields to clear, to turn `before` into this record.
  fileprivate func changes(from before: Record) -> ExactDictionary<FieldValue> {
    var changes = fields
    for field in ["valid_to", "legal_url"] where self[field].isNull && !before[field].isNull { changes[field] = .null }
    return changes
  }
}
