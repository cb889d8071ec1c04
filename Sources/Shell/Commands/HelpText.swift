import Ecosystem
import Reports

/// What `:help` says: the commands, or one word.
struct HelpText {
  let commands: [ShellCommand]
  let schema: Schema
  let language: Language
  let width: Int?
  let isColored: Bool

  /// The words that help knows.
  static func words(_ schema: Schema, _ commands: [ShellCommand]) -> [String] {
    commands.map(\.name) + schema.entities.map(\.collection) + CollectionHelp.verbs.map(\.name)
      + [CollectionHelp.filterWord]
  }

  /// The whole list.
  var overview: [String] {
    var table = TextTable(
      columns: [TextTable.Column("", .left, overflow: .keep), TextTable.Column("")], hasHeader: false)
    for command in commands { table.add([.init(usage(command), .bold), .init(command.summary[language])]) }
    return paragraphs(introduction) + [""] + table.lines(width: width, isColored: isColored) + [""]
      + paragraphs(keys)
  }

  /// Help on a word; nil where it is none that help knows.
  func lines(on word: String) -> [String]? {
    let word = word.hasPrefix(":") ? String(word.dropFirst()) : word
    if let command = commands.first(where: { $0.name == word }) { return lines(on: command) }
    let help = CollectionHelp(language: language, width: width, isColored: isColored)
    let parts = word.split(separator: ".").map(String.init).filter { $0 != "grappe" }
    guard let last = parts.last else { return nil }
    if let entity = schema.entity(collection: last) ?? schema.entity(last) { return help.lines(on: entity) }
    if last == CollectionHelp.filterWord { return help.filterLines }
    return CollectionHelp.verbs.first { $0.name == last }.map(help.lines)
  }

  private func lines(on command: ShellCommand) -> [String] {
    [bold(usage(command))] + paragraphs(command.summary[language])
      + command.examples.map { "  " + $0 }
  }

  private func usage(_ command: ShellCommand) -> String {
    let arguments = command.usage[language]
    return ":\(command.name)" + (arguments.isEmpty ? "" : " \(arguments)")
  }

  private var introduction: String {
    say(
      fr: "Tapez du Lua : les collections sont là par leur nom, une expression montre sa valeur. Chaque ligne est une "
        + "transaction ; une erreur la défait tout entière. Une variable sans « local » vit d'une ligne à l'autre.",
      en: "Type Lua: the collections are there by their names, an expression shows its value. Each line is one "
        + "transaction; an error takes it back whole. A variable without \"local\" lives from line to line.")
  }

  private var keys: String {
    say(
      fr: "Tab complète · Ctrl-R cherche dans l'historique · Ctrl-C arrête la ligne · Ctrl-D quitte",
      en: "Tab completes · Ctrl-R searches the history · Ctrl-C stops the line · Ctrl-D leaves")
  }

  private func paragraphs(_ text: String) -> [String] { DisplayWidth.wrap(text, to: width ?? 100) }

  private func bold(_ text: String) -> String { TerminalStyle.bold.styled(text, isColored: isColored) }

  private func say(fr: String, en: String) -> String { language == .fr ? fr : en }
}
