import Localization

/// Why a schedule cannot be: which part of it, what stands there and what may.
public struct ScheduleProblem: Explainable, Hashable {
  /// The part: `minute`, `zone`, `every`.
  public var part: String
  public var found: String
  /// Values allowed there.
  public var wanted: LocalizedText

  /// A problem with a part of a schedule.
  public init(part: String, found: String, wanted: LocalizedText) {
    self.part = part
    self.found = found
    self.wanted = wanted
  }

  public var code: String { "schedule.wrong" }

  /// `minute "75" cannot be: wanted is numbers from 0 to 59`
  public func message(in language: Language) -> String {
    Message("ecosystem.schedule-problem.cannot-be", ["part": part, "found": found, "wanted": wanted]).text(in: language)
  }
}
