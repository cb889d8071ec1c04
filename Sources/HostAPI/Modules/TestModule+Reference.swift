import Ecosystem

extension TestModule {
  private typealias Value = FunctionDescription.Value

  static let reference = ModuleReference(
    "t", fr: "Les tests d'un greffon : des fichiers tests/*_test.lua, que lance grappe test.",
    en: "The tests of a plugin: files tests/*_test.lua, which grappe test runs.",
    functions: [
      FunctionDescription(
        "test", fr: "Déclare un test. Chacun tourne seul : ce qu'il écrit est annulé.",
        en: "Declares a test. Each runs alone: what it writes is undone.",
        parameters: [
          Value("name", "string", fr: "Une phrase qui dit ce qui est vrai.", en: "A sentence that says what holds."),
          Value("run", "fun(t: grappe.T)", fr: "Le test.", en: "The test."),
        ], place: .test,
        example: """
          test("a new actor can be found", function(t)
            local actor = grappe.actors.add { name = "Essai", kind = "company", territory = "BE" }
            t.equal(grappe.actors.get(actor.id).name, "Essai")
          end)
          """),
      check(
        "equal", fr: "Veut deux valeurs égales ; des tables le sont quand leurs contenus le sont.",
        en: "Wants two equal values; tables are equal when their contents are.",
        [
          Value("actual", "any", fr: "Ce qui est.", en: "What is."),
          Value("wanted", "any", fr: "Ce qui doit être.", en: "What must be."), message,
        ], #"t.equal({ 1, { a = 2 } }, { 1, { a = 2 } })"#),
      check(
        "ok", fr: "Veut une valeur vraie.", en: "Wants a true value.",
        [Value("value", "any", fr: "La valeur.", en: "The value."), message],
        #"t.ok(grappe.actors.get("commission-europeenne"))"#),
      check(
        "raises", fr: "Veut qu'une fonction lève une erreur, et la donne.",
        en: "Wants a function to raise an error, and gives it.",
        [
          Value("call", "fun()", fr: "La fonction.", en: "The function."),
          Value("words", "string", isOptional: true, fr: "Ce que l'erreur doit dire.", en: "What the error must say."),
        ], returns: [Value("problem", "any", fr: "L'erreur.", en: "The error.")],
        #"t.raises(function() grappe.actors.add {} end, "name")"#),
      check(
        "denied",
        fr: "Veut qu'une fonction soit refusée : une permission, un territoire ou un propriétaire s'y oppose.",
        en: "Wants a function to be refused: a permission, a territory or an owner forbids it.",
        [Value("call", "fun()", fr: "La fonction.", en: "The function.")],
        returns: [
          Value(
            "code", "string", fr: "permission.denied, ou permission.owner pour la fiche d'un autre.",
            en: "permission.denied, or permission.owner for a record of another.")
        ],
        #"t.denied(function() grappe.actors.del("commission-europeenne") end)"#),
      check(
        "as", fr: "Fixe la date que donnent grappe.today et grappe.now.",
        en: "Sets the date that grappe.today and grappe.now give.",
        [Value("date", "grappe.Date", fr: "Comme 2024-01-30.", en: "Such as 2024-01-30.")],
        #"t.as("2024-01-30")"#),
      check(
        "deliver", fr: "Remet aux grappe.on du greffon les événements survenus, et ceux qu'ils causent.",
        en: "Delivers to the plugin's grappe.on the events that happened, and those that they cause.",
        [], returns: [Value("count", "integer", fr: "Combien.", en: "How many.")],
        "t.equal(t.deliver(), 0)"),
      check(
        "job", fr: "Exécute une tâche du greffon.", en: "Runs a job of the plugin.",
        [Value("id", "string", fr: "La tâche.", en: "The job.")],
        returns: [Value("...", "any", fr: "Ce qu'elle rend.", en: "What it returns.")],
        #"t.raises(function() t.job("no-such-job") end, "no-such-job")"#),
      check(
        "report", fr: "Fait un rapport du greffon et en donne le texte.",
        en: "Makes a report of the plugin and gives its text.",
        [
          Value("id", "string", fr: "Le rapport.", en: "The report."),
          Value("params", "table<string, any>", isOptional: true, fr: "Ses paramètres.", en: "Its parameters."),
        ], returns: [Value("text", "string", fr: "Comme au terminal.", en: "As on a terminal.")],
        #"local text = t.report("companies", { city = "Namur" })"#),
      check(
        "run", fr: "Exécute une commande du greffon et rend ses résultats.",
        en: "Runs a command of the plugin and returns its results.",
        [
          Value("id", "string", fr: "La commande.", en: "The command."),
          Value("params", "table<string, any>", isOptional: true, fr: "Ses paramètres.", en: "Its parameters."),
        ], returns: [Value("result", "any", fr: "Ce que la commande rend.", en: "What the command returns.")],
        #"local result = t.run("companies-of", { city = "Namur" })"#),
      check(
        "import", fr: "Donne un texte CSV à un importateur du greffon et rend ses résultats.",
        en: "Gives a CSV text to an importer of the plugin and returns its results.",
        [
          Value("id", "string", fr: "L'importateur.", en: "The importer."),
          Value("text", "string", fr: "Le contenu du fichier.", en: "The content of the file."),
          Value("params", "table<string, any>", isOptional: true, fr: "Ses paramètres.", en: "Its parameters."),
        ], returns: [Value("result", "any", fr: "Ce que l'importateur rend.", en: "What the importer returns.")],
        #"t.import("companies-list", "name\nKIKK\n")"#),
    ])

  private static let message = Value(
    "message", "string", isOptional: true, fr: "Ce qui est dit sinon.", en: "What is said otherwise.")

  private static func check(
    _ name: String, fr: String, en: String, _ parameters: [Value], returns: [Value] = [], _ example: String
  ) -> FunctionDescription {
    FunctionDescription(
      "t.\(name)", fr: fr, en: en, parameters: parameters, returns: returns, place: .test,
      example: "test(\"t.\(name)\", function(t)\n  \(example)\nend)")
  }
}
