import Ecosystem

/// A fact as a condition read it.
public struct FactUse: Sendable, Hashable {
  public var name: String
  public var fact: Fact
}

/// How one condition turned out, and why.
public struct ConditionTrace: Sendable, Hashable {
  /// The condition.
  public var condition: Condition
  /// How it turned out.
  public var verdict: Verdict
  /// The facts it read.
  public var uses: [FactUse]
  /// The facts it wanted and that are not known.
  public var missing: [String]
  /// The same for the parts of a combination.
  public var parts: [ConditionTrace]
}

extension ConditionTrace {
  /// It and the parts of it that are no combinations.
  var leaves: [ConditionTrace] { parts.isEmpty ? [self] : parts.flatMap(\.leaves) }

  /// The leaves that are unknown and whose answer still counts.
  var openLeaves: [ConditionTrace] {
    guard verdict == .unknown else { return [] }
    return parts.isEmpty ? [self] : parts.flatMap(\.openLeaves)
  }

  /// The verdict if every test that lacks nothing but `fact` turned out to be `answer`.
  func verdict(assuming fact: String, _ answer: Verdict) -> Verdict {
    if let combined = condition.combined(parts.map { $0.verdict(assuming: fact, answer) }) { return combined }
    return verdict == .unknown && missing == [fact] ? answer : verdict
  }
}
