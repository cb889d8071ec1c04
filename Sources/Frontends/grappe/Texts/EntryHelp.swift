import Ecosystem
import Engine
import HostAPI
import Localization
import Reports
import TextLayout

/// The help of a report, a command or an importer of a plugin: its title, and its parameters with label, type, values, default and an
/// example of a call.
struct EntryHelp {
  /// The number of values listed for one parameter.
  static let choicesMax = 12

  let kind: EntryKind
  let entry: EntryDescription
  let host: PluginHost

  /// Converts a request for help after the name of an entry into one for the help of that entry.
  static func redirected(_ arguments: [String]) -> [String] {
    guard let help = arguments.firstIndex(where: { $0 == "--help" || $0 == "-h" }), isAboutEntry(arguments[..<help]) else {
      return arguments
    }
    var arguments = arguments
    arguments[help] = "--entry-help"
    return arguments
  }

  private static func isAboutEntry(_ words: ArraySlice<String>) -> Bool {
    switch words.first {
    case "report", "run": return words.dropFirst().contains { !$0.hasPrefix("-") && $0.contains(":") }
    case "import":
      guard let option = words.firstIndex(of: "--as"), option + 1 < words.endIndex else {
        return words.contains { $0.hasPrefix("--as=") && $0.contains(":") }
      }
      return words[option + 1].contains(":")
    default: return false
    }
  }

  /// Prints the help of the entry of that name.
  ///
  /// - Throws: `EngineError.entryUnknown`.
  static func print(_ kind: EntryKind, _ name: String, host: PluginHost, isJSON: Bool) async throws {
    let help = EntryHelp(kind: kind, entry: try await host.entry(kind, name), host: host)
    if isJSON { Output.json(try help.json()) } else { try help.print() }
  }

  private func print() throws {
    Output.title("\(entry.name) — \(entry.title[language])")
    Output.line("")
    Output.line(wording("grappe.script-help.usage") + usage)
    guard !entry.parameters.isEmpty else { return Output.line(wording("grappe.entry-help.no-parameters")) }
    Output.line("")
    Output.line(wording("grappe.script-help.parameters"))
    Output.table(try Self.table(of: entry.parameters, host: host))
    Output.line("")
    Output.line(wording("grappe.main.example") + (try example()))
  }

  /// Returns the table of parameters: name, type, and label with presence, default and values.
  static func table(of parameters: [ParameterDescription], host: PluginHost?, indent: String = "  ") throws -> TextTable {
    var table = TextTable(
      columns: [.init("", .left, overflow: .keep), .init("", .left, overflow: .keep), .init("")], hasHeader: false)
    for parameter in parameters {
      let values = try host.flatMap { try valuesText(of: parameter, $0) } ?? ""
      table.add([
        .init("\(indent)--\(parameter.name)"), .init(parameter.type.helpName, .dim),
        .init(parameter.label[language] + parameter.type.bounds + ScriptHelp.presence(of: parameter) + values),
      ])
    }
    return table
  }

  /// The possible values in one text; nil where they cannot be listed.
  private static func valuesText(of parameter: ParameterDescription, _ host: PluginHost) throws -> String? {
    guard parameter.type != .boolean else { return nil }
    let choices = try host.choices(of: parameter.type, limit: choicesMax + 1)
    guard !choices.isEmpty else { return nil }
    let shown = choices.prefix(choicesMax).map(\.text).joined(separator: ", ")
    return wording("grappe.entry-help.values", ["values": shown + (choices.count > choicesMax ? ", …" : "")])
  }

  private var command: String {
    switch kind {
    case .report: "grappe report \(entry.name)"
    case .command: "grappe run \(entry.name)"
    case .importer: "grappe import list.csv --as \(entry.name)"
    }
  }

  private var usage: String {
    let words = entry.parameters.map { parameter in
      let word = parameter.type == .boolean ? "--\(parameter.name)" : "--\(parameter.name) \(parameter.type.helpName)"
      return parameter.isOptional ? "[\(word)]" : word
    }
    return ([command] + words).joined(separator: " ")
  }

  /// A call with a value for each required parameter, and for the first one where none is required.
  private func example() throws -> String {
    let required = entry.parameters.filter { !$0.isOptional && $0.defaultValue == nil }
    let shown = required.isEmpty ? Array(entry.parameters.prefix(1)) : required
    return try ([command] + shown.map { try word($0) }).joined(separator: " ")
  }

  private func word(_ parameter: ParameterDescription) throws -> String {
    if parameter.type == .boolean { return "--\(parameter.name)" }
    let value = try parameter.defaultValue.map(\.words) ?? host.choices(of: parameter.type, limit: 1).first?.text ?? sample(parameter.type)
    return "--\(parameter.name) \(value.contains(" ") ? "\"\(value)\"" : value)"
  }

  private func sample(_ type: FieldType) -> String {
    switch type.element {
    case .integer(let range): String(min(max(10, range.lowerBound), range.upperBound))
    case .number(let range): "\(min(max(1.5, range.lowerBound), range.upperBound))"
    case .date: "2024-05-16"
    default: wording("grappe.entry-help.sample")
    }
  }

  // MARK: JSON

  private func json() throws -> FieldValue {
    .map([
      "name": .text(entry.name), "kind": .text(kind.rawValue), "title": .text(entry.title[language]), "usage": .text(usage),
      "example": .text(try example()), "params": .list(try entry.parameters.map { try json($0) }),
    ])
  }

  private func json(_ parameter: ParameterDescription) throws -> FieldValue {
    guard case .map(var fields) = parameter.summary else { return parameter.summary }
    let values = try host.choices(of: parameter.type, limit: 1_000)
    fields["values"] = .list(values.map { .text($0.text) })
    return .map(fields)
  }
}
