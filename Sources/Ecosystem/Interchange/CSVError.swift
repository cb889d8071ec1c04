/// What is malformed in a CSV text, and on which line.
public struct CSVError: Error, Sendable, Hashable {
  /// The kinds of malformation.
  public enum Problem: Sendable, Hashable {
    /// A field opens a double quote that nothing closes.
    case openQuote
    /// Something other than a separator follows a closing quote.
    case textAfterQuote
    /// The field's bytes are not UTF-8.
    case notUTF8
    /// The row has another number of fields than the header.
    case fieldCount(found: Int, expected: Int)
    /// The row has more fields than the reader takes.
    case tooManyFields(maximum: Int)
    /// The header names a column twice.
    case repeatedColumn(String)
    /// There is no header line.
    case noHeader
    /// The bytes cannot be read on, for a reason of the system's.
    case unreadable(String)
  }

  /// The line, counted from 1.
  public var line: Int
  public var problem: Problem

  public init(line: Int, problem: Problem) {
    self.line = line
    self.problem = problem
  }

  /// The error as one sentence for people, with the line.
  public func message(in language: Language) -> String {
    if problem == .noHeader { return reason(in: language) }
    return (language == .fr ? "ligne \(line) : " : "line \(line): ") + reason(in: language)
  }

  /// Whether it ends the reading; after any other problem the next line can be read.
  public var isFinal: Bool {
    switch problem {
    case .noHeader, .repeatedColumn, .unreadable: true
    case .openQuote, .textAfterQuote, .notUTF8, .fieldCount, .tooManyFields: false
    }
  }

  /// The error as one sentence for people, without the line.
  public func reason(in language: Language) -> String {
    switch (language, problem) {
    case (.fr, .openQuote): "un guillemet est ouvert et jamais fermé"
    case (_, .openQuote): "a double quote is opened and never closed"
    case (.fr, .textAfterQuote):
      "du texte suit un guillemet fermant ; doublez les guillemets d'un champ"
    case (_, .textAfterQuote): "text follows a closing quote; double the quotes inside a field"
    case (.fr, .notUTF8): "des octets n'ont pas de sens dans l'encodage du texte ; enregistrez-le en UTF-8"
    case (_, .notUTF8): "some bytes mean nothing in the encoding of the text; save it as UTF-8"
    case (.fr, .fieldCount(let found, let expected)):
      "\(found) champ(s) au lieu de \(expected), le nombre de colonnes de l'en-tête"
    case (_, .fieldCount(let found, let expected)):
      "\(found) field(s) where the header has \(expected) column(s)"
    case (.fr, .tooManyFields(let maximum)): "plus de \(maximum) champs"
    case (_, .tooManyFields(let maximum)): "more than \(maximum) fields"
    case (.fr, .repeatedColumn(let name)): "la colonne « \(name) » apparaît deux fois dans l'en-tête"
    case (_, .repeatedColumn(let name)): "the column \"\(name)\" appears twice in the header"
    case (.fr, .unreadable(let reason)): "la suite ne peut pas être lue : \(reason)"
    case (_, .unreadable(let reason)): "what follows cannot be read: \(reason)"
    case (.fr, .noHeader): "le fichier est vide : il faut une ligne d'en-tête avec les noms des colonnes"
    case (_, .noHeader): "the file is empty: it needs a header line with the column names"
    }
  }
}
