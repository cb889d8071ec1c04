import ArgumentParser
import Engine
import Localization

/// `grappe history`: who did what to a record, and when.
struct HistoryCommand: AsyncParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "history",
      abstract: wording(
        "grappe.history.says-who-changed-record"),
      discussion: example("grappe history actor kikk"))
  }

  @OptionGroup var options: GlobalOptions

  @Argument(
    help: ArgumentHelp(wording("grappe.history.entity-such-actor"), valueName: "entity"))
  var entity: String

  @Argument(
    help: ArgumentHelp(wording("grappe.history.record-s-id"), valueName: "id"))
  var id: String

  mutating func run() async throws {
    // Whoever has the command line has the file: the admin.
    let history = try options.openHost().history(entity, id, showsContacts: true)
    if options.json { return Output.json(history.json) }
    guard !history.steps.isEmpty else {
      return Output.line(
        wording("grappe.history.journal-tells-nothing-record"))
    }
    for (index, step) in history.steps.enumerated() {
      if index > 0 { Output.line("") }
      ChangeView.print(step)
    }
  }
}
