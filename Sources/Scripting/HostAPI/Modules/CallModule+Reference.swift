import Ecosystem
import Localization

extension CallModule {
  private typealias Value = FunctionDescription.Value

  /// The reference of `grappe.call`.
  static let reference = ModuleReference(
    "grappe", doc: "hostapi.call-module.commands-plugins-one-depends",
    functions: [
      FunctionDescription(
        "grappe.call",
        doc: "hostapi.call-module.runs-command-plugin-named",
        parameters: [
          Value("command", "string", doc: "hostapi.call-module.plugin-command"),
          Value("params", "table<string, any>", isOptional: true, doc: "hostapi.call-module.parameters"),
        ], returns: [Value("...", "any", doc: "hostapi.call-module.what-command-returns")],
        raises: LocalizedText(
          "hostapi.call-module.when-command-fails-stopped"),
        example: #"pcall(grappe.call, "europe:no-such-command", {})"#)
    ])
}
