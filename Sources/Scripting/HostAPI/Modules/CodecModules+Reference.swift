import Ecosystem
import Localization

private typealias Value = FunctionDescription.Value

extension JSONModule {
  static let reference = ModuleReference(
    "grappe.json", doc: "hostapi.codec-modules.json-tables-back",
    functions: [
      FunctionDescription(
        "grappe.json.decode", doc: "hostapi.codec-modules.reads-json-null-becomes",
        parameters: [Value("text", "string", doc: "hostapi.codec-modules.json")],
        returns: [Value("value", "any", doc: "hostapi.codec-modules.value"), .problem],
        example: #"local value, problem = grappe.json.decode('{"a": [1, 2]}')"#),
      FunctionDescription(
        "grappe.json.encode", doc: "hostapi.codec-modules.writes-value-json-empty",
        parameters: [
          Value("value", "any", doc: "hostapi.codec-modules.value-without-functions"),
          Value(
            "options", "grappe.JSONOptions", isOptional: true, doc: "hostapi.codec-modules.pretty-true-indents"),
        ],
        returns: [Value("text", "string", doc: "hostapi.codec-modules.json")],
        example: "local text = grappe.json.encode({ a = { 1, 2 } }, { pretty = true })"),
    ],
    classes: [
      ClassDescription(
        "grappe.JSONOptions", doc: "hostapi.codec-modules.how-write",
        fields: [Value("pretty", "boolean", isOptional: true, doc: "hostapi.codec-modules.lines")])
    ])
}

extension CSVModule {
  static let reference = ModuleReference(
    "grappe.csv", doc: "hostapi.codec-modules.csv-rfc-4180-rows",
    functions: [
      FunctionDescription(
        "grappe.csv.decode", doc: "hostapi.codec-modules.reads-csv-whose-first",
        parameters: [Value("text", "string", doc: "hostapi.codec-modules.csv")],
        returns: [
          Value(
            "rows", "table<string, string>[]?", doc: "hostapi.codec-modules.rows-column-name"),
          .problem,
        ], example: #"local rows, problem = grappe.csv.decode("id,name\nkikk,KIKK\n")"#),
      FunctionDescription(
        "grappe.csv.encode", doc: "hostapi.codec-modules.writes-rows-csv-names",
        parameters: [
          Value(
            "rows", "table<string, string|number|boolean>[]", doc: "hostapi.codec-modules.rows-column-name"),
          Value("columns", "string[]", doc: "hostapi.codec-modules.columns-order"),
        ],
        returns: [Value("text", "string", doc: "hostapi.codec-modules.csv")],
        example: #"local text = grappe.csv.encode({ { id = "kikk", name = "KIKK" } }, { "id", "name" })"#),
    ])
}
