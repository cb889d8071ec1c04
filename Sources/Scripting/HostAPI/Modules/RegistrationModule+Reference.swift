import Ecosystem
import Localization

extension RegistrationModule {
  /// The reference of the functions that `init.lua` registers with.
  static let reference = ModuleReference(
    "grappe",
    doc: "hostapi.registration-module.what-plugin-brings-these",
    functions: [fieldReference, reportReference, commandReference, importerReference, paramsReference],
    classes: [type, fieldClass, parameter, report, command, importer])

  private typealias Value = FunctionDescription.Value

  private static let fieldReference = FunctionDescription(
    "grappe.field", doc: "hostapi.registration-module.adds-records-entity-field",
    parameters: [
      Value("entity", "string", doc: "hostapi.registration-module.entity-actor-event"),
      Value(
        "name", "string", doc: "hostapi.registration-module.name-lower-case-letters"),
      Value("description", "grappe.FieldDeclaration", doc: "hostapi.registration-module.type-label"),
    ], place: .registration,
    example: """
      grappe.field("actor", "certified", {
        type = "boolean", label = { fr = "Certifié", en = "Certified" },
      })
      """)

  private static let reportReference = FunctionDescription(
    "grappe.report", doc: "hostapi.registration-module.registers-report-grappe-report",
    parameters: [
      Value(
        "report", "grappe.ReportDeclaration", doc: "hostapi.registration-module.name-parameters-function")
    ], place: .registration,
    example: """
      grappe.report {
        id = "companies",
        title = { fr = "Entreprises", en = "Companies" },
        params = { city = { type = "text", optional = true } },
        run = function(params, doc)
          doc:heading("Entreprises")
        end,
      }
      """)

  private static let commandReference = FunctionDescription(
    "grappe.command", doc: "hostapi.registration-module.registers-command-grappe-run",
    parameters: [
      Value(
        "command", "grappe.CommandDeclaration", doc: "hostapi.registration-module.name-parameters-function")
    ], place: .registration,
    example: """
      grappe.command {
        id = "companies-of",
        summary = { fr = "Compte les entreprises d'une ville.", en = "Counts the companies of a city." },
        params = { city = { type = "text" } },
        run = function(params)
          return grappe.actors.count { kind = "company", city = params.city }
        end,
      }
      """)

  private static let importerReference = FunctionDescription(
    "grappe.importer",
    doc: "hostapi.registration-module.registers-importer-grappe-import",
    parameters: [
      Value(
        "importer", "grappe.ImporterDeclaration", doc: "hostapi.registration-module.name-parameters-function")
    ], place: .registration,
    example: """
      grappe.importer {
        id = "companies-list",
        title = { fr = "Liste d'entreprises", en = "List of companies" },
        accepts = { "text/csv" },
        columns = { founded = "date" },
        run = function(rows)
          for row in rows do
            grappe.actors.add { name = row.name, kind = "company", territory = "BE-WAL", founded = row.founded }
          end
        end,
      }
      """)

  private static let paramsReference = FunctionDescription(
    "grappe.params",
    doc: "hostapi.registration-module.declares-parameters-script-gives",
    parameters: [
      Value(
        "params", "table<string, grappe.ParameterDeclaration>", doc: "hostapi.registration-module.parameters-their-name")
    ], returns: [Value("values", "table<string, any>", doc: "hostapi.registration-module.their-values-name")],
    raises: LocalizedText(
      "hostapi.registration-module.outside-script-second-time"), place: .script,
    example: """
      local params = grappe.params {
        year = { type = "integer", default = 2023, label = { fr = "Année", en = "Year" } },
      }
      """)

  // MARK: What they take

  static let typeFields = [
    Value(
      "type", FieldTypeDeclaration.names.map { "\"\($0)\"" }.joined(separator: "|"), doc: "hostapi.registration-module.type"),
    Value(
      "min", "number", isOptional: true, doc: "hostapi.registration-module.least-value-number"),
    Value(
      "max", "number", isOptional: true, doc: "hostapi.registration-module.greatest-value-number"),
    Value("values", "string[]", isOptional: true, doc: "hostapi.registration-module.words-choice"),
    Value("scheme", "string", isOptional: true, doc: "hostapi.registration-module.scheme-concept"),
    Value("entity", "string", isOptional: true, doc: "hostapi.registration-module.entity-reference"),
    Value(
      "of", "grappe.TypeDeclaration", isOptional: true, doc: "hostapi.registration-module.type-elements-list"),
  ]

  private static let type = ClassDescription(
    "grappe.TypeDeclaration", doc: "hostapi.registration-module.type-field-parameter",
    fields: typeFields)

  private static let label = Value(
    "label", "string|grappe.LocalizedText", isOptional: true, doc: "hostapi.registration-module.name-people")

  private static let fieldClass = ClassDescription(
    "grappe.FieldDeclaration", doc: "hostapi.registration-module.field-plugin-adds",
    fields: typeFields + [
      label,
      Value(
        "indexed", "boolean", isOptional: true, doc: "hostapi.registration-module.whether-filters-answered-from"),
      Value("renamed_from", "string|string[]", isOptional: true, doc: "hostapi.registration-module.former-names"),
      Value("retired", "boolean", isOptional: true, doc: "hostapi.registration-module.whether-retired"),
      Value("audience", audienceType, isOptional: true, doc: "hostapi.registration-module.field-audience"),
    ])

  private static let audienceType = Visibility.allCases.map { "\"\($0.rawValue)\"" }.joined(separator: "|")

  private static let parameter = ClassDescription(
    "grappe.ParameterDeclaration", doc: "hostapi.registration-module.parameter-report-command",
    fields: typeFields + [
      label,
      Value("optional", "boolean", isOptional: true, doc: "hostapi.registration-module.whether-may-left-out"),
      Value(
        "default", "any", isOptional: true, doc: "hostapi.registration-module.value-when-left-out"),
    ])

  private static let id = Value(
    "id", "string", doc: "hostapi.registration-module.name-within-plugin-lower")

  private static let parameters = Value(
    "params", "table<string, grappe.ParameterDeclaration>", isOptional: true, doc: "hostapi.registration-module.parameters-name")

  private static let report = ClassDescription(
    "grappe.ReportDeclaration", doc: "hostapi.registration-module.report",
    fields: [
      id,
      Value("title", "string|grappe.LocalizedText", doc: "hostapi.registration-module.title-document"),
      parameters,
      Value(
        "run", "fun(params: table<string, any>, doc: grappe.Doc)", doc: "hostapi.registration-module.builds-document"),
    ])

  private static let importer = ClassDescription(
    "grappe.ImporterDeclaration", doc: "hostapi.registration-module.importer",
    fields: [
      id,
      Value("title", "string|grappe.LocalizedText", doc: "hostapi.registration-module.what-reads"),
      Value(
        "accepts", "string[]", isOptional: true, doc: "hostapi.registration-module.text-csv-without-application"),
      Value(
        "columns", "table<string, string>", isOptional: true, doc: "hostapi.registration-module.types-columns-cells-values"),
      parameters,
      Value(
        "run", "fun(rows: (fun(): table<string, any>?, integer?), params: table<string, any>): any",
        doc: "hostapi.registration-module.reads-rows-row-line"),
    ])

  private static let command = ClassDescription(
    "grappe.CommandDeclaration", doc: "hostapi.registration-module.command",
    fields: [
      id,
      Value(
        "summary", "string|grappe.LocalizedText", doc: "hostapi.registration-module.what-does-sentence"),
      parameters,
      Value(
        "run", "fun(params: table<string, any>): any", doc: "hostapi.registration-module.does-what-returns-printed"),
    ])
}
