import Localization

/// An error in a record, a filter or a name given to the model. It always carries at least one problem.
public struct EcosystemError: Explainable, Hashable {
  /// All problems, in the order of the fields.
  public let problems: [Problem]

  /// An error of one problem.
  public init(_ problem: Problem) {
    problems = [problem]
  }

  /// An error of several problems; an empty list is a caller's bug and traps.
  public init(_ problems: [Problem]) {
    precondition(!problems.isEmpty, "an error needs at least one problem")
    self.problems = problems
  }

  public var code: String { problems[0].code.rawValue }

  public func message(in language: Language) -> String {
    problems.map { $0.message(in: language) }.joined(separator: "\n")
  }
}
