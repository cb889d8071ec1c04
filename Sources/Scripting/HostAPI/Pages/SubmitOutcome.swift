import Ecosystem
import Localization
import Lua
import Reports

/// Why a value is refused: of a form's field, or of the whole request.
public struct FieldProblem: Error, Hashable {
  /// The name of the field; nil for a problem of the whole.
  public var field: String?
  public var message: LocalizedText

  public init(_ field: String?, _ message: LocalizedText) { (self.field, self.message) = (field, message) }
}

/// The result that the function of a form or an action returned.
public enum SubmitOutcome: Sendable, Hashable {
  /// It is done; `message` is for the person, `target` the page to show next.
  case accepted(message: String?, target: LinkTarget?)
  /// Nothing is done, for these reasons.
  case refused([FieldProblem])

  /// Upper bound of the bytes of a message.
  static let messageBytesMax = 4_000

  /// Reads the results of `submit` or of an action's `run`: nothing, or `{ message = …, to = …, errors = … }`.
  ///
  /// - Parameter fields: the names of the form's fields; empty for an action.
  /// - Throws: an error of misuse for any other result.
  public init(_ results: [LuaValue], fields: [String], plugin: String) throws {
    switch results.first ?? .nil {
    case .nil: self = .accepted(message: nil, target: nil)
    case .table(let table): self = try Self.outcome(table, fields: fields, plugin)
    case let other: throw APIUsageError("hostapi.page-module.result-form", ["value": other.described.noun])
    }
  }

  private static func outcome(_ table: LuaTable, fields: [String], _ plugin: String) throws(APIUsageError) -> SubmitOutcome {
    let what = "the result"
    try table.requireOnly(["message", "to", "errors"], in: what)
    if case .table(let errors)? = table.fields["errors"], !errors.array.isEmpty || !errors.fields.isEmpty {
      return .refused(try problems(errors, fields))
    }
    let message = try DocumentParts.optionalText(table, "message", in: what).map { text throws(APIUsageError) in try bounded(text) }
    return .accepted(message: message, target: try target(table.fields["to"], plugin))
  }

  /// Reads a page of the plugin by its path, or the table of a destination; an address of the web is none, so that no form leads away.
  private static func target(_ value: LuaValue?, _ plugin: String) throws(APIUsageError) -> LinkTarget? {
    switch value {
    case nil: return nil
    case .string(let path): return .page(plugin: plugin, path: try DocumentParts.pagePath(path))
    case .table(let table):
      let target = try DocumentParts.target(table, in: "\"to\"", for: plugin)
      guard case .web? = target else { return target }
      throw APIUsageError("hostapi.page-module.to-elsewhere", [:])
    case .some(let other): throw APIUsageError("hostapi.page-module.to-form", ["value": other.described.noun])
    }
  }

  private static func problems(_ errors: LuaTable, _ fields: [String]) throws(APIUsageError) -> [FieldProblem] {
    var problems: [FieldProblem] = []
    for value in errors.array { problems.append(FieldProblem(nil, try text(value))) }
    for (name, value) in errors.fields.sortedByKey {
      guard fields.containsExactly(name) else { throw APIUsageError(unknown: "field of the form", name, known: fields) }
      problems.append(FieldProblem(name, try text(value)))
    }
    return problems
  }

  private static func text(_ value: LuaValue) throws(APIUsageError) -> LocalizedText {
    LocalizedText(verbatim: try bounded(try DocumentParts.text(value, "an error of the result")))
  }

  private static func bounded(_ text: String) throws(APIUsageError) -> String {
    guard text.utf8.count <= messageBytesMax else {
      throw APIUsageError("hostapi.page-module.message-long", ["most": messageBytesMax])
    }
    return text
  }
}

extension LuaValue {
  /// Whether the function of a page or a card returned false: there is no such page, or nothing to show.
  public static func isNothing(_ results: [LuaValue]) -> Bool { results.first == .boolean(false) }
}
