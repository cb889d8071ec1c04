import Ecosystem

extension BundleModule {
  private typealias Value = FunctionDescription.Value

  static let reference = ModuleReference(
    "grappe.bundle", fr: "Les fichiers du bundle du greffon.", en: "The files of the plugin's own bundle.",
    functions: [
      FunctionDescription(
        "grappe.bundle.read", fr: "Donne le contenu d'un fichier du bundle.",
        en: "Gives the contents of a file of the bundle.",
        parameters: [
          Value("path", "string", fr: "Le chemin : data/actors.csv.", en: "The path: data/actors.csv.")
        ],
        returns: [
          Value("contents", "string?", fr: "Les octets du fichier.", en: "The bytes of the file."), .problem,
        ], example: #"local text, problem = grappe.bundle.read("data/actors.csv")"#),
      FunctionDescription(
        "grappe.bundle.list", fr: "Donne les noms des fichiers du bundle.",
        en: "Gives the names of the files of the bundle.",
        parameters: [
          Value(
            "prefix", "string", isOptional: true, fr: "Le début des noms ; tous sans lui.",
            en: "How the names begin; all without it.")
        ],
        returns: [Value("names", "string[]", fr: "Dans l'ordre.", en: "In order.")],
        example: #"local names = grappe.bundle.list("data/")"#),
    ])
}
