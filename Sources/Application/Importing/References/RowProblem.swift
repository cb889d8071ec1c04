import Ecosystem
import Localization

/// A problem of a row beyond its single fields.
enum RowProblem: Error {
  /// A record as a message names it: by its line when another row of the file added it, else by title and id.
  struct Other {
    var id: String
    var title = ""
    /// The line of the row that added it.
    var line: Int?

    func text(in language: Language) -> String {
      guard let line else { return title.isEmpty ? id : "\(title) (\(id))" }
      return title.isEmpty
        ? Message("importing.row-problem.row", ["line": line]).text(in: language)
        : Message("importing.row-problem.named-row", ["title": title, "line": line]).text(in: language)
    }
  }

  /// Its numbers belong to several actors.
  case numbersDisagree([Other])
  /// A number belongs to another actor than the row's.
  case numberTaken(RegisterNumber, actor: Other)
  /// Another row of the file has the same id, or is equal.
  case repeated(Other)
  /// The record exists already, and no choice was made.
  case undecided(Duplicate.Criterion, Other)
  /// A reference by a word that several records are known by.
  case referenceAmbiguous(field: String, word: String, candidates: [String])
  /// A reference by a word that no record is known by.
  case referenceUnknown(field: String, word: String, nearest: String?)

  /// The field concerned, where there is one.
  var field: String? {
    switch self {
    case .referenceAmbiguous(let field, _, _), .referenceUnknown(let field, _, _): field
    case .numbersDisagree, .numberTaken, .repeated, .undecided: nil
    }
  }

  /// Returns the reason and the remedy.
  func reason(in language: Language) -> String {
    switch self {
    case .numbersDisagree(let actors):
      Message(
        "importing.record-matcher.numbers-those-several-actors", ["ids": actors.map { $0.text(in: language) }.joined(separator: ", ")]
      ).text(in: language)
    case .numberTaken(let number, let actor):
      Message(
        "importing.record-matcher.number-correct-take-out",
        ["scheme": number.scheme, "value": number.value, "actor": actor.text(in: language)]
      ).text(in: language)
    case .repeated(let other):
      (other.line.map { Message("importing.row-problem.repeated-line", ["line": $0]) }
        ?? Message("importing.record-matcher.line-further-up-file", ["id": other.id])).text(in: language)
    case .undecided(let criterion, let other):
      Message(
        "importing.record-matcher.decide-duplicates-update-skip", ["self": other.text(in: language), "sign": criterion.text(in: language)]
      ).text(in: language)
    case .referenceAmbiguous(_, let word, let candidates):
      Message("importing.row-problem.ambiguous", ["word": word, "candidates": candidates.joined(separator: "; ")]).text(in: language)
    case .referenceUnknown(_, Problem.withheld, _): Message("importing.row-problem.unknown-person").text(in: language)
    case .referenceUnknown(_, let word, let nearest):
      (nearest.map { Message("importing.row-problem.unknown-near", ["word": word, "nearest": $0]) }
        ?? Message("importing.row-problem.unknown", ["word": word])).text(in: language)
    }
  }
}
