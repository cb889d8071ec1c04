import Ecosystem
import Engine
import Foundation
import HostAPI
import Reports
import TextLayout

/// The help of a script: its opening comment, and the parameters it declares.
struct ScriptHelp {
  let file: String
  let opening: [String]
  let parameters: [ParameterDescription]
  let isJSON: Bool

  /// Converts a request for help after a script's file into one for the help of that script.
  static func redirected(_ arguments: [String]) -> [String] {
    guard arguments.first == "script", let help = arguments.firstIndex(where: { $0 == "--help" || $0 == "-h" }),
      arguments[1..<help].contains(where: { !$0.hasPrefix("-") && FileManager.default.fileExists(atPath: $0) })
    else { return arguments }
    var arguments = arguments
    arguments[help] = "--script-help"
    return arguments
  }

  func print() {
    guard !isJSON else { return Output.json(.list(parameters.map(\.summary))) }
    for line in opening { Output.line(line) }
    if !opening.isEmpty { Output.line("") }
    let words = parameters.map { $0.isOptional ? "[--\($0.name) \($0.type.helpName)]" : "--\($0.name) \($0.type.helpName)" }
    Output.line(
      wording("grappe.script-help.usage") + (["grappe script \(file)"] + words).joined(separator: " "))
    guard !parameters.isEmpty else { return }
    Output.line("\n" + wording("grappe.script-help.parameters"))
    var table = TextTable(
      columns: [.init("", .left, overflow: .keep), .init("", .left, overflow: .keep), .init("")], hasHeader: false)
    for parameter in parameters {
      table.add([
        .init("  --\(parameter.name)"), .init(parameter.type.helpName, .dim),
        .init(parameter.label[language] + parameter.type.bounds + Self.presence(of: parameter)),
      ])
    }
    Output.table(table)
  }

  /// The default of a parameter, or that it is required, in parentheses.
  static func presence(of parameter: ParameterDescription) -> String {
    if let value = parameter.defaultValue {
      return wording("grappe.script-help.without", ["value": value.words])
    }
    return parameter.isOptional ? "" : wording("grappe.script-help.required")
  }
}

extension ParameterDescription {
  /// The parameter as JSON.
  var summary: FieldValue {
    .map([
      "name": .text(name), "type": .text("\(type)"), "label": .text(label[language]), "optional": .boolean(isOptional),
      "default": defaultValue ?? .null,
    ])
  }
}

extension FieldValue {
  /// The value in the form of the command line.
  var words: String {
    if case .text(let text) = self { text } else { json }
  }
}
