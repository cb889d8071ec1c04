import Ecosystem
import Lua
import Sandbox

/// `grappe.rows`: the file that an importer reads.
enum ImportModule {
  static let entries: [String: HostEntry] = ["rows": function("grappe.rows", rows)]

  /// `rows()`: an iterator that gives each row as a table, and its line in the file.
  private static func rows(_ call: inout HostCall, _ context: HostContext) throws -> HostOutcome {
    try call.endOfArguments(after: 0)
    guard let rows = context.importRows else {
      throw Misuse(
        fr: "aucun fichier n'est importé ; run d'un importeur reçoit les lignes, voyez grappe.importer",
        en: "no file is being imported; an importer's run gets the rows, see grappe.importer")
    }
    call.push(
      hostFunction("grappe.rows") { call, current in
        guard current === context else {
          throw Misuse(
            fr: "ces lignes sont d'un import qui est fini",
            en: "these rows belong to an import that has ended")
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
    "grappe", fr: "Le fichier qu'un importateur lit.", en: "The file that an importer reads.",
    functions: [
      FunctionDescription(
        "grappe.rows",
        fr: "Parcourt les lignes du fichier importé : chaque ligne en table, et son numéro dans le fichier.",
        en: "Walks through the rows of the imported file: each row as a table, and its line in the file.",
        returns: [
          FunctionDescription.Value(
            "rows", "fun(): table<string, any>?, integer?", fr: "L'itérateur, que run d'un importateur reçoit aussi.",
            en: "The iterator, which run of an importer also gets.")
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
