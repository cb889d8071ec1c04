import Ecosystem
import Engine
import Foundation
import Importing

/// Asks on the terminal for the choice for each duplicate row.
struct DuplicateDialog {
  /// The choices: for single rows, by line, and for all others.
  struct Answer {
    var decisions: [Int: DuplicateChoice] = [:]
    var rest: DuplicateChoice?
  }

  /// Whether a question is possible: input and standard error are a terminal.
  static var isPossible: Bool { Terminal.isInput && isatty(STDERR_FILENO) == 1 }

  /// Asks about each duplicate; nil when the user cancels the import.
  static func ask(_ duplicates: [Duplicate], total: Int) -> Answer? {
    var answer = Answer()
    for (index, duplicate) in duplicates.enumerated() {
      show(duplicate, index + 1, total: total)
      guard let (choice, isForAll) = choose() else { return nil }
      if isForAll {
        answer.rest = choice
        return answer
      }
      answer.decisions[duplicate.line] = choice
    }
    return answer
  }

  private static func show(_ duplicate: Duplicate, _ number: Int, total: Int) {
    let (name, criterion) = (duplicate.change.name, duplicate.criterion.text(in: language))
    say(
      "\n"
        + wording(
          "grappe.duplicate-dialog.line", ["number": number, "total": total, "line": duplicate.line, "name": name, "sign": criterion]))
    for field in duplicate.change.fields { say("    \(ImportView.text(field))") }
  }

  /// Reads a choice; nil at the end of input or when the user cancels. A capital letter applies to all that follow.
  private static func choose() -> (DuplicateChoice, isForAll: Bool)? {
    let question = wording(
      "grappe.duplicate-dialog.u-pdate-s-kip")
    while true {
      Output.question(question)
      guard let line = readLine(), let letter = line.first(where: { !$0.isWhitespace }) else { return nil }
      switch letter.lowercased() {
      case "u", "m": return (.update, letter.isUppercase)
      case "s", "l": return (.skip, letter.isUppercase)
      case "a": return (.add, letter.isUppercase)
      case "r": return (.refuse, letter.isUppercase)
      case "q": return nil
      default: continue
      }
    }
  }

  private static func say(_ text: String) { Output.errorLine(text) }
}
