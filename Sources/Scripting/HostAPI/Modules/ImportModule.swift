import Ecosystem
import Localization
import Lua
import Sandbox

/// `grappe.rows`: the file that an importer reads.
enum ImportModule {
  static let entries: [String: HostEntry] = ["rows": function("grappe.rows", rows)]

  /// `rows()`: an iterator that gives each row as a table, and its line in the file.
  private static func rows(_ call: inout HostCall, _ context: HostContext) throws -> HostOutcome {
    try call.endOfArguments(after: 0)
    guard let rows = context.importRows else {
      throw APIUsageError(
        "hostapi.import-module.no-file-being-imported")
    }
    call.push(
      hostFunction("grappe.rows") { call, current in
        guard current === context else {
          throw APIUsageError(
            "hostapi.import-module.these-rows-belong-import")
        }
        guard let row = try rows.next() else {
          call.pushNil()
          return .returns(1)
        }
        _ = call.charge(.rowsRead, 1)
        call.push(LuaValue(row.values))
        call.push(Int64(row.line))
        return .returns(2)
      })
    return .returns(1)
  }

  static let reference = ModuleReference(
    "grappe", doc: "hostapi.import-module.file-importer-reads",
    functions: [
      FunctionDescription(
        "grappe.rows",
        doc: "hostapi.import-module.walks-through-rows-imported",
        returns: [
          FunctionDescription.Value(
            "rows", "fun(): table<string, any>?, integer?", doc: "hostapi.import-module.iterator-which-run-importer")
        ], place: .importer,
        example: """
          grappe.importer {
            id = "lines", title = { fr = "Lignes", en = "Lines" },
            run = function()
              for row, line in grappe.rows() do grappe.log.info(line .. ": " .. row.name) end
            end,
          }
          """)
    ])
}
