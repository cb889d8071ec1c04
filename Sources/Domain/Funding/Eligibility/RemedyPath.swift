import Ecosystem
import Localization

/// The shortest way from ineligible to eligible: the fewest conditions to fulfil, those with a known remedy preferred.
public struct RemedyPath: Sendable, Hashable {
  /// One condition to fulfil.
  public struct Step: Sendable, Hashable {
    /// The condition.
    public var condition: String
    /// Remedy; nil when none is known.
    public var text: LocalizedText?
  }

  /// The conditions to fulfil.
  public var steps: [Step]

  /// Whether every step has a remedy.
  public var isComplete: Bool { steps.allSatisfy { $0.text != nil } }

  /// The shortest way to meet all of these; unknown conditions count as met, since a question may settle them.
  init(_ traces: [ConditionTrace]) { steps = traces.flatMap(Self.steps) }

  private static func steps(_ trace: ConditionTrace) -> [Step] {
    guard trace.verdict == .unmet else { return [] }
    switch trace.condition.test {
    case .all where trace.condition.remedy == nil: return trace.parts.flatMap(steps)
    case .any where trace.condition.remedy == nil: return trace.parts.map(steps).min { weight($0) < weight($1) } ?? []
    default: return [Step(condition: trace.condition.id, text: trace.condition.remedy)]
    }
  }

  /// A step without a remedy weighs more than any number of steps with one.
  private static func weight(_ steps: [Step]) -> Int { steps.reduce(0) { $0 + ($1.text == nil ? 1_000 : 1) } }
}
