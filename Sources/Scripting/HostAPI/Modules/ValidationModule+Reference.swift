import Ecosystem
import Localization

extension ValidationModule {
  private typealias Value = FunctionDescription.Value

  /// The reference of `grappe.validate`.
  static let reference = ModuleReference(
    "grappe", doc: "hostapi.validation-module.validation-before-save", functions: [validateReference])

  private static let validateReference = FunctionDescription(
    "grappe.validate",
    doc: "hostapi.validation-module.calls-function-before-save",
    parameters: [
      Value("entity", "string", doc: "hostapi.validation-module.entity"),
      Value(
        "validator", "fun(record: table, before?: table): string|true|nil, string?",
        doc: "hostapi.validation-module.returns-nothing-or-field"),
    ],
    raises: LocalizedText("hostapi.validation-module.when-plugin-may-not-read"),
    place: .registration,
    example: """
      grappe.validate("actor", function(actor, before)
        if actor.founded and actor.founded < "1500" then
          return "founded", "no studio is that old"
        end
      end)
      """)
}
