import Calendar
import Ecosystem
import Funding
import HostAPI
import Store

/// The calls with rules that the viewer sees, evaluated under a person's answers.
struct FundingSearch {
  let ruleSets: [RuleSet]
  let matches: [Match]
  /// The questions left open, the most decisive first, that can be answered here and were not.
  let questions: [OpenQuestion]
  /// The calls without rules.
  let callsWithoutRules: [Record]
  private let calls: [String: Record]

  /// - Throws: the errors of the store.
  init(_ transaction: StoreTransaction, _ answers: FundingAnswers, on day: Day) throws {
    let callRecords = try transaction.schema.entity("call") == nil ? [] : transaction.find("call")
    let records = try transaction.schema.entity("rule_set") == nil ? [] : transaction.find("rule_set")
    // Rules that cannot be read answer nothing.
    let book = RuleBook(records.compactMap { try? RuleSet($0) })
    let ruleSets = callRecords.compactMap { book.ruleSet(of: $0.id, on: day) }
    let facts = try Self.facts(answers, ruleSets, in: transaction)
    let known = Dictionary(uniqueKeysWithValues: callRecords.map { ($0.id, $0) })
    matches = Match.ranked(
      ruleSets.map { Match($0.evaluate(facts, asOf: day), Self.openness(known[$0.call], on: day)) })
    questions = OpenQuestion.ranked(matches.map(\.evaluation)).filter { question in
      answers.text(of: question.fact) == nil && FundingForm(question.fact, ruleSets) != .none
    }
    let answered = Set(ruleSets.map(\.call))
    callsWithoutRules = callRecords.filter { !answered.contains($0.id) }
    (calls, self.ruleSets) = (known, ruleSets)
  }

  /// The record of the call that a match is about.
  func call(of match: Match) -> Record? { calls[match.evaluation.call] }

  /// Whether a rule has words of its own for the question about a fact.
  func rulesAsk(about fact: String) -> Bool {
    var conditions = ruleSets.flatMap(\.conditions)
    while let condition = conditions.popLast() {
      if condition.question != nil, condition.facts.contains(fact) { return true }
      conditions += condition.parts
    }
    return false
  }

  private static func openness(_ call: Record?, on day: Day) -> Openness {
    Openness(
      opens: call?["opens"].textValue.flatMap { Day($0, .first) }, closes: call?["closes"].textValue.flatMap { Day($0, .last) }, on: day)
  }

  private static func facts(_ answers: FundingAnswers, _ ruleSets: [RuleSet], in transaction: StoreTransaction) throws -> Facts {
    var facts = Facts()
    for answer in answers.answers {
      guard let value = FundingForm(answer.fact, ruleSets).value(answer.text) else { continue }
      facts[answer.fact] = Fact(try completed(value, as: answer.fact, in: transaction), source: "given")
    }
    return facts
  }

  /// Completes a place and a sector with those that contain it, as rules expect.
  private static func completed(_ value: FieldValue, as fact: String, in transaction: StoreTransaction) throws -> FieldValue {
    guard let text = value.textValue else { return value }
    switch fact {
    case "territory", "project_territory": return .list(try path(of: text, in: "territory", transaction).map(FieldValue.text))
    case "sectors", "project_sectors":
      let prefix = "sector:"
      return .list(try path(of: prefix + text, in: "concept", transaction).map { .text(String($0.dropFirst(prefix.count))) })
    default: return value
    }
  }

  /// The record and those it lies in, from the inside.
  private static func path(of id: String, in entity: String, _ transaction: StoreTransaction) throws -> [String] {
    var path = [id]
    while path.count < 20, let parent = try transaction.get(entity, path[path.count - 1], fields: ["parent"])?["parent"].textValue,
      !path.contains(parent)
    { path.append(parent) }
    return path
  }
}
