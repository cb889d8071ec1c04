import ArgumentParser
import Engine

/// `grappe undo`: takes back what an invocation changed.
struct UndoCommand: AsyncParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "undo",
      abstract: wording(
        fr: "Annule ce qu'une invocation a changé ; l'annulation s'annule de même.",
        en: "Undoes what an invocation changed; the undo can be undone in turn."),
      discussion: wording(
        fr:
          "Elle est refusée, avec la fiche et l'invocation qui l'a changée depuis, là où les fiches ont bougé. grappe log donne les identifiants.\n\n",
        en:
          "It is refused where records moved on, naming the record and the invocation that changed it since. grappe log gives the ids.\n\n"
      )
        + example(
          "grappe eval --write 'actors.set(\"kikk\", { city = \"Namur\" })' && grappe undo \"$(grappe log --limit 1 --json | grep -o '\"id\": \"[^\"]*' | cut -d'\"' -f4)\""
        ))
  }

  @OptionGroup var options: GlobalOptions

  @Argument(
    help: ArgumentHelp(
      wording(fr: "L'identifiant d'une invocation.", en: "The id of an invocation."), valueName: "invocation"))
  var invocation: String

  @Flag(
    help: ArgumentHelp(
      wording(fr: "Montrer ce qui changerait et ne rien garder.", en: "Show what would change and keep nothing.")))
  var dryRun = false

  mutating func run() async throws {
    let outcome = try await options.openHost().undo(invocation, isDryRun: dryRun)
    if options.json { return Output.json(outcome.json) }
    ChangeView.print(outcome.changes, of: outcome.summary)
    if let own = outcome.invocation {
      Output.line(
        wording(
          fr: "\(outcome.undone.id) est annulée ; grappe undo \(own) la rétablit.",
          en: "\(outcome.undone.id) is undone; grappe undo \(own) brings it back."))
    } else {
      Output.line(wording(fr: "Essai : rien n'a été gardé.", en: "Trial: nothing was kept."))
    }
  }
}
