import Calendar
import Ecosystem
import Funding
import Localization
import Lua
import Sandbox

/// The common arguments of `check`, `match` and `route`, read from their option tables.
struct FundingQuestion {
  /// The day of the question: `as_of`, else today.
  var day: Day
  /// The project the question is about, if any.
  var project: Record?
  /// Facts the caller gives.
  var given: ExactDictionary<FieldValue>
  /// Whether the evaluation is kept as a record.
  var isSaved: Bool
  /// Whether each answer among many comes with the verdict of every condition.
  var showsConditions: Bool

  static let optionNames = ["as_of", "project", "save"]

  /// - Parameters:
  ///   - facts: the table of facts given, if any.
  ///   - options: the last table; `known` lists its allowed fields.
  init(
    facts: LuaTable?, options: LuaTable?, known: [String] = Self.optionNames, _ context: HostContext
  ) throws {
    try context.permissions.require(.read, "funding")
    try options?.requireOnly(known, in: "options")
    day = try Self.day(options?.fields["as_of"], context)
    isSaved = try options?.flag("save", in: "options") ?? false
    showsConditions = try options?.flag("conditions", in: "options") ?? false
    given = try Self.values(facts, "facts")
    guard let value = options?.fields["project"] else { return }
    guard case .string(let id) = value else {
      throw APIUsageError(
        "hostapi.funding-question.options-field-project-must", ["value": value.described.noun])
    }
    project = try context.transaction().get("project", id)
    if project == nil {
      throw APIUsageError(
        "hostapi.funding-question.options-no-project-has", ["id": id])
    }
  }

  static func values(_ table: LuaTable?, _ what: String) throws(APIUsageError) -> ExactDictionary<FieldValue> {
    guard let table else { return [:] }
    guard table.array.isEmpty else {
      throw APIUsageError(
        "hostapi.funding-question.named-facts-wanted-list", ["what": what.noun])
    }
    var values: ExactDictionary<FieldValue> = [:]
    for (name, value) in table.fields { values[name] = try FieldValue(value, emptyTable: .list) }
    return values
  }

  static func day(_ value: LuaValue?, _ context: HostContext) throws(APIUsageError) -> Day {
    guard let value, value != .nil else {
      guard let today = Day(context.now) else {
        throw APIUsageError(
          "hostapi.funding-question.date-invocation-not-known")
      }
      return today
    }
    guard case .string(let text) = value, text.count == 10, let day = Day(text) else {
      throw APIUsageError(
        "hostapi.funding-question.date-such-2024-01", ["value": value.described.noun])
    }
    return day
  }

  /// The facts of an actor, of the project and those given, the latter first.
  func facts(of actor: Record?, _ source: FundingFacts) throws -> Facts {
    var facts = try actor.map { try source.facts(of: $0) } ?? Facts()
    if let project { facts = facts.merging(try source.facts(ofProject: project)) }
    return facts.merging(source.given(given))
  }
}

extension HostContext {
  /// The actor of that id, for a function that names it in its argument.
  func actor(_ id: String) throws -> Record {
    try permissions.require(.read, "actors")
    guard let actor = try transaction().get("actor", id) else {
      throw APIUsageError(
        "hostapi.funding-question.no-actor-has-id", ["id": id])
    }
    return actor
  }
}
