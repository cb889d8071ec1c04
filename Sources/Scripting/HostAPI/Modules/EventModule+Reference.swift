import Ecosystem
import Localization

extension EventModule {
  private typealias Value = FunctionDescription.Value

  /// The reference of `grappe.on` and `grappe.emit`.
  static let reference = ModuleReference(
    "grappe",
    doc: "hostapi.event-module.what-happens-records-added",
    functions: [onReference, emitReference], classes: [event])

  private static let onReference = FunctionDescription(
    "grappe.on",
    doc: "hostapi.event-module.calls-function-each-event",
    parameters: [
      Value("event", "string", doc: "hostapi.event-module.event"),
      Value(
        "handler", "fun(record: table, event: grappe.Happening)",
        doc: "hostapi.event-module.gets-record-what-was"),
    ],
    raises: LocalizedText(
      "hostapi.event-module.when-plugin-may-not"),
    place: .registration,
    example: """
      grappe.on("actor.created", function(actor, event)
        grappe.log.info(actor.name .. " " .. event.at)
      end)
      """)

  private static let emitReference = FunctionDescription(
    "grappe.emit",
    doc: "hostapi.event-module.sends-event-plugin-plugin",
    parameters: [
      Value("name", "string", doc: "hostapi.event-module.name-without-plugin"),
      Value(
        "payload", "any", isOptional: true, doc: "hostapi.event-module.what-sent-along-most"),
    ],
    raises: LocalizedText(
      "hostapi.event-module.invocation-only-reads"),
    example: #"grappe.emit("labelled", { actor = "commission-europeenne" })"#)

  private static let event = ClassDescription(
    "grappe.Happening", doc: "hostapi.event-module.event-grappe-gets",
    fields: [
      Value("name", "string", doc: "hostapi.event-module.full-name"),
      Value("plugin", "string", doc: "hostapi.event-module.plugin-caused"),
      Value("at", "grappe.Instant", doc: "hostapi.event-module.when"),
      Value("depth", "integer", doc: "hostapi.event-module.length-chain-from-1"),
      Value("id", "string", isOptional: true, doc: "hostapi.event-module.record-if-there-one"),
      Value("before", "table", isOptional: true, doc: "hostapi.event-module.record-before-updated"),
    ])
}
