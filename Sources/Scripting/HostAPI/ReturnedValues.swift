import Ecosystem
import Lua

extension FieldValue {
  /// The values that plugin code returned to the host; an empty table is a list.
  ///
  /// - Throws: `UnreadableResult` for a value that cannot leave the sandbox, such as a function, naming its path.
  public static func returned(_ values: [LuaValue]) throws -> [FieldValue] {
    try values.enumerated().map { position, value in
      if let problem = UnreadableResult(value, at: position + 1) { throw problem }
      return try FieldValue(value, emptyTable: .list)
    }
  }

  /// The values that a script returned, without the document it built, which is shown instead.
  ///
  /// - Throws: as `returned`.
  public static func returnedByScript(_ values: [LuaValue]) throws -> [FieldValue] {
    try returned(values.filter { !DocumentModule.isDocument($0) })
  }
}

/// A returned value that stands for no value of the model: the call has failed, and nothing of it is kept.
public struct UnreadableResult: Explainable, Hashable {
  private enum Problem { case bytes, function, document, notANumber, infinite, mixed(String) }

  /// The value's place, such as `2.names[3]`: the second result, its field `names`, the third element of that.
  public let path: String
  private let french: String
  private let english: String

  public var code: String { "result.unreadable" }

  /// The first problem inside the `position`th result, counted from 1; nil when there is none.
  init?(_ value: LuaValue, at position: Int) {
    guard let found = Self.problem(in: value, "\(position)") else { return nil }
    path = found.path
    switch found.problem {
    case .bytes:
      (french, english) = ("est un texte qui n'est pas en UTF-8, comme une moitié de lettre", "is a text that is not UTF-8, such as half a letter")
    case .mixed(let long):
      let name = long.shortened
      (french, english) = ("mêle une liste et le champ \"\(name)\"", "mixes a list with the named field \"\(name)\"")
    case .function: (french, english) = ("est une fonction", "is a function")
    case .notANumber: (french, english) = ("n'est pas un nombre (NaN), comme 0/0", "is not a number (NaN), as 0/0 is")
    case .infinite: (french, english) = ("est infini, comme 1/0", "is infinite, as 1/0 is")
    case .document:
      (french, english) = (
        "est un document, que seuls « grappe report » et « grappe script » affichent",
        "is a document, which only \"grappe report\" and \"grappe script\" show"
      )
    }
  }

  public func message(in language: Language) -> String {
    switch language {
    case .fr: "Le résultat \(path) \(french) ; rendez des textes entiers, des nombres, des booléens et des tables. Rien n'a été gardé."
    default: "The result \(path) \(english); return whole texts, numbers, booleans and tables. Nothing was kept."
    }
  }

  private static func problem(in value: LuaValue, _ path: String) -> (path: String, problem: Problem)? {
    switch value {
    case .nil, .boolean, .integer, .string: return nil
    case .number(let number): return number.isFinite ? nil : (path, number.isNaN ? .notANumber : .infinite)
    case .bytes: return (path, .bytes)
    case .function: return (path, .function)
    case .table where DocumentModule.isDocument(value): return (path, .document)
    case .table(let table):
      if !table.array.isEmpty, let name = table.fields.keys.min() { return (path, .mixed(name)) }
      for (index, element) in table.array.enumerated() {
        if let found = problem(in: element, "\(path)[\(index + 1)]") { return found }
      }
      for (name, member) in table.fields.sortedByKey {
        if let found = problem(in: member, "\(path).\(name.shortened)") { return found }
      }
      return nil
    }
  }
}
