import Ecosystem
import Engine
import Importing
import Localization

/// The candidates for the last word of a command line: subcommands, their options, plugins, reports, parameters and their values,
/// entities, fields and ids.
struct WordCompletion {
  /// The maximum number of candidates from the database.
  static let choicesMax = 200

  /// The words after `grappe`; the last one is completed, and may be empty.
  let words: [String]
  /// The host of the workspace; nil where there is none.
  let host: PluginHost?

  private var typed: String { words.last ?? "" }
  private var command: String { words.first ?? "" }
  /// The words between the command and the completed one.
  private var before: [String] { Array(words.dropFirst().dropLast()) }
  /// The words that are neither options nor their values.
  private var positions: [String] {
    var positions: [String] = []
    var isValue = false
    for word in before {
      if word.hasPrefix("-") {
        isValue = !word.contains("=") && !isFlag(word)
      } else if isValue {
        isValue = false
      } else {
        positions.append(word)
      }
    }
    return positions
  }

  /// Returns the candidates that begin with the typed text, sorted.
  func candidates() async -> [String] {
    guard words.count > 1 else { return fitting(Self.commands) }
    if typed.hasPrefix("--"), let sign = typed.firstIndex(of: "=") {
      let option = String(typed[..<sign])
      let values = await values(ofOption: option, beginning: String(typed[typed.index(after: sign)...])) ?? []
      return fitting(values.map { "\(option)=\($0)" })
    }
    if let option = before.last, option.hasPrefix("--"), !option.contains("="), !isFlag(option) {
      if let values = await values(ofOption: option, beginning: typed) { return fitting(values) }
    }
    if typed.hasPrefix("-") { return fitting(await options()) }
    return fitting(await positionals())
  }

  private static let exportFormats = RecordExport.Format.allCases.map(\.rawValue) + FeedFormat.allCases.map(\.rawValue)

  private static var commands: [String] {
    var names: [String] = []
    for type in Grappe.subcommands {
      let configuration = type.configuration
      if configuration.shouldDisplay, let name = configuration.commandName { names.append(name) }
    }
    return names
  }

  private func fitting(_ candidates: [String]) -> [String] {
    Array(Set(candidates.filter { $0.hasPrefix(typed) })).sorted()
  }

  // MARK: Options

  /// The options of the command and the parameters of its entry.
  private func options() async -> [String] {
    let own = helpOptions
    let parameters = await entry()?.parameters.map { "--\($0.name)" } ?? []
    return own.map(\.name) + parameters
  }

  /// The options in the help of the command, and whether each is a flag.
  private var helpOptions: [(name: String, isFlag: Bool)] {
    guard let type = Grappe.subcommands.first(where: { $0.configuration.commandName == command }) else { return [] }
    return Grappe.helpMessage(for: type, columns: 400).split(separator: "\n").compactMap { line in
      guard let start = line.firstRange(of: "--"), Self.isShortForm(line[..<start.lowerBound]) else { return nil }
      let name = line[start.lowerBound...].prefix { $0 == "-" || $0.isLetter || $0.isNumber }
      let rest = line[name.endIndex...]
      return (String(name), !rest.hasPrefix(" <"))
    }
  }

  /// Whether a text stands before an option in the help: blanks, or its letter (`  -q, `).
  private static func isShortForm(_ text: Substring) -> Bool {
    text.count <= 6 && text.allSatisfy { " -,".contains($0) || $0.isLetter }
  }

  private func isFlag(_ option: String) -> Bool { helpOptions.contains { $0.name == option && $0.isFlag } }

  /// The values of an option or of a parameter; nil for one whose values are unknown.
  ///
  /// - Parameter start: the beginning of the value.
  private func values(ofOption option: String, beginning start: String) async -> [String]? {
    switch option {
    case "--lang": return Language.all.map(\.rawValue)
    case "--format": return command == "export" ? Self.exportFormats : ["text", "md", "html", "csv", "json", "xlsx"]
    case "--state": return ProposalsCommand.ListedState.allCases.map(\.rawValue)
    case "--entity": return entities
    case "--as": return entities + (await entries(.importer))
    case "--audience": return ["public", "members", "staff"]
    case "--columns": return fields(of: positions.first)
    case "--kind" where command == "new": return NewCommand.kinds
    default:
      guard let parameter = await entry()?.parameters.first(where: { "--\($0.name)" == option }) else { return nil }
      return try? host?.choices(of: parameter.type, beginning: start, limit: Self.choicesMax).map(\.text)
    }
  }

  // MARK: Positions

  private func positionals() async -> [String] {
    switch (command, positions.count) {
    case ("report", 0): return await entries(.report)
    case ("run", 0): return await entries(.command)
    case ("page", 0): return (try? await host?.pages(for: .admin).map(\.name)) ?? []
    case ("inspect", 0), ("uninstall", 0), ("rollback", 0), ("quarantine", 0), ("settings", 0): return plugins
    case ("settings", 1): return (try? host?.settings(of: positions[0]).map(\.name)) ?? []
    case ("settings", 2): return settingValues
    case ("export", 0), ("history", 0): return entities
    case ("history", 1):
      return (try? host?.choices(of: .reference([entity(positions[0])]), beginning: typed, limit: Self.choicesMax).map(\.text)) ?? []
    case ("jobs", 0): return JobsCommand.Action.allCases.map(\.rawValue)
    case ("web", 0): return WebCommand.Action.allCases.map(\.rawValue)
    case ("person", 0): return PersonCommand.Action.allCases.map(\.rawValue)
    case ("person", 1):
      return (try? host?.choices(of: .reference(["person"]), beginning: typed, limit: Self.choicesMax).map(\.text)) ?? []
    case ("jobs", 1): return (try? host?.jobs().map(\.id)) ?? []
    case ("proposals", 0): return ProposalsCommand.Action.allCases.map(\.rawValue)
    case ("proposals", _): return proposals
    case ("reference", 0): return ["api", "manifest"]
    case ("completions", 0): return CompletionScript.allCases.map(\.rawValue)
    default: return []
    }
  }

  private var settingValues: [String] {
    let setting = try? host?.settings(of: positions[0]).first { $0.name == positions[1] }
    return setting.map { $0.description.kind == .boolean ? ["true", "false"] : $0.description.choices } ?? []
  }

  // MARK: Names in the workspace

  // A workspace that cannot be read gives no candidates, and the command itself will say why.

  private var plugins: [String] { (try? host?.installed().map(\.name)) ?? [] }
  private var proposals: [String] {
    let viewer = PageViewer.login(.admin, language: language)
    return (try? host?.proposalIDs(beginningWith: typed, limit: Self.choicesMax, for: viewer)) ?? []
  }
  private var schema: Schema { (try? host?.schema()) ?? .grappe }
  private var entities: [String] { schema.entities.map(\.id) }

  private func entity(_ name: String) -> String { (schema.entity(name) ?? schema.entity(collection: name))?.id ?? name }

  private func fields(of name: String?) -> [String] {
    guard let name else { return [] }
    return (schema.entity(name) ?? schema.entity(collection: name))?.fields.map(\.id) ?? []
  }

  private func entries(_ kind: EntryKind) async -> [String] { (try? await host?.entries(kind).map(\.name)) ?? [] }

  /// The entry that the line names.
  private func entry() async -> EntryDescription? {
    switch command {
    case "report": await found(.report, positions.first)
    case "run": await found(.command, positions.first)
    case "import": await found(.importer, before.firstIndex(of: "--as").flatMap { $0 + 1 < before.count ? before[$0 + 1] : nil })
    default: nil
    }
  }

  private func found(_ kind: EntryKind, _ name: String?) async -> EntryDescription? {
    guard let name, name.contains(":") else { return nil }
    return try? await host?.entry(kind, name)
  }
}
