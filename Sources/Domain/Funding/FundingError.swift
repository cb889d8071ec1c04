import Ecosystem
import Localization

/// A rule, an evaluation or a route that cannot be read.
public struct FundingError: Explainable, Hashable {
  /// `funding.rule`, `funding.evaluation` or `funding.route`.
  public let code: String
  /// Place of the error: `rules of "tax-shelter", version "2022", condition 3 (one_of)`.
  public let place: LocalizedText
  /// The error and the value wanted.
  public let problem: LocalizedText

  /// An error of that code at that place.
  public init(_ code: String, at place: LocalizedText, _ problem: LocalizedText) {
    self.code = code
    self.place = place
    self.problem = problem
  }

  /// `PLACE: PROBLEM` in the given language.
  public func message(in language: Language) -> String { "\(place[language]): \(problem[language])" }
}
