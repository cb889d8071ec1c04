import Localization
import Lua
import Reports

/// Links and cards as Lua tables describe them.
extension DocumentParts {
  /// The fields of a table that name a destination.
  static let targetFields = ["url", "page", "query", "report", "entity", "id"]

  /// The destination that a table names by `url`, `page` and `query`, `report`, or `entity` and `id`; nil where it names none.
  static func target(_ table: LuaTable, in what: String, for plugin: String) throws(APIUsageError) -> LinkTarget? {
    let named = ["url", "page", "report", "entity"].filter { table.fields[$0] != nil }
    guard let kind = named.first else { return try nothing(table, what) }
    guard named.count == 1 else { throw APIUsageError("hostapi.document-parts.two-targets", ["what": what.noun, "fields": named]) }
    switch kind {
    case "url": return .web(try table.text("url", in: what))
    case "entity": return .record(entity: try table.text("entity", in: what), id: try table.text("id", in: what))
    case "report": return report(try table.text("report", in: what), for: plugin)
    default: return .page(plugin: plugin, path: try pagePath(try table.text("page", in: what)), query: try query(table, what))
    }
  }

  /// Refuses a part of a destination alone.
  private static func nothing(_ table: LuaTable, _ what: String) throws(APIUsageError) -> LinkTarget? {
    guard let part = ["query", "id"].first(where: { table.fields[$0] != nil }) else { return nil }
    throw APIUsageError("hostapi.document-parts.part-of-target", ["what": what.noun, "field": part])
  }

  private static func report(_ name: String, for plugin: String) -> LinkTarget {
    let parts = name.cut(at: ":", maxSplits: 1)
    return parts.count == 2 ? .report(plugin: parts[0], id: parts[1]) : .report(plugin: plugin, id: name)
  }

  /// The path of a page, as it stands in addresses; `/` is the plugin's first page.
  static func pagePath(_ path: String) throws(APIUsageError) -> String {
    let path = path == "/" ? "" : path
    guard PagePath.segments(of: path) != nil else {
      throw APIUsageError("hostapi.document-parts.page-path", ["path": path.shortened])
    }
    return path
  }

  private static func query(_ table: LuaTable, _ what: String) throws(APIUsageError) -> [LinkTarget.QueryItem] {
    guard let value = table.fields["query"] else { return [] }
    guard case .table(let items) = value, items.array.isEmpty else {
      throw APIUsageError("hostapi.document-parts.query-table", ["what": what.noun, "value": value.described.noun])
    }
    return try items.fields.sortedByKey.map { name, value throws(APIUsageError) in LinkTarget.QueryItem(name, try word(value, name)) }
  }

  private static func word(_ value: LuaValue, _ name: String) throws(APIUsageError) -> String {
    switch value {
    case .string(let text): return text
    case .integer(let number): return "\(number)"
    case .number(let number): return "\(number)"
    case .boolean(let flag): return "\(flag)"
    default: throw APIUsageError("hostapi.document-parts.query-value", ["name": name.shortened, "value": value.described.noun])
    }
  }

  /// One link of `doc:links`.
  static func link(_ value: LuaValue, for plugin: String) throws(APIUsageError) -> Link {
    guard case .table(let table) = value else {
      throw APIUsageError("hostapi.document-parts.link-table", ["value": value.described.noun])
    }
    try table.requireOnly(["text", "note"] + targetFields, in: "a link")
    let text = try table.text("text", in: "a link")
    guard let target = try target(table, in: "a link", for: plugin) else {
      throw APIUsageError("hostapi.document-parts.link-nowhere", ["text": text.shortened])
    }
    return Link(text, to: target, note: try optionalText(table, "note", in: "a link"))
  }

  /// One card of `doc:cards`.
  static func card(_ value: LuaValue, for plugin: String) throws(APIUsageError) -> Card {
    guard case .table(let table) = value else {
      throw APIUsageError("hostapi.document-parts.card-table", ["value": value.described.noun])
    }
    try table.requireOnly(["title", "text", "figures", "note"] + targetFields, in: "a card")
    let figures = table.fields["figures"] == nil ? [] : try list(table, "figures")
    return Card(
      title: try table.text("title", in: "a card"), target: try target(table, in: "a card", for: plugin),
      text: try optionalText(table, "text", in: "a card"),
      figures: try figures.map { figure throws(APIUsageError) in try self.figure(figure, for: plugin) },
      note: try optionalText(table, "note", in: "a card"))
  }
}
