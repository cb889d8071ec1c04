import ArgumentParser
import Engine

/// The question before an operation that deletes or runs something, and the option that answers it: the same for every command that asks.
struct Confirmation: ParsableArguments {
  @Flag(help: ArgumentHelp(wording("grappe.rollback.do-not-ask")))
  var yes = false

  /// Asks at the terminal, unless the option is given.
  ///
  /// - Parameters:
  ///   - question: ends with the possible answers.
  ///   - refusal: the error of any other answer, and where nobody can answer: without a terminal, or with JSON as output.
  func require(_ question: String, isJSON: Bool, otherwise refusal: EngineError) throws {
    guard !yes else { return }
    guard Self.isGiven(question, isJSON: isJSON) else { throw refusal }
  }

  /// Asks at the terminal; false where nobody can answer.
  static func isGiven(_ question: String, isJSON: Bool, isStopped: () -> Bool = { Task.isCancelled }) -> Bool {
    guard Terminal.isInput, !isJSON else { return false }
    return isAssent(Progress.ask(question, isStopped: isStopped))
  }

  /// Whether an answer in lower case says yes, in any language of the program.
  static func isAssent(_ answer: String) -> Bool { ["y", "yes", "o", "oui", "j", "ja"].contains(answer) }
}
