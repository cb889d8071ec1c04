import Calendar
import Ecosystem
import Localization
import Lua
import Network

/// The options of a call to `grappe.network`, checked as they are read.
///
/// Common to all: `relations` (a filter of relations), `directed`, `weighted`, `mutual` (types of relation that hold both ways), `as_of`
/// (a date).
struct NetworkOptions {
  private let table: LuaTable

  private static let common = ["relations", "directed", "weighted", "mutual", "as_of"]

  /// - Parameter own: the options of the function beside the common ones.
  init(_ table: LuaTable?, own: [String]) throws {
    self.table = table ?? LuaTable()
    guard self.table.array.isEmpty else {
      throw APIUsageError(
        "hostapi.network-options.options-table-named-options")
    }
    try self.table.requireOnly(Self.common + own, in: "options")
  }

  /// The filter of relations.
  func relations() throws -> LuaTable? {
    switch table.fields["relations"] {
    case nil: return nil
    case .table(let filter): return filter
    case .some(let value): throw wrong("relations", "a filter of relations, a table", value: value)
    }
  }

  var isDirected: Bool { table.fields["directed"] == .boolean(true) }
  var isWeighted: Bool { table.fields["weighted"] == .boolean(true) }

  func rules() throws -> TieRules {
    for flag in ["directed", "weighted"] { _ = try table.flag(flag, in: "options") }
    return TieRules(isDirected: isDirected, mutualTypes: Set(try texts("mutual") ?? []), asOf: try date())
  }

  private func date() throws -> String? {
    guard let value = table.fields["as_of"] else { return nil }
    guard case .string(let text) = value, CalendarDate(text) != nil else {
      throw wrong("as_of", "a date such as 2024-06-30", value: value)
    }
    return text
  }

  func measures() throws -> [Centrality] {
    guard let names = try texts("measures") else { return Centrality.allCases }
    guard !names.isEmpty else {
      throw APIUsageError(
        "hostapi.network-options.options-measures-names-no")
    }
    return try names.map { try centrality($0) }
  }

  /// The measure that the list is ordered by: the one named, else the first of those asked for.
  func order(among measures: [Centrality]) throws -> Centrality {
    guard let value = table.fields["order"] else { return measures[0] }
    guard case .string(let name) = value else { throw wrong("order", "the name of a measure", value: value) }
    let order = try centrality(name)
    guard measures.contains(order) else {
      throw APIUsageError(
        "hostapi.network-options.options-order-which-measures", ["name": name])
    }
    return order
  }

  private func centrality(_ name: String) throws -> Centrality {
    guard let measure = Centrality(rawValue: name) else {
      throw APIUsageError(unknown: "measure", name, known: Centrality.allCases.map(\.rawValue))
    }
    return measure
  }

  func method() throws -> CommunityMethod {
    guard let value = table.fields["method"] else { return .leiden }
    guard case .string(let name) = value else { throw wrong("method", "\"leiden\" or \"louvain\"", value: value) }
    guard let method = CommunityMethod(rawValue: name) else {
      throw APIUsageError(unknown: "method", name, known: CommunityMethod.allCases.map(\.rawValue))
    }
    return method
  }

  func limit() throws -> Int? {
    guard let limit = try integer("limit") else { return nil }
    guard limit > 0 else { throw wrong("limit", "a whole number from 1", value: .integer(Int64(limit))) }
    return limit
  }

  func integer(_ name: String) throws -> Int? {
    switch table.fields[name] {
    case nil: return nil
    case .integer(let integer): return Int(integer)
    case .some(let value): throw wrong(name, "a whole number", value: value)
    }
  }

  func number(_ name: String) throws -> Double? {
    switch table.fields[name] {
    case nil: return nil
    case .integer(let integer): return Double(integer)
    case .number(let number): return number
    case .some(let value): throw wrong(name, "a number", value: value)
    }
  }

  func grouping() throws -> Grouping { try Grouping(table.fields["groups"]) }

  private func texts(_ name: String) throws -> [String]? {
    guard let value = table.fields[name] else { return nil }
    guard case .table(let list) = value, list.fields.isEmpty else { throw wrong(name, "a list of strings", value: value) }
    return try list.array.map { element in
      guard case .string(let text) = element else { throw wrong(name, "a list of strings", value: element) }
      return text
    }
  }

  private func wrong(_ name: String, _ wanted: String, value: LuaValue) -> APIUsageError {
    APIUsageError(
      "hostapi.network-options.options-must", ["name": name, "wanted": wanted.noun, "value": value.described.noun])
  }
}

/// How actors are put into groups.
///
/// - `"kind"`: by the value of a field, which has one value.
/// - `{ territory = { "FR-13", "FR-06" } }`: the named territories with all that lies in them; actors elsewhere have no group. Another
///   field in place of `territory` takes its values as they are.
/// - `{ ids = { kikk = "a", … } }`: group by group as given; the others have none.
enum Grouping {
  case field(String)
  case values(field: String, [String])
  case ids(ExactDictionary<String>)

  init(_ value: LuaValue?) throws {
    switch value {
    case .string(let field): self = .field(field)
    case .table(let table) where table.array.isEmpty && table.fields.count == 1:
      let (field, value) = table.fields.first!
      guard case .table(let members) = value else { throw Self.usageError }
      self =
        field == "ids" ? .ids(try Self.texts(members.fields)) : .values(field: field, try Self.texts(members.array))
    default: throw Self.usageError
    }
  }

  private static var usageError: APIUsageError {
    APIUsageError(
      "hostapi.network-options.options-groups-must-name")
  }

  private static func texts(_ values: [LuaValue]) throws -> [String] {
    try values.map { value in
      guard case .string(let text) = value else { throw usageError }
      return text
    }
  }

  private static func texts(_ values: ExactDictionary<LuaValue>) throws -> ExactDictionary<String> {
    try values.mapValues { value in
      guard case .string(let text) = value else { throw usageError }
      return text
    }
  }

  /// Returns the fields of actors it reads, each of which must have one value.
  func fields(_ context: HostContext) throws -> [String] {
    switch self {
    case .ids: return []
    case .field(let name), .values(let name, _):
      guard let field = try context.schema.entity("actor")?.requireField(name), !field.type.isList else {
        throw APIUsageError(
          "hostapi.network-options.options-groups-names-field", ["name": name])
      }
      return [name]
    }
  }
}
