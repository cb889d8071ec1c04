import ArgumentParser
import Engine
import Localization

/// `grappe undo`: undoes the changes of an invocation.
struct UndoCommand: AsyncParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "undo",
      abstract: wording(
        "grappe.undo.undoes-what-invocation-changed"),
      discussion: wording("grappe.undo.refused-where-records-moved") + "\n\n"
        + example(
          "grappe eval --write 'actors.set(\"kikk\", { aliases = { \"KIKK\" } })' && grappe undo \"$(grappe log --limit 1 --json | grep -o '\"id\": \"[^\"]*' | cut -d'\"' -f4)\""
        ))
  }

  @OptionGroup var options: GlobalOptions

  @Argument(
    help: ArgumentHelp(
      wording("grappe.undo.id-invocation"), valueName: "invocation"))
  var invocation: String

  @Flag(help: .preview) var dryRun = false

  @Flag(help: ArgumentHelp(wording("grappe.undo.yes"))) var yes = false

  mutating func run() async throws {
    let outcome = try await options.openHost().undo(invocation, isDryRun: dryRun)
    if options.json { return Output.json(outcome.json) }
    ChangeView.print(outcome.changes, of: outcome.summary)
    if let own = outcome.invocation {
      Output.line(
        wording(
          "grappe.undo.undone-grappe-undo-brings", ["id": outcome.undone.id, "own": own]))
    } else {
      Output.line(wording("grappe.undo.trial-nothing-was-kept"))
    }
  }
}
