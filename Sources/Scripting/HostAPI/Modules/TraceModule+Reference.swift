import Localization

extension TraceModule {
  static let reference = ModuleReference(
    "grappe", doc: "hostapi.trace-module.for-authors",
    functions: [
      FunctionDescription(
        "grappe.trace", doc: "hostapi.trace-module.notes-values",
        parameters: [FunctionDescription.Value("...", "any", doc: "hostapi.trace-module.values")],
        example: #"""
          local actor = grappe.actors.find({}, { limit = 1 })[1]
          grappe.trace(actor.kind, #grappe.actors.find({}, { limit = 3 }))
          """#)
    ])
}
