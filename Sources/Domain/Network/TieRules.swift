import Calendar
import Ecosystem

/// The relations that count as ties, and the way they count.
public struct TieRules: Sendable, Hashable {
  /// Whether ties lead one way, from `from` to `to`.
  public var isDirected: Bool
  /// Types that hold both ways in a directed network, such as `partner-of`.
  public var mutualTypes: Set<String>
  /// A date of ISO 8601, of any precision: relations that ended before it, or start after it, do not count. A relation without
  /// dates always counts, and parts that one of the dates leaves open are not compared. Nil for every relation.
  public var asOf: String?

  /// Rules; by default every relation counts, without direction.
  public init(isDirected: Bool = false, mutualTypes: Set<String> = [], asOf: String? = nil) {
    self.isDirected = isDirected
    self.mutualTypes = mutualTypes
    self.asOf = asOf
  }

  func counts(_ relation: Record) -> Bool {
    guard let asOf else { return true }
    let hasStarted = relation["start"].textValue.map { CalendarDate.isOrdered($0, asOf) } ?? true
    let goesOn = relation["end"].textValue.map { CalendarDate.isOrdered(asOf, $0) } ?? true
    return hasStarted && goesOn
  }
}
