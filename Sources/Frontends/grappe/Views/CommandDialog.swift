import Ecosystem
import Engine
import Foundation

/// Asks on the terminal for the answers that a command of a plugin lacks, and runs it again with each.
///
/// A command asks by returning a table with the field `questions`: a list of tables with `text`, `parameter`, the name of its
/// parameter of type list that takes the answer, and perhaps `prefix`, which precedes the answer there. The first is asked first.
struct CommandDialog {
  typealias Words = ExactDictionary<ParameterWord>

  /// One question of a command.
  struct Question: Hashable {
    var text: String
    var parameter: String
    var prefix: String
  }

  /// Whether a question is possible: input and standard error are a terminal.
  static var isPossible: Bool { Terminal.isInput && isatty(STDERR_FILENO) == 1 }

  /// The parameters, answers included.
  private var words: Words
  private var skipped: Set<Question> = []

  /// Runs a command until each of its questions is answered or skipped, or the user ends the dialogue.
  ///
  /// An answer that the command refuses is reported and asked for again.
  /// - Returns: the values of the last run that succeeded.
  /// - Throws: the error of the first run.
  static func run(_ words: Words, _ command: (Words) async throws -> [FieldValue]) async throws -> [FieldValue] {
    var dialog = CommandDialog(words: words)
    var values = try await command(words)
    if !questions(in: values).isEmpty { Output.errorLine(wording("grappe.command-dialog.how-to-answer")) }
    while let question = questions(in: values).first(where: { !dialog.skipped.contains($0) }), let answer = ask(question) {
      values = await dialog.take(answer, to: question, command) ?? values
    }
    return values
  }

  /// Returns the questions in the values of a command; an entry without text or parameter is none.
  static func questions(in values: [FieldValue]) -> [Question] {
    let entries = values.first?.mapValue?["questions"]?.listValue ?? []
    return entries.compactMap { entry in
      guard let fields = entry.mapValue, let text = fields["text"]?.textValue, let parameter = fields["parameter"]?.textValue
      else { return nil }
      return Question(text: text, parameter: parameter, prefix: fields["prefix"]?.textValue ?? "")
    }
  }

  /// Reads an answer; nil at the end of input.
  private static func ask(_ question: Question) -> String? {
    Output.question(question.text + " ")
    return readLine()?.trimmingCharacters(in: .whitespaces)
  }

  /// Runs the command with an answer; an empty answer skips the question.
  /// - Returns: the values; nil when the command did not run or refused the answer.
  private mutating func take(
    _ answer: String, to question: Question, _ command: (Words) async throws -> [FieldValue]
  ) async -> [FieldValue]? {
    guard !answer.isEmpty else {
      skipped.insert(question)
      return nil
    }
    guard !answer.contains(",") else {
      Output.errorLine(wording("grappe.command-dialog.comma"))
      return nil
    }
    let attempt = words(with: question.prefix + answer, in: question.parameter)
    do {
      let values = try await command(attempt)
      words = attempt
      // A command that repeats an answered question is not asked in circles.
      skipped.insert(question)
      return values
    } catch {
      Output.errorLine(ErrorSentence.of(error, in: language))
      return nil
    }
  }

  private func words(with answer: String, in parameter: String) -> Words {
    var extended = words
    if case .text(let given) = words[parameter], !given.isEmpty {
      extended[parameter] = .text(given + "," + answer)
    } else {
      extended[parameter] = .text(answer)
    }
    return extended
  }
}
