import Ecosystem

/// A cell whose text does not fit the type of its column.
struct CellProblem: Error, Sendable {
  enum Wanted: Sendable {
    case wholeNumber, number, truth
    case json(JSONProblem)
    /// A number of a register, which looks like this.
    case identifier(LocalizedText)
  }

  /// The column, as the file heads it.
  var column: String
  var found: String
  var wanted: Wanted

  /// What is wrong, without the column.
  func reason(in language: Language) -> String {
    let what =
      switch (language, wanted) {
      case (.fr, .wholeNumber): "un nombre entier est attendu"
      case (_, .wholeNumber): "a whole number is wanted"
      case (.fr, .number): "un nombre est attendu, avec un point décimal"
      case (_, .number): "a number is wanted, with a decimal point"
      case (.fr, .truth): "true ou false est attendu"
      case (_, .truth): "true or false is wanted"
      case (.fr, .identifier(let wanted)): "\(wanted[.fr]) est attendu"
      case (_, .identifier(let wanted)): "\(wanted[.en]) is wanted"
      case (_, .json(let error)): error.message(in: language, of: found)
      }
    switch language {
    case .fr: return "\(what), le fichier dit « \(found) »"
    default: return "\(what), the file says \"\(found)\""
    }
  }
}
