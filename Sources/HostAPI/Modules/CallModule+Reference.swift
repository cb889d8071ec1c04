import Ecosystem

extension CallModule {
  private typealias Value = FunctionDescription.Value

  /// The reference of `grappe.call`.
  static let reference = ModuleReference(
    "grappe", fr: "Les commandes des greffons dont on dépend.", en: "The commands of the plugins one depends on.",
    functions: [
      FunctionDescription(
        "grappe.call",
        fr: """
          Exécute une commande d'un greffon nommé dans [dependencies], dans la même transaction : avec ses propres permissions, mais \
          sur les données communes jamais plus que celles de l'appelant. Si elle échoue, rien de ce qu'elle a fait ne reste.
          """,
        en: """
          Runs a command of a plugin named under [dependencies], in the same transaction: with its own permissions, but on shared \
          data never more than those of the caller. When it fails, nothing of what it did stays.
          """,
        parameters: [
          Value("command", "string", fr: "GREFFON:COMMANDE.", en: "PLUGIN:COMMAND."),
          Value("params", "table<string, any>", isOptional: true, fr: "Ses paramètres.", en: "Its parameters."),
        ], returns: [Value("...", "any", fr: "Ce que la commande rend.", en: "What the command returns.")],
        raises: LocalizedText(
          fr: "Si la commande échoue ou est arrêtée, ou si elle est déjà en train d'appeler.",
          en: "When the command fails or is stopped, or is itself among those that are calling."),
        example: #"pcall(grappe.call, "europe:no-such-command", {})"#)
    ])
}
