import ArgumentParser
import Engine

/// `grappe history`: who did what to a record, and when.
struct HistoryCommand: AsyncParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "history",
      abstract: wording(
        fr: "Dit qui a changé une fiche, quand, par quel greffon, avant et après ; même supprimée.",
        en: "Says who changed a record, when, by which plugin, before and after; deleted ones too."),
      discussion: example("grappe history actor kikk"))
  }

  @OptionGroup var options: GlobalOptions

  @Argument(
    help: ArgumentHelp(wording(fr: "L'entité, comme actor.", en: "The entity, such as actor."), valueName: "entity"))
  var entity: String

  @Argument(
    help: ArgumentHelp(wording(fr: "L'identifiant de la fiche.", en: "The record's id."), valueName: "id"))
  var id: String

  mutating func run() async throws {
    // Whoever has the command line has the file: the admin.
    let history = try options.openHost().history(entity, id, showsContacts: true)
    if options.json { return Output.json(history.json) }
    guard !history.steps.isEmpty else {
      return Output.line(
        wording(fr: "Le journal ne dit rien de cette fiche.", en: "The journal tells nothing of this record."))
    }
    for (index, step) in history.steps.enumerated() {
      if index > 0 { Output.line("") }
      ChangeView.print(step)
    }
  }
}
