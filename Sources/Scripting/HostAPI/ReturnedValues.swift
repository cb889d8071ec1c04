import Ecosystem
import Lua

extension FieldValue {
  /// The values that plugin code returned to the host; an empty table is a list.
  ///
  /// - Throws: an error that names the value that cannot leave the sandbox, such as a function, and its path.
  public static func returned(_ values: [LuaValue]) throws -> [FieldValue] {
    try values.enumerated().map { position, value in
      do { return try FieldValue(value, emptyTable: .list) } catch {
        throw UnreadableResult(value, at: position + 1)
      }
    }
  }
}

/// A returned value that stands for no value of the model.
struct UnreadableResult: Error, Explainable, Hashable {
  private enum Problem { case bytes, function, mixed(String) }

  /// The value's place, such as `2.names[3]`: the second result, its field `names`, the third element of that.
  let path: String
  private let french: String
  private let english: String

  var code: String { "result.unreadable" }

  /// The first problem inside the `position`th result, counted from 1.
  init(_ value: LuaValue, at position: Int) {
    let found = Self.problem(in: value, "\(position)")
    path = found?.path ?? "\(position)"
    switch found?.problem {
    case .bytes:
      (french, english) = ("est un texte qui n'est pas en UTF-8, comme une moitié de lettre", "is a text that is not UTF-8, such as half a letter")
    case .mixed(let name):
      (french, english) = ("mêle une liste et le champ \"\(name)\"", "mixes a list with the named field \"\(name)\"")
    case .function, nil:
      (french, english) = ("est une fonction", "is a function")
    }
  }

  func message(in language: Language) -> String {
    switch language {
    case .fr: "Le résultat \(path) \(french) ; rendez des textes entiers, des nombres, des booléens et des tables. Rien n'a été gardé."
    default: "The result \(path) \(english); return whole texts, numbers, booleans and tables. Nothing was kept."
    }
  }

  private static func problem(in value: LuaValue, _ path: String) -> (path: String, problem: Problem)? {
    switch value {
    case .nil, .boolean, .integer, .number, .string: return nil
    case .bytes: return (path, .bytes)
    case .function: return (path, .function)
    case .table(let table):
      if !table.array.isEmpty, let name = table.fields.keys.min() { return (path, .mixed(name)) }
      for (index, element) in table.array.enumerated() {
        if let found = problem(in: element, "\(path)[\(index + 1)]") { return found }
      }
      for (name, member) in table.fields.sortedByKey {
        if let found = problem(in: member, "\(path).\(name)") { return found }
      }
      return nil
    }
  }
}
