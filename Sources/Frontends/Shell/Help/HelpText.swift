import Ecosystem
import HostAPI
import Localization
import Reports
import TextLayout

/// The text of `:help`: the list of commands, or the topic of one word.
struct HelpText {
  let topics: HelpTopics
  let language: Language
  let width: Int?
  let isColored: Bool

  /// The list of all commands.
  var overview: [String] {
    let commands = rows(topics.commands.map { ([.init(usage($0), .bold), .init($0.summary[language])]) })
    return paragraphs(introduction) + [""] + commands + [""] + paragraphs(keys)
  }

  /// Returns the help for a word: its first topic in full, the others by name; nil for an unknown word.
  func lines(on word: String) -> [String]? {
    let found = topics.topics(word)
    guard let first = found.first else { return nil }
    let others = found.dropFirst().prefix(8).map { ":help \($0.word)" }
    guard !others.isEmpty else { return lines(on: first) }
    return lines(on: first) + paragraphs(say("shell.help-text.see-also") + others.joined(separator: " · "))
  }

  private func lines(on topic: HelpTopic) -> [String] {
    switch topic {
    case .command(let command): lines(on: command)
    case .module(let name, let parts): module(name, parts)
    case .entity(let entity): self.entity(entity)
    case .verb(let function): verb(function)
    case .function(let function): FunctionHelp(function, self).lines
    case .field(let entity, let field): FieldHelp(entity, field, help: self).lines
    case .fields(let name, let entities): fields(name, entities)
    case .type(let type): self.type(type)
    case .alias(let alias): [bold(alias.name)] + paragraphs("\(alias.doc[language]) (\(alias.type))")
    case .filter: filter
    }
  }

  private func lines(on command: MetaCommand) -> [String] {
    [bold(usage(command))] + paragraphs(command.summary[language]) + examples(command.examples)
  }

  private func usage(_ command: MetaCommand) -> String {
    let arguments = command.usage[language]
    return ":\(command.name)" + (arguments.isEmpty ? "" : " \(arguments)")
  }

  // MARK: Tables of functions

  private func module(_ name: String, _ parts: [ModuleReference]) -> [String] {
    let functions = rows(
      parts.flatMap(\.functions).map { [.init($0.signature, .bold), .init($0.summary[language])] })
    return [bold(name)] + parts.flatMap { paragraphs($0.doc[language]) } + functions
      + examples([":help \(parts.first?.functions.first?.name ?? name)"])
  }

  private func entity(_ entity: EntityDescription) -> [String] {
    var table = TextTable(columns: [
      TextTable.Column(say("shell.help-text.field"), .left, overflow: .keep),
      TextTable.Column("Type", .left), TextTable.Column(say("shell.help-text.meaning")),
    ])
    for field in entity.fields {
      let name = field.isRequired ? "\(field.id) *" : field.id
      table.add([.init(name), .init(field.type.description, .dim), .init(field.label[language])])
    }
    let collection = entity.collection
    let verbs = APIReference.collection(of: entity).functions.map { HelpTopics.lastPart($0.name) }
    return [bold(collection)] + paragraphs(entity.doc[language]) + table.lines(width: width, isColored: isColored)
      + paragraphs(say("shell.help-text.functions") + verbs.joined(separator: " "))
      + paragraphs(
        say(
          "shell.help-text.required-help-find-tells", ["collection": collection, "title-field": entity.titleField]))
      + examples(["\(collection).find({}, { limit = 5 })", "\(collection).count{}"])
  }

  private func verb(_ function: FunctionDescription) -> [String] {
    let collection = say("shell.help-text.every-collection-has-here")
    var lines = FunctionHelp(function, self).lines
    lines[0] = bold("COLLECTION.\(HelpTopics.lastPart(function.name))\(function.signature.dropFirst(function.name.count))")
    return [lines[0]] + paragraphs(collection) + lines.dropFirst()
  }

  private func fields(_ name: String, _ entities: [EntityDescription]) -> [String] {
    let having = entities.compactMap { entity in
      entity.field(name).map { field -> [TextTable.Cell] in
        [.init("\(entity.collection).\(name)", .bold), .init(field.type.description, .dim), .init(field.label[language])]
      }
    }
    return paragraphs(say("shell.help-text.field-several-collections")) + rows(having)
  }

  private func type(_ type: ClassDescription) -> [String] {
    [bold(type.name)] + paragraphs(type.doc[language]) + values(type.fields)
  }

  private var filter: [String] {
    let operators = FilterOperator.allCases.map(\.rawValue).joined(separator: " ")
    return paragraphs(
      say(
        "shell.help-text.filter-table-each-field", ["operators": operators]))
      + examples([
        "actors.count{ territory = \"BE-WAL\", kind = { \"company\", \"hub\" } }",
        "actors.find{ name = { like = \"kikk%\" } }",
        "actors.count{ near = { lat = 50.46, lon = 4.87, km = 20 } }",
      ])
  }

  // MARK: Parts

  /// Formats arguments, results or fields: name, type, description.
  func values(_ values: [FunctionDescription.Value]) -> [String] {
    rows(
      values.map { value in
        [.init("  " + value.name + (value.isOptional ? "?" : ""), .bold), .init(value.type, .dim), .init(value.doc[language])]
      })
  }

  /// Formats rows of cells in columns, without a header.
  func rows(_ rows: [[TextTable.Cell]]) -> [String] {
    guard let count = rows.map(\.count).max(), count > 0 else { return [] }
    var columns = Array(repeating: TextTable.Column(""), count: count)
    columns[0].overflow = .keep
    var table = TextTable(columns: columns, hasHeader: false)
    for row in rows { table.add(row) }
    return table.lines(width: width, isColored: isColored)
  }

  /// Formats code without line breaks, so that it can be copied.
  func examples(_ texts: [String]) -> [String] {
    texts.flatMap { $0.split(separator: "\n").map { "  " + SafeText.line(String($0)) } }
  }

  func paragraphs(_ text: String) -> [String] { DisplayWidth.wrap(text, to: width ?? 100) }

  func bold(_ text: String) -> String { TerminalStyle.bold.styled(text, isColored: isColored) }

  func say(_ id: String, _ arguments: [String: any ArgumentConvertible] = [:]) -> String {
    Message(id, arguments).text(in: language)
  }

  private var introduction: String {
    say(
      "shell.help-text.type-lua-collections-modules")
  }

  private var keys: String {
    say(
      "shell.help-text.tab-completes-ctrl-r")
  }
}
