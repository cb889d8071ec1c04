extension JSONProblem {
  /// The problem as one sentence for people, with line and column (in bytes) of `text`, both counted from 1.
  public func message(in language: Language, of text: String) -> String {
    let before = text.utf8.prefix(offset)
    let line = before.reduce(1) { $1 == UInt8(ascii: "\n") ? $0 + 1 : $0 }
    let column = before.reversed().prefix { $0 != UInt8(ascii: "\n") }.count + 1
    switch language {
    case .fr: return "ligne \(line), colonne \(column) : \(french)"
    default: return "line \(line), column \(column): \(english)"
    }
  }

  private var french: String {
    switch reason {
    case .unexpectedEnd: "le texte JSON s'arrête trop tôt"
    case .unexpectedByte: "ce signe n'a pas sa place ici"
    case .looseText: "du texte suit la valeur JSON"
    case .badNumber: "nombre mal formé ou trop grand"
    case .badEscape: "séquence d'échappement inconnue"
    case .notUTF8: "le texte n'est pas en UTF-8"
    case .repeatedKey: "ce membre de l'objet apparaît deux fois"
    case .tooDeep: "plus de \(FieldValue.jsonDepthMax) niveaux d'imbrication"
    }
  }

  private var english: String {
    switch reason {
    case .unexpectedEnd: "the JSON text ends too early"
    case .unexpectedByte: "this sign does not belong here"
    case .looseText: "text follows the JSON value"
    case .badNumber: "a malformed or too large number"
    case .badEscape: "an unknown escape sequence"
    case .notUTF8: "the text is not UTF-8"
    case .repeatedKey: "this member of the object appears twice"
    case .tooDeep: "more than \(FieldValue.jsonDepthMax) levels of nesting"
    }
  }
}
