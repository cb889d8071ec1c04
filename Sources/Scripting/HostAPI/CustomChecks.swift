import Ecosystem
import Funding
import Lua
import Sandbox

/// The functions behind the custom conditions of a plugin's own rules, and the Lua code that calls them.
///
/// No Lua runs beneath a Swift frame, so a host function that needs their results ends by calling `driver`: Lua that calls one
/// function after the other, each of which may be preempted or stopped, and passes the results to a further host function, which
/// finishes. An error of a function is the error of the call.
public struct CustomChecks: Sendable {
  private let driver: LuaReference
  private let functions: [Key: LuaReference]

  private struct Key: Hashable {
    var call: ExactString
    var version: ExactString
    var condition: ExactString

    init(_ ruleSet: RuleSet, condition: String) {
      (call, version) = (ExactString(ruleSet.call), ExactString(ruleSet.version))
      self.condition = ExactString(condition)
    }
  }

  /// Takes the functions that a plugin registered, whose sandbox is idle.
  ///
  /// - Throws: `SandboxError` when the sandbox has no memory left.
  public init(_ registrations: Registrations, _ sandbox: Sandbox) throws(SandboxError) {
    driver = try sandbox.load(source: Array(Self.driverSource.utf8), chunkName: "grappe/funding")
    var functions: [Key: LuaReference] = [:]
    for rules in registrations.rules {
      for (condition, check) in rules.checks {
        functions[Key(rules.ruleSet, condition: condition)] = check
      }
    }
    self.functions = functions
  }

  private static let driverSource = """
    local asked, finish = ...
    local answers = {}
    for position, question in ipairs(asked) do
      local answer = question.check(question.facts)
      if answer ~= nil and type(answer) ~= "boolean" then
        error(("the check of the condition %q must return true, false or nil, it returned %s")
          :format(question.condition, type(answer)), 0)
      end
      answers[position] = { answer = answer }
    end
    return finish(answers)
    """

  /// One application of a rule set to facts.
  struct Case {
    var ruleSet: RuleSet
    var facts: Facts
  }

  /// A call of one function: its argument, the case it belongs to and the fact that its answer sets.
  private struct Question {
    var position: Int
    var fact: String
    var argument: LuaValue
  }

  /// Completes the facts of `cases` with the answers of the custom conditions whose needs are known, then finishes.
  ///
  /// - Parameter finish: gets the cases in their order and pushes the results of the host function; it runs in a later call
  ///   where there are functions to ask.
  static func complete(
    _ cases: [Case], _ call: inout HostCall, context: HostContext, function name: String,
    finish: @escaping @Sendable (inout HostCall, [Case]) throws -> HostOutcome
  ) throws -> HostOutcome {
    let questions = context.customChecks?.questions(cases) ?? []
    guard !questions.isEmpty, let checks = context.customChecks else { return try finish(&call, cases) }
    let ending = hostFunction(name) { call, _ in
      let answers = try call.table(1, "answers").array
      var completed = cases
      for (question, answer) in zip(questions, answers) {
        guard case .table(let answer) = answer, case .boolean(let isMet)? = answer.fields["answer"] else { continue }
        completed[question.position].facts[question.fact] = Fact(.boolean(isMet), source: "rule of \(context.plugin)")
      }
      return try finish(&call, completed)
    }
    guard let reference = call.reference(to: ending) else {
      throw APIUsageError(
        "hostapi.custom-checks.lua-stack-full")
    }
    return .call(checks.driver, [.table(LuaTable(array: questions.map(\.argument))), .function(reference)])
  }

  private func questions(_ cases: [Case]) -> [Question] {
    cases.enumerated().flatMap { position, `case` in
      `case`.ruleSet.conditions.flatMap(\.customs).compactMap { question($0, `case`, position: position) }
    }
  }

  private func question(_ condition: Condition, _ case: Case, position: Int) -> Question? {
    let key = Key(`case`.ruleSet, condition: condition.id)
    guard case .custom(let needs) = condition.test, let check = functions[key],
      needs.allSatisfy({ `case`.facts[$0] != nil })
    else { return nil }
    let facts = needs.reduce(into: ExactDictionary<LuaValue>()) { $0[$1] = LuaValue(`case`.facts[$1]?.value ?? .null) }
    return Question(
      position: position, fact: condition.customFact,
      argument: .table(
        LuaTable(fields: [
          "check": .function(check), "condition": .string(condition.id), "facts": .table(LuaTable(fields: facts)),
        ])))
  }
}
