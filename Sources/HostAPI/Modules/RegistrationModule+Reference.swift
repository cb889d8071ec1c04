import Ecosystem

extension RegistrationModule {
  /// The reference of what `init.lua` registers with.
  static let reference = ModuleReference(
    "grappe",
    fr: "Ce qu'un greffon apporte. Ces fonctions ne s'appellent que pendant que init.lua tourne.",
    en: "What a plugin brings. These functions are called only while init.lua runs.",
    functions: [fieldReference, reportReference, commandReference, importerReference, paramsReference],
    classes: [type, fieldClass, parameter, report, command, importer])

  private typealias Value = FunctionDescription.Value

  private static let fieldReference = FunctionDescription(
    "grappe.field", fr: "Ajoute aux fiches d'une entité un champ du greffon, nommé GREFFON.NOM.",
    en: "Adds to the records of an entity a field of the plugin, called PLUGIN.NAME.",
    parameters: [
      Value("entity", "string", fr: "L'entité : actor, event…", en: "The entity: actor, event…"),
      Value(
        "name", "string", fr: "Le nom : minuscules, chiffres et _.", en: "The name: lower-case letters, digits and _."),
      Value("description", "grappe.FieldDeclaration", fr: "Son type et son libellé.", en: "Its type and label."),
    ], place: .registration,
    example: """
      grappe.field("actor", "certified", {
        type = "boolean", label = { fr = "Certifié", en = "Certified" },
      })
      """)

  private static let reportReference = FunctionDescription(
    "grappe.report", fr: "Enregistre un rapport : grappe report GREFFON:ID l'imprime.",
    en: "Registers a report: grappe report PLUGIN:ID prints it.",
    parameters: [
      Value(
        "report", "grappe.ReportDeclaration", fr: "Son nom, ses paramètres et sa fonction.",
        en: "Its name, parameters and function.")
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
    "grappe.command", fr: "Enregistre une commande : grappe run GREFFON:ID l'exécute, dans une transaction.",
    en: "Registers a command: grappe run PLUGIN:ID runs it, in one transaction.",
    parameters: [
      Value(
        "command", "grappe.CommandDeclaration", fr: "Son nom, ses paramètres et sa fonction.",
        en: "Its name, parameters and function.")
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
    fr: "Enregistre un importateur : grappe import FICHIER --as GREFFON:ID lui donne les lignes, dans une transaction.",
    en: "Registers an importer: grappe import FILE --as PLUGIN:ID gives it the rows, in one transaction.",
    parameters: [
      Value(
        "importer", "grappe.ImporterDeclaration", fr: "Son nom, ses paramètres et sa fonction.",
        en: "Its name, parameters and function.")
    ], place: .registration,
    example: """
      grappe.importer {
        id = "companies-list",
        title = { fr = "Liste d'entreprises", en = "List of companies" },
        accepts = { "text/csv" },
        run = function(rows)
          for row in rows do
            grappe.actors.add { name = row.name, kind = "company", territory = "BE-WAL" }
          end
        end,
      }
      """)

  private static let paramsReference = FunctionDescription(
    "grappe.params",
    fr: "Déclare les paramètres d'un script et donne leurs valeurs ; grappe script FICHIER --help les montre.",
    en: "Declares the parameters of a script and gives their values; grappe script FILE --help shows them.",
    parameters: [
      Value(
        "params", "table<string, grappe.ParameterDeclaration>", fr: "Les paramètres par leur nom.",
        en: "The parameters by their name.")
    ], returns: [Value("values", "table<string, any>", fr: "Leurs valeurs par nom.", en: "Their values by name.")],
    raises: LocalizedText(
      fr: "Hors d'un script, la seconde fois, et quand une valeur donnée ne convient pas.",
      en: "Outside a script, the second time, and when a value that is given does not fit."), place: .script,
    example: """
      local params = grappe.params {
        year = { type = "integer", default = 2023, label = { fr = "Année", en = "Year" } },
      }
      """)

  // MARK: What they take

  private static let typeFields = [
    Value(
      "type", FieldTypeDeclaration.names.map { "\"\($0)\"" }.joined(separator: "|"), fr: "Le type.", en: "The type."),
    Value(
      "min", "number", isOptional: true, fr: "La plus petite valeur d'un nombre.", en: "The least value of a number."),
    Value(
      "max", "number", isOptional: true, fr: "La plus grande valeur d'un nombre.", en: "The greatest value of a number."
    ),
    Value("values", "string[]", isOptional: true, fr: "Les mots d'un choice.", en: "The words of a choice."),
    Value("scheme", "string", isOptional: true, fr: "Le schéma d'un concept.", en: "The scheme of a concept."),
    Value("entity", "string", isOptional: true, fr: "L'entité d'une reference.", en: "The entity of a reference."),
    Value(
      "of", "grappe.TypeDeclaration", isOptional: true, fr: "Le type des éléments d'une list.",
      en: "The type of the elements of a list."),
  ]

  private static let type = ClassDescription(
    "grappe.TypeDeclaration", fr: "Le type d'un champ ou d'un paramètre.", en: "The type of a field or a parameter.",
    fields: typeFields)

  private static let label = Value(
    "label", "string|grappe.LocalizedText", isOptional: true, fr: "Son nom pour les gens.", en: "Its name for people.")

  private static let fieldClass = ClassDescription(
    "grappe.FieldDeclaration", fr: "Un champ qu'un greffon ajoute.", en: "A field that a plugin adds.",
    fields: typeFields + [
      label,
      Value(
        "indexed", "boolean", isOptional: true, fr: "Si un index répond aux filtres.",
        en: "Whether filters are answered from an index."),
    ])

  private static let parameter = ClassDescription(
    "grappe.ParameterDeclaration", fr: "Un paramètre d'un rapport ou d'une commande.",
    en: "A parameter of a report or a command.",
    fields: typeFields + [
      label,
      Value("optional", "boolean", isOptional: true, fr: "S'il peut manquer.", en: "Whether it may be left out."),
      Value(
        "default", "any", isOptional: true, fr: "Sa valeur quand il manque.", en: "Its value when it is left out."),
    ])

  private static let id = Value(
    "id", "string", fr: "Le nom dans le greffon : minuscules, chiffres, _ et -.",
    en: "The name within the plugin: lower-case letters, digits, _ and -.")

  private static let parameters = Value(
    "params", "table<string, grappe.ParameterDeclaration>", isOptional: true, fr: "Les paramètres par nom.",
    en: "The parameters by name.")

  private static let report = ClassDescription(
    "grappe.ReportDeclaration", fr: "Un rapport.", en: "A report.",
    fields: [
      id,
      Value("title", "string|grappe.LocalizedText", fr: "Le titre du document.", en: "The title of the document."),
      parameters,
      Value(
        "run", "fun(params: table<string, any>, doc: grappe.Doc)", fr: "Construit le document.",
        en: "Builds the document."),
    ])

  private static let importer = ClassDescription(
    "grappe.ImporterDeclaration", fr: "Un importateur.", en: "An importer.",
    fields: [
      id,
      Value("title", "string|grappe.LocalizedText", fr: "Ce qu'il lit.", en: "What it reads."),
      Value(
        "accepts", "string[]", isOptional: true, fr: "text/csv (sans lui) ou application/jsonl, ou les deux.",
        en: "text/csv (without it) or application/jsonl, or both."),
      parameters,
      Value(
        "run", "fun(rows: (fun(): table<string, any>?, integer?), params: table<string, any>): any",
        fr: "Lit les lignes : for row, line in rows. Ce qu'il rend est imprimé ; une erreur défait tout.",
        en: "Reads the rows: for row, line in rows. What it returns is printed; an error undoes everything."),
    ])

  private static let command = ClassDescription(
    "grappe.CommandDeclaration", fr: "Une commande.", en: "A command.",
    fields: [
      id,
      Value(
        "summary", "string|grappe.LocalizedText", fr: "Ce qu'elle fait, en une phrase.",
        en: "What it does, in a sentence."),
      parameters,
      Value(
        "run", "fun(params: table<string, any>): any", fr: "La fait ; ce qu'elle rend est imprimé.",
        en: "Does it; what it returns is printed."),
    ])
}
