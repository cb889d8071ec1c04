import Ecosystem
import Localization

/// Methods of texts and lists in other languages, each with what Lua writes instead.
enum ForeignMethods {
  /// Returns what to write instead of a method; nil for one that is not known.
  static func remedy(for name: String) -> LocalizedText? {
    instead[name].map { LocalizedText("engine.foreign-syntax.method", ["name": name, "instead": $0]) }
  }

  private static let instead: [String: String] = [
    "trim": "s:match(\"^%s*(.-)%s*$\")", "strip": "s:match(\"^%s*(.-)%s*$\")", "split": "for part in s:gmatch(\"[^,]+\") do … end",
    "startswith": "s:sub(1, #x) == x", "starts_with": "s:sub(1, #x) == x", "startsWith": "s:sub(1, #x) == x",
    "endswith": "s:sub(-#x) == x", "ends_with": "s:sub(-#x) == x", "endsWith": "s:sub(-#x) == x",
    "contains": "s:find(x, 1, true)", "includes": "s:find(x, 1, true)", "indexOf": "s:find(x, 1, true)", "index": "s:find(x, 1, true)",
    "replace": "s:gsub(x, y)", "toUpperCase": "s:upper()", "toLowerCase": "s:lower()", "length": "#s", "size": "#s", "count": "#s",
    "substring": "s:sub(i, j)", "substr": "s:sub(i, j)", "join": "table.concat(list, \", \")", "push": "list[#list + 1] = x",
    "append": "list[#list + 1] = x", "add": "list[#list + 1] = x", "pop": "table.remove(list)", "insert": "table.insert(list, x)",
    "remove": "table.remove(list, i)", "sort": "table.sort(list)", "concat": "table.concat(list, \", \")",
    "map": "for i, x in ipairs(list) do … end",
    "filter": "for i, x in ipairs(list) do … end", "forEach": "for i, x in ipairs(list) do … end",
    "each": "for i, x in ipairs(list) do … end",
    "keys": "for key in pairs(table) do … end", "toString": "tostring(x)", "title": "s:sub(1, 1):upper() .. s:sub(2)",
  ]
}
