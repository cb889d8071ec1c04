import Ecosystem
import Localization
import Lua
import Sandbox

/// `grappe.rows` and `grappe.files`: the files that an importer reads.
enum ImportModule {
  static let entries: [String: HostEntry] = [
    "rows": function("grappe.rows", rows), "files": function("grappe.files", files),
  ]

  /// `files()`: the names of the files.
  private static func files(_ call: inout HostCall, _ context: HostContext) throws -> HostOutcome {
    try call.endOfArguments(after: 0)
    call.push(LuaValue.table(LuaTable(array: try source(context).names.map { .string($0) }, fields: [:])))
    return .returns(1)
  }

  /// `rows(name)`: an iterator that gives each row as a table, and its line in the file; for a named file also its columns.
  private static func rows(_ call: inout HostCall, _ context: HostContext) throws -> HostOutcome {
    try call.endOfArguments(after: 1)
    let name: String? = if case .nil = try call.argument(1, "name") { nil } else { try call.text(1, "name") }
    let cursor = RowCursor(try source(context), name)
    // The only file of an import is opened at the first row: an importer that reads files by name is passed these rows too.
    let columns = name == nil ? nil : try cursor.rows().columns
    call.push(hostFunction("grappe.rows") { call, current in try next(of: cursor, of: context, &call, current) })
    guard let columns else { return .returns(1) }
    call.push(LuaValue.table(LuaTable(array: columns.map { .string($0) }, fields: [:])))
    return .returns(2)
  }

  private static func source(_ context: HostContext) throws(APIUsageError) -> ImportSource {
    guard let source = context.importSource else {
      throw APIUsageError(
        "hostapi.import-module.no-file-being-imported")
    }
    return source
  }

  private static func next(
    of cursor: RowCursor, of context: HostContext, _ call: inout HostCall, _ current: HostContext
  ) throws -> HostOutcome {
    guard current === context else {
      throw APIUsageError(
        "hostapi.import-module.these-rows-belong-import")
    }
    if call.isResumed, let commit = context.commandCall {
      guard let outcome = commit.outcome else { return .wait }
      context.commandCall = nil
      _ = try outcome.get()
      cursor.source.beginBatch()
      context.watchWriteLock()
    } else if cursor.source.isBatchDue, let batches = cursor.source.batches {
      context.leaveTransaction()
      context.commandCall = CommandCall.start(call.waker()) {
        try await batches.commitBatch()
        return []
      }
      return .wait
    }
    cursor.source.present = nil
    guard let row = try cursor.rows().next() else {
      call.pushNil()
      return .returns(1)
    }
    cursor.source.present = (cursor.name ?? cursor.source.names[0], row.line)
    _ = call.charge(.rowsRead, 1)
    call.push(LuaValue(row.values))
    call.push(Int64(row.line))
    return .returns(2)
  }

  /// The rows of one reading, opened at the first use.
  private final class RowCursor: @unchecked Sendable {  // Used by the worker that runs the importer only.
    let source: ImportSource
    let name: String?
    private var opened: ImportRows?

    init(_ source: ImportSource, _ name: String?) {
      self.source = source
      self.name = name
    }

    func rows() throws -> ImportRows {
      if let opened { return opened }
      let rows = try source.rows(name)
      opened = rows
      return rows
    }
  }

  static let reference = ModuleReference(
    "grappe", doc: "hostapi.import-module.file-importer-reads",
    functions: [
      FunctionDescription(
        "grappe.rows",
        doc: "hostapi.import-module.walks-through-rows-imported",
        parameters: [
          FunctionDescription.Value("name", "string", isOptional: true, doc: "hostapi.import-module.name-of-file")
        ],
        returns: [
          FunctionDescription.Value(
            "rows", "fun(): table<string, any>?, integer?", doc: "hostapi.import-module.iterator-which-run-importer"),
          FunctionDescription.Value("columns", "string[]", isOptional: true, doc: "hostapi.import-module.columns-of-header"),
        ], place: .importer,
        example: """
          grappe.importer {
            id = "lines", title = { fr = "Lignes", en = "Lines" },
            run = function()
              for row, line in grappe.rows() do grappe.log.info(line .. ": " .. row.name) end
            end,
          }
          """),
      FunctionDescription(
        "grappe.files",
        doc: "hostapi.import-module.names-of-files",
        returns: [FunctionDescription.Value("names", "string[]", doc: "hostapi.import-module.names-in-order")], place: .importer,
        example: """
          grappe.importer {
            id = "files", title = { fr = "Fichiers", en = "Files" },
            run = function()
              for _, name in ipairs(grappe.files()) do
                for row, line in grappe.rows(name) do grappe.log.info(name .. ":" .. line .. ": " .. row.name) end
              end
            end,
          }
          """),
    ])
}
