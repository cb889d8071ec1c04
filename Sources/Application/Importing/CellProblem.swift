import Ecosystem
import Localization

/// A cell whose text does not fit the type of its column.
struct CellProblem: Error, Sendable {
  enum Wanted: Sendable {
    case wholeNumber, number, truth
    case json(JSONProblem)
    /// A number of a register, with an example of its form.
    case identifier(LocalizedText)
  }

  /// The header of the column.
  var column: String
  var found: String
  var wanted: Wanted

  /// Returns the reason, without the column.
  func reason(in language: Language) -> String {
    let what =
      switch wanted {
      case .wholeNumber: Message("importing.cell-problem.whole-number-wanted").text(in: language)
      case .number: Message("importing.cell-problem.number-wanted-decimal-point").text(in: language)
      case .truth: Message("importing.cell-problem.true-false-wanted").text(in: language)
      case .identifier(let wanted): Message("importing.cell-problem.wanted", ["wanted": wanted]).text(in: language)
      case .json(let error): error.message(in: language, of: found)
      }
    return Message("importing.cell-problem.the-file-says", ["problem": what, "found": found]).text(in: language)
  }
}
