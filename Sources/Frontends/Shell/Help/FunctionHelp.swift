import Ecosystem
import HostAPI

/// The text of `:help` for one function of the API: its call, arguments, results, errors, an example.
struct FunctionHelp {
  private let function: FunctionDescription
  private let help: HelpText

  init(_ function: FunctionDescription, _ help: HelpText) { (self.function, self.help) = (function, help) }

  var lines: [String] {
    let language = help.language
    var lines = [help.bold(function.signature)] + help.paragraphs(function.summary[language])
    lines += part(help.say("shell.function-help.takes"), function.parameters)
    lines += part(help.say("shell.function-help.gives"), function.returns)
    if let raises = function.raises {
      lines += help.paragraphs(help.say("shell.function-help.raises-error") + raises[language])
    }
    lines += help.paragraphs(conditions)
    return lines + help.examples([function.example])
  }

  private func part(_ title: String, _ values: [FunctionDescription.Value]) -> [String] {
    values.isEmpty ? [] : [title] + help.values(values)
  }

  /// The permissions and contexts that a call needs.
  private var conditions: String {
    let permissions = function.permissions.map { "\($0.group) = \"\($0.access.rawValue)\"" }.joined(separator: ", ")
    let needs =
      permissions.isEmpty
      ? help.say("shell.function-help.needs-no-permission")
      : help.say("shell.function-help.plugin-needs", ["permissions": permissions])
    guard let place = function.place.text?[help.language] else { return needs + "." }
    return help.say("shell.function-help.needs-and-place", ["needs": needs, "place": place])
  }
}
