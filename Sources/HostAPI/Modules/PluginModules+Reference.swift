import Ecosystem

private typealias Value = FunctionDescription.Value

extension LogModule {
  static let reference = ModuleReference(
    "grappe.log", fr: "Des lignes sur la sortie d'erreur, précédées du nom du greffon.",
    en: "Lines on standard error, after the plugin's name.",
    functions: [
      line(.debug, fr: "Note un détail.", en: "Notes a detail."),
      line(.info, fr: "Note ce qui se passe.", en: "Notes what happens."),
      line(.warn, fr: "Note ce qui n'est pas comme il faudrait.", en: "Notes what is not as it should be."),
      line(.error, fr: "Note ce qui a échoué.", en: "Notes what failed."),
    ])

  private static func line(_ level: LogLevel, fr: String, en: String) -> FunctionDescription {
    FunctionDescription(
      "grappe.log.\(level.rawValue)", fr: fr, en: en,
      parameters: [Value("message", "string", fr: "La ligne.", en: "The line.")],
      example: "grappe.log.\(level.rawValue)(\"3 fiches\")")
  }
}

extension TranslationModule {
  /// The reference of what the invocation itself gives: its texts, its clock, the plugin's name and settings.
  static let reference = ModuleReference(
    "grappe", fr: "L'invocation : ses textes et son horloge.", en: "The invocation: its texts and its clock.",
    functions: [
      FunctionDescription(
        "grappe.t", fr: "Donne le texte d'une clé de locales/fr.toml ou en.toml, dans la langue de l'invocation.",
        en: "Gives the text of a key of locales/fr.toml or en.toml, in the language of the invocation.",
        parameters: [
          Value(
            "key", "string", fr: "La clé, les tables séparées par des points.", en: "The key, tables joined by points."),
          Value(
            "args", "table<string, string|number>", isOptional: true, fr: "Ce qui remplace {nom} dans le texte.",
            en: "What replaces {name} in the text."),
        ],
        returns: [Value("text", "string", fr: "Le texte.", en: "The text.")],
        raises: LocalizedText(fr: "Une clé que les fichiers n'ont pas.", en: "A key that the files do not have."),
        example: #"local text = grappe.t("greeting", { name = "KIKK" })"#),
      FunctionDescription(
        "grappe.now", fr: "Donne le moment de l'invocation, le même du début à la fin.",
        en: "Gives the moment of the invocation, the same from beginning to end.",
        returns: [Value("now", "grappe.Instant", fr: "En temps universel.", en: "In universal time.")],
        example: "local now = grappe.now()"),
      FunctionDescription(
        "grappe.today", fr: "Donne la date de l'invocation, en temps universel.",
        en: "Gives the date of the invocation, in universal time.",
        returns: [Value("today", "grappe.Date", fr: "Comme 2024-05-16.", en: "Such as 2024-05-16.")],
        example: "local today = grappe.today()"),
    ])
}

extension StorageModule {
  static let reference = ModuleReference(
    "grappe.storage", fr: "Des valeurs par clé, propres au greffon, gardées avec les données et annulées avec elles.",
    en: "Values by key, the plugin's own, kept with the data and undone with them.",
    functions: [
      FunctionDescription(
        "grappe.storage.get", fr: "Donne la valeur d'une clé.", en: "Gives the value of a key.", parameters: [key],
        returns: [Value("value", "any", fr: "La valeur, nil sans elle.", en: "The value, nil without one.")],
        permission: .read("storage"), example: #"local seen = grappe.storage.get("seen")"#),
      FunctionDescription(
        "grappe.storage.set", fr: "Garde une valeur sous une clé.", en: "Keeps a value under a key.",
        parameters: [
          key,
          Value(
            "value", "any", fr: "Un texte, un nombre, un booléen ou une table de ceux-ci.",
            en: "A text, a number, a boolean or a table of them."),
        ], permission: .write("storage"), example: #"grappe.storage.set("seen", { count = 3 })"#),
      FunctionDescription(
        "grappe.storage.del", fr: "Oublie une clé.", en: "Forgets a key.", parameters: [key],
        permission: .write("storage"), example: #"grappe.storage.del("seen")"#),
      FunctionDescription(
        "grappe.storage.keys", fr: "Donne les clés.", en: "Gives the keys.",
        returns: [Value("keys", "string[]", fr: "Dans l'ordre.", en: "In order.")],
        permission: .read("storage"), example: "local keys = grappe.storage.keys()"),
    ])

  private static let key = Value("key", "string", fr: "La clé.", en: "The key.")
}
