import Ecosystem

extension SQLModule {
  private typealias Value = FunctionDescription.Value

  static let reference = ModuleReference(
    "grappe", fr: "Du SQL en lecture, pour les rapports.", en: "Reading SQL, for reports.",
    functions: [
      FunctionDescription(
        "grappe.sql",
        fr: "Lit par SQL les vues publiques, une par collection, que le greffon peut lire ; « SQL views » en décrit les colonnes.",
        en: "Reads by SQL the public views, one a collection, that the plugin may read; \"SQL views\" describes their columns.",
        parameters: [
          Value(
            "query", "string", fr: "Un SELECT ; ? y prend le prochain argument.",
            en: "A SELECT; ? takes the next argument."),
          Value("args", "any[]", isOptional: true, fr: "Les arguments.", en: "The arguments."),
        ],
        returns: [
          Value("rows", "table<string, any>[]", fr: "Les lignes, par nom de colonne.", en: "The rows, by column name.")
        ],
        raises: LocalizedText(
          fr: "Du SQL que SQLite refuse, qui écrit, ou qui lit autre chose que ces vues.",
          en: "SQL that SQLite refuses, that writes, or that reads anything but those views."),
        permission: .read("sql"),
        example: #"""
          local rows = grappe.sql("SELECT kind, count(*) AS n FROM actors WHERE city = ? GROUP BY kind", { "Namur" })
          """#)
    ])
}
