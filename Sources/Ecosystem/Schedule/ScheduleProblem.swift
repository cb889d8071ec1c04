/// Why a schedule cannot be: which part of it, what stands there and what may.
public struct ScheduleProblem: Error, Sendable, Hashable {
  /// The part: `minute`, `zone`, `every`.
  public var part: String
  public var found: String
  /// What may stand there.
  public var wanted: String

  /// A problem with a part of a schedule.
  public init(part: String, found: String, wanted: String) {
    self.part = part
    self.found = found
    self.wanted = wanted
  }

  /// `minute "75": numbers from 0 to 59 are wanted`
  public var message: String { "\(part) \"\(found)\" cannot be: wanted is \(wanted)" }
}
