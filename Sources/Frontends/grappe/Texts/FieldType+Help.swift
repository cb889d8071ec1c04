import Ecosystem

extension FieldType {
  /// The type as help shows it: the notation, of a number without its bounds, which ``bounds`` tells in words.
  var helpName: String {
    switch self {
    case .integer: "integer"
    case .number: "number"
    case .list(let element): "list(\(element.helpName))"
    default: description
    }
  }

  /// The bounds of a number in words, `a whole number from 1 to 100`, after a dash; empty without bounds.
  var bounds: String {
    switch element {
    case .integer where element != .anyInteger, .number where element != .anyNumber: " — \(element.wanted[language])"
    default: ""
    }
  }
}
