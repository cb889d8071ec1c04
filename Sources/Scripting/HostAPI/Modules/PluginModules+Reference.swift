import Ecosystem
import Localization

private typealias Value = FunctionDescription.Value

extension LogModule {
  static let reference = ModuleReference(
    "grappe.log", doc: "hostapi.plugin-modules.lines-standard-error-after",
    functions: [
      line(.debug, doc: "hostapi.plugin-modules.notes-detail"),
      line(.info, doc: "hostapi.plugin-modules.notes-what-happens"),
      line(.warn, doc: "hostapi.plugin-modules.notes-what-not-should"),
      line(.error, doc: "hostapi.plugin-modules.notes-what-failed"),
    ])

  private static func line(_ level: LogLevel, doc: LocalizedText) -> FunctionDescription {
    FunctionDescription(
      "grappe.log.\(level.rawValue)", doc: doc,
      parameters: [Value("message", "string", doc: "hostapi.plugin-modules.line")],
      example: "grappe.log.\(level.rawValue)(\"3 fiches\")")
  }
}

extension TranslationModule {
  /// The reference of the invocation's own values: its texts, its clock, the plugin's name and settings.
  static let reference = ModuleReference(
    "grappe", doc: "hostapi.plugin-modules.invocation-texts-clock",
    functions: [
      FunctionDescription(
        "grappe.t", doc: "hostapi.plugin-modules.gives-text-key-locales",
        parameters: [
          Value(
            "key", "string", doc: "hostapi.plugin-modules.key-tables-joined-points"),
          Value(
            "args", "table<string, string|number>", isOptional: true, doc: "hostapi.plugin-modules.what-replaces-text"),
        ],
        returns: [Value("text", "string", doc: "hostapi.plugin-modules.text")],
        raises: LocalizedText("hostapi.plugin-modules.key-files-do-not"),
        example: #"""
          local text = grappe.t("greeting", { name = "KIKK" })
          local number = grappe.t("records", { count = 3 })
          """#),
      FunctionDescription(
        "grappe.now", doc: "hostapi.plugin-modules.gives-moment-invocation-same",
        returns: [Value("now", "grappe.Instant", doc: "hostapi.plugin-modules.universal-time")],
        example: "local now = grappe.now()"),
      FunctionDescription(
        "grappe.today", doc: "hostapi.plugin-modules.gives-date-invocation-universal",
        returns: [Value("today", "grappe.Date", doc: "hostapi.plugin-modules.such-2024-05-16")],
        example: "local today = grappe.today()"),
    ])
}

extension LabelModule {
  static let reference = ModuleReference(
    "grappe", doc: "hostapi.label-module.names-for-people",
    functions: [
      FunctionDescription(
        "grappe.label", doc: "hostapi.label-module.gives-name",
        parameters: [
          Value("value", "any", doc: "hostapi.label-module.value"),
          Value("of", "string", isOptional: true, doc: "hostapi.label-module.of"),
        ],
        returns: [Value("label", "string?", doc: "hostapi.label-module.label")],
        raises: LocalizedText("hostapi.label-module.raises"),
        example: #"""
          local actor = grappe.actors.find({}, { limit = 1 })[1]
          local name, kind = grappe.label(actor), grappe.label(actor.kind, "actor.kind")
          local place = grappe.label("BE-WAL", "territory")
          local greeting = grappe.label { en = "Hello", fr = "Bonjour", nl = "Hallo" }
          local language = grappe.language
          """#)
    ])
}

extension StorageModule {
  static let reference = ModuleReference(
    "grappe.storage", doc: "hostapi.plugin-modules.values-key-plugin-s",
    functions: [
      FunctionDescription(
        "grappe.storage.get", doc: "hostapi.plugin-modules.gives-value-key", parameters: [key],
        returns: [Value("value", "any", doc: "hostapi.plugin-modules.value-nil-without-one")],
        permissions: [.read("storage")], example: #"local seen = grappe.storage.get("seen")"#),
      FunctionDescription(
        "grappe.storage.set", doc: "hostapi.plugin-modules.keeps-value-under-key",
        parameters: [
          key,
          Value(
            "value", "any", doc: "hostapi.plugin-modules.text-number-boolean-table"),
        ], permissions: [.write("storage")], example: #"grappe.storage.set("seen", { count = 3 })"#),
      FunctionDescription(
        "grappe.storage.del", doc: "hostapi.plugin-modules.forgets-key", parameters: [key],
        permissions: [.write("storage")], example: #"grappe.storage.del("seen")"#),
      FunctionDescription(
        "grappe.storage.keys", doc: "hostapi.plugin-modules.gives-keys",
        returns: [Value("keys", "string[]", doc: "hostapi.plugin-modules.order")],
        permissions: [.read("storage")], example: "local keys = grappe.storage.keys()"),
    ])

  private static let key = Value("key", "string", doc: "hostapi.plugin-modules.key")
}
