import Ecosystem
import Localization

extension SQLModule {
  private typealias Value = FunctionDescription.Value

  static let reference = ModuleReference(
    "grappe", doc: "hostapi.sql-module.reading-sql-reports",
    functions: [
      FunctionDescription(
        "grappe.sql",
        doc: "hostapi.sql-module.reads-sql-public-views",
        parameters: [
          Value(
            "query", "string", doc: "hostapi.sql-module.select-takes-next-argument"),
          Value("args", "any[]", isOptional: true, doc: "hostapi.sql-module.arguments"),
        ],
        returns: [
          Value("rows", "table<string, any>[]", doc: "hostapi.sql-module.rows-column-name")
        ],
        raises: LocalizedText(
          "hostapi.sql-module.sql-sqlite-refuses-writes"),
        permissions: [.read("sql")],
        example: #"""
          local rows = grappe.sql("SELECT kind, count(*) AS n FROM actors WHERE city = ? GROUP BY kind", { "Namur" })
          """#)
    ])
}
