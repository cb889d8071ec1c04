import ArgumentParser
import Engine
import Localization

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

  @Argument(
    help: ArgumentHelp(wording("grappe.history.entity-such-actor"), valueName: "entity"))
  var entity: String

  @Argument(
    help: ArgumentHelp(wording("grappe.history.record-s-id"), valueName: "id"))
  var id: String

  mutating func run() async throws {
    // A user of the command line can read the file: the admin.
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
