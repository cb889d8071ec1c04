import Ecosystem

private typealias Value = FunctionDescription.Value

extension JSONModule {
  static let reference = ModuleReference(
    "grappe.json", fr: "JSON en tables, et retour.", en: "JSON to tables and back.",
    functions: [
      FunctionDescription(
        "grappe.json.decode", fr: "Lit du JSON ; null devient nil.", en: "Reads JSON; null becomes nil.",
        parameters: [Value("text", "string", fr: "Le JSON.", en: "The JSON.")],
        returns: [Value("value", "any", fr: "La valeur.", en: "The value."), .problem],
        example: #"local value, problem = grappe.json.decode('{"a": [1, 2]}')"#),
      FunctionDescription(
        "grappe.json.encode", fr: "Écrit une valeur en JSON ; une table vide est un objet.",
        en: "Writes a value as JSON; an empty table is an object.",
        parameters: [
          Value("value", "any", fr: "La valeur, sans fonctions.", en: "The value, without functions."),
          Value(
            "options", "grappe.JSONOptions", isOptional: true, fr: "pretty = true l'indente.",
            en: "pretty = true indents it."),
        ],
        returns: [Value("text", "string", fr: "Le JSON.", en: "The JSON.")],
        example: "local text = grappe.json.encode({ a = { 1, 2 } }, { pretty = true })"),
    ],
    classes: [
      ClassDescription(
        "grappe.JSONOptions", fr: "Comment écrire.", en: "How to write.",
        fields: [Value("pretty", "boolean", isOptional: true, fr: "Avec des lignes.", en: "With lines.")])
    ])
}

extension CSVModule {
  static let reference = ModuleReference(
    "grappe.csv", fr: "Du CSV (RFC 4180) en lignes, et retour.", en: "CSV (RFC 4180) to rows and back.",
    functions: [
      FunctionDescription(
        "grappe.csv.decode", fr: "Lit du CSV dont la première ligne nomme les colonnes ; une cellule vide est absente.",
        en: "Reads CSV whose first line names the columns; an empty cell is absent.",
        parameters: [Value("text", "string", fr: "Le CSV.", en: "The CSV.")],
        returns: [
          Value(
            "rows", "table<string, string>[]?", fr: "Les lignes, par nom de colonne.", en: "The rows, by column name."),
          .problem,
        ], example: #"local rows, problem = grappe.csv.decode("id,name\nkikk,KIKK\n")"#),
      FunctionDescription(
        "grappe.csv.encode", fr: "Écrit des lignes en CSV, les noms des colonnes d'abord.",
        en: "Writes rows as CSV, the names of the columns first.",
        parameters: [
          Value(
            "rows", "table<string, string|number|boolean>[]", fr: "Les lignes, par nom de colonne.",
            en: "The rows, by column name."),
          Value("columns", "string[]", fr: "Les colonnes, dans l'ordre.", en: "The columns, in order."),
        ],
        returns: [Value("text", "string", fr: "Le CSV.", en: "The CSV.")],
        example: #"local text = grappe.csv.encode({ { id = "kikk", name = "KIKK" } }, { "id", "name" })"#),
    ])
}
