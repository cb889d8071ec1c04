import ArgumentParser
import Engine
import Localization
import Store

/// `grappe history`: the changes of a record, with their author and time.
struct HistoryCommand: AsyncParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "history",
      abstract: wording(
        "grappe.history.says-who-changed-record"),
      discussion: example("grappe history actor kikk"))
  }

  @OptionGroup var options: GlobalOptions
  @OptionGroup var readers: ScopeOptions

  @Argument(
    help: ArgumentHelp(wording("grappe.history.entity-such-actor"), valueName: "entity"))
  var entity: String

  @Argument(
    help: ArgumentHelp(wording("grappe.history.record-s-id"), valueName: "id"))
  var id: String?

  mutating func run() async throws {
    let host = try options.openHost()
    let (entity, id) = try record(in: host)
    let history = try host.history(entity, id, for: readers.scope)
    if options.json { return Output.json(history.json) }
    for source in history.sources { Output.line(Self.text(source)) }
    guard !history.steps.isEmpty else {
      return Output.line(
        wording("grappe.history.journal-tells-nothing-record"))
    }
    for (index, step) in history.steps.enumerated() {
      if index > 0 { Output.line("") }
      ChangeView.print(step)
    }
  }

  /// Returns the provenance of a record: source, licence, moments.
  private static func text(_ source: ImportedObject) -> String {
    let licence = source.fields["licence"]?.textValue ?? "–"
    let fetched = wording(
      "grappe.history.fetched", ["source": source.source, "licence": licence, "moment": ChangeView.moment(source.fetchedAt)])
    guard let withdrawn = source.withdrawnAt else { return fetched }
    return fetched + " " + wording("grappe.history.withdrawn", ["moment": ChangeView.moment(withdrawn)])
  }

  /// Returns the entity and the id; of a single word, which is an id, the only entity that has or had such a record.
  private func record(in host: PluginHost) throws -> (entity: String, id: String) {
    if let id { return (entity, id) }
    let entities = try host.entities(ofID: entity, for: readers.scope)
    guard let only = entities.first, entities.count == 1 else {
      let commands = entities.map { "grappe history \($0) \(entity)" }.joined(separator: ", ")
      throw ValidationError(wording("grappe.history.id-of-several", ["id": entity, "commands": commands]))
    }
    return (only, entity)
  }
}
