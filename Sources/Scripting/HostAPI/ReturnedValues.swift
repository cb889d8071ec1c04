import Ecosystem
import Localization
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
  private enum Problem {
    case bytes, function, document, notANumber, infinite
    case mixed(String)
  }

  /// The value's place, such as `2.names[3]`: the second result, its field `names`, the third element of that.
  public let path: String
  private let sentence: Message

  public var code: String { "result.unreadable" }

  /// The first problem inside the `position`th result, counted from 1; nil when there is none.
  init?(_ value: LuaValue, at position: Int) {
    guard let found = Self.problem(in: value, "\(position)") else { return nil }
    path = found.path
    sentence =
      switch found.problem {
      case .bytes: Message("hostapi.unreadable-result.bytes", ["path": path])
      case .mixed(let name): Message("hostapi.unreadable-result.mixed", ["path": path, "name": name.shortened])
      case .function: Message("hostapi.unreadable-result.function", ["path": path])
      case .notANumber: Message("hostapi.unreadable-result.not-a-number", ["path": path])
      case .infinite: Message("hostapi.unreadable-result.infinite", ["path": path])
      case .document: Message("hostapi.unreadable-result.document", ["path": path])
      }
  }

  public func message(in language: Language) -> String { sentence.text(in: language) }

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
