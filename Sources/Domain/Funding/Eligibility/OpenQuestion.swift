import Ecosystem
import Localization

/// A question to an applicant, and how much the answer decides.
public struct OpenQuestion: Sendable, Hashable {
  /// The missing fact.
  public var fact: String
  /// The question in words.
  public var text: LocalizedText
  /// Number of undecided evaluations that an answer decides, counted for the positive and the negative answer: an evaluation that
  /// lacks this fact alone counts two, one that a negative answer ends counts one.
  public var decides: Int
  /// Number of undecided evaluations in which it is asked.
  public var asked: Int

  /// The questions that the undecided ones of `evaluations` leave open, the one that decides most first: by `decides`, then
  /// `asked`, then in the order in which the rules ask.
  public static func ranked(_ evaluations: [Evaluation]) -> [OpenQuestion] {
    var questions: [OpenQuestion] = []
    for evaluation in evaluations where evaluation.eligibility == .unknown {
      for question in evaluation.ownQuestions {
        if let known = questions.firstIndex(where: { $0.fact == question.fact }) {
          questions[known].decides += question.decides
          questions[known].asked += 1
        } else {
          questions.append(question)
        }
      }
    }
    let order = questions.enumerated().sorted { left, right in
      (right.element.decides, right.element.asked, left.offset) < (
        left.element.decides, left.element.asked, right.offset
      )
    }
    return order.map(\.element)
  }
}

extension Evaluation {
  /// The missing facts of this evaluation, in the order in which the rules ask.
  fileprivate var ownQuestions: [OpenQuestion] {
    var questions: [OpenQuestion] = []
    for leaf in traces.flatMap(\.openLeaves) {
      for fact in leaf.missing where !questions.contains(where: { $0.fact == fact }) {
        questions.append(
          OpenQuestion(fact: fact, text: leaf.question(about: fact), decides: decidingAnswers(fact), asked: 1)
        )
      }
    }
    return questions
  }

  private func decidingAnswers(_ fact: String) -> Int {
    [Verdict.met, .unmet].count { answer in
      traces.reduce(.met) { $0 && $1.verdict(assuming: fact, answer) } != .unknown
    }
  }
}
