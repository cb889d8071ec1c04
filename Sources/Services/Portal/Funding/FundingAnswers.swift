import Ecosystem
import Funding
import WebLink

/// The answers that the address of the funding finder keeps: `f.legal_form=asbl`. Nothing is stored.
struct FundingAnswers {
  /// The answer to a question.
  struct Answer: Sendable, Hashable {
    let fact: String
    /// The text of the answer; `unknownText` when the person does not know.
    let text: String
  }

  /// In the order in which they were given.
  let answers: [Answer]

  static let prefix = "f."
  /// The answer of a person who does not know; the question is not asked again.
  static let unknownText = "?"
  /// The answer that none of the values fits.
  static let noneText = "-"
  /// Upper bound of the answers.
  static let answersMax = 40

  init(_ query: [WebRequest.Field]) {
    answers = query.filter { $0.name.hasPrefix(Self.prefix) && !$0.value.isEmpty }.prefix(Self.answersMax).map {
      Answer(fact: String($0.name.dropFirst(Self.prefix.count)), text: String($0.value.prefix(200)))
    }
  }

  /// Returns the text of the answer about a fact; nil without one.
  func text(of fact: String) -> String? { answers.last { $0.fact == fact }?.text }

  /// The fields of the address that keep the answers, without the one about a fact.
  func fields(without fact: String? = nil) -> [WebRequest.Field] {
    answers.filter { $0.fact != fact }.map { WebRequest.Field(Self.prefix + $0.fact, $0.text) }
  }
}
