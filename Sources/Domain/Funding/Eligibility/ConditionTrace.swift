import Ecosystem
import Localization

/// A fact as a condition read it.
public struct FactUse: Sendable, Hashable {
  public var name: String
  public var fact: Fact
}

/// The result of one condition, with its reasons.
public struct ConditionTrace: Sendable, Hashable {
  /// The condition.
  public var condition: Condition
  /// Its verdict.
  public var verdict: Verdict
  /// The facts it read.
  public var uses: [FactUse]
  /// The facts it needed and that are not known.
  public var missing: [String]
  /// The questions about missing facts that the facts themselves raise, by name.
  public var questions: ExactDictionary<LocalizedText>
  /// The same for the parts of a combination.
  public var parts: [ConditionTrace]
}

extension ConditionTrace {
  /// Returns the question about a missing fact: that of the facts, else that of the condition.
  func question(about fact: String) -> LocalizedText { questions[fact] ?? condition.question(about: fact) }

  /// The condition itself or, of a combination, the parts that are no combinations.
  var leaves: [ConditionTrace] { parts.isEmpty ? [self] : parts.flatMap(\.leaves) }

  /// The leaves that are unknown and whose answer can still change the result.
  var openLeaves: [ConditionTrace] {
    guard verdict == .unknown else { return [] }
    return parts.isEmpty ? [self] : parts.flatMap(\.openLeaves)
  }

  /// Returns the verdict if every test that lacks only `fact` had the verdict `answer`.
  func verdict(assuming fact: String, _ answer: Verdict) -> Verdict {
    if let combined = condition.combined(parts.map { $0.verdict(assuming: fact, answer) }) { return combined }
    return verdict == .unknown && missing == [fact] ? answer : verdict
  }
}
