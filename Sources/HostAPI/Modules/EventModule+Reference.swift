import Ecosystem

extension EventModule {
  private typealias Value = FunctionDescription.Value

  /// The reference of `grappe.on` and `grappe.emit`.
  static let reference = ModuleReference(
    "grappe",
    fr: "Ce qui se passe : les fiches ajoutées, changées, supprimées, et ce que les greffons se disent.",
    en: "What happens: records added, changed, deleted, and what plugins tell each other.",
    functions: [onReference, emitReference], classes: [event])

  private static let onReference = FunctionDescription(
    "grappe.on",
    fr: """
      Appelle une fonction à chaque événement : acteur.created, .updated ou .deleted pour toute entité, ou GREFFON:NOM. Chaque \
      appel est une invocation à part, faite après coup et dans l'ordre ; un échec est retenté, puis mis de côté.
      """,
    en: """
      Calls a function at each event: actor.created, .updated or .deleted for every entity, or PLUGIN:NAME. Each call is an \
      invocation of its own, made afterwards and in order; a failure is tried again, then set aside.
      """,
    parameters: [
      Value("event", "string", fr: "L'événement.", en: "The event."),
      Value(
        "handler", "fun(record: table, event: grappe.Happening)",
        fr: "Reçoit la fiche, ou ce qui a été envoyé, puis l'événement.",
        en: "Gets the record, or what was sent along, then the event."),
    ],
    raises: LocalizedText(
      fr: "Si le greffon ne peut pas lire l'entité, ou ne dépend pas du greffon qui envoie.",
      en: "When the plugin may not read the entity, or does not depend on the plugin that sends."),
    place: .registration,
    example: """
      grappe.on("actor.created", function(actor, event)
        grappe.log.info(actor.name .. " " .. event.at)
      end)
      """)

  private static let emitReference = FunctionDescription(
    "grappe.emit",
    fr: "Envoie un événement du greffon, GREFFON:NOM, à ceux qui l'écoutent, si la transaction aboutit.",
    en: "Sends an event of the plugin, PLUGIN:NAME, to those who listen, if the transaction is kept.",
    parameters: [
      Value("name", "string", fr: "Le nom, sans celui du greffon.", en: "The name, without that of the plugin."),
      Value(
        "payload", "any", isOptional: true, fr: "Ce qui est envoyé, au plus 64 Kio en JSON.",
        en: "What is sent along, at most 64 KiB of JSON."),
    ],
    raises: LocalizedText(
      fr: "Dans une invocation qui ne fait que lire.", en: "In an invocation that only reads."),
    example: #"grappe.emit("labelled", { actor = "commission-europeenne" })"#)

  private static let event = ClassDescription(
    "grappe.Happening", fr: "Un événement, tel que le reçoit un grappe.on.", en: "An event, as a grappe.on gets it.",
    fields: [
      Value("name", "string", fr: "Son nom complet.", en: "Its full name."),
      Value("plugin", "string", fr: "Le greffon qui l'a causé.", en: "The plugin that caused it."),
      Value("at", "grappe.Instant", fr: "Quand.", en: "When."),
      Value("depth", "integer", fr: "La longueur de la chaîne, de 1 à 8.", en: "The length of the chain, from 1 to 8."),
      Value("id", "string", isOptional: true, fr: "La fiche, s'il y en a une.", en: "The record, if there is one."),
      Value("before", "table", isOptional: true, fr: "La fiche d'avant, pour .updated.", en: "The record before, for .updated."),
    ])
}
