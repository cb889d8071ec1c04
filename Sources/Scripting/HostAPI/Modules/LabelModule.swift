import Ecosystem
import Localization
import Lua
import Sandbox

/// `grappe.label` and `grappe.language`: names for people in the language of the invocation.
enum LabelModule {
  static let entries: [String: HostEntry] = [
    "label": function("grappe.label", label),
    "language": .computed(
      hostFunction("grappe.language") { call, context in
        call.push(context.language.rawValue)
        return .returns(1)
      }),
  ]

  /// `label(value, of)`: the name of a record, or the label of a value of the type that `of` names.
  private static func label(_ call: inout HostCall, _ context: HostContext) throws -> HostOutcome {
    try call.endOfArguments(after: 2)
    let value = try call.argument(1, "value")
    var labels = RecordLabels(context)
    let type = try call.argument(2, "of") == .nil ? nil : try labels.type(named: try call.text(2, "of"))
    let text = try labels.label(of: value, type)
    _ = call.charge(.rowsRead, labels.recordsRead)
    guard let text else {
      call.pushNil()
      return .returns(1)
    }
    try call.requireMemory(text.utf8.count)
    call.push(text)
    return .returns(1)
  }
}
