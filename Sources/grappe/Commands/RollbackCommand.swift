import ArgumentParser
import Ecosystem
import Engine

/// `grappe rollback`: goes back to the generation before, data included.
struct RollbackCommand: AsyncParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "rollback",
      abstract: wording(
        fr: "Annule la dernière installation, mise à niveau ou désinstallation, données comprises.",
        en: "Undoes the last installation, upgrade or removal, data included."),
      discussion: wording(
        fr:
          "Montre ce qui sera repris, greffons et lignes, et demande. Avec un nom, celle de ce greffon. Relancée, elle remonte plus loin ; --undo reprend le dernier retour.\n\n",
        en:
          "Shows what it will take back, plugins and rows, and asks. With a name, that of this plugin. Run again, it goes further back; --undo takes the last rollback back.\n\n"
      )
        + example("grappe rollback paca --yes"))
  }

  @OptionGroup var options: GlobalOptions

  @Argument(help: ArgumentHelp(wording(fr: "Le nom du greffon.", en: "The plugin's name."), valueName: "name"))
  var name: String?

  @Flag(help: ArgumentHelp(wording(fr: "Ne pas demander.", en: "Do not ask.")))
  var yes = false

  @Flag(
    help: ArgumentHelp(
      wording(fr: "Montrer ce qui changerait et ne rien garder.", en: "Show what would change and keep nothing.")))
  var dryRun = false

  @Flag(
    help: ArgumentHelp(
      wording(
        fr: "Reprendre le retour en arrière qui a fait la génération présente.",
        en: "Take back the rollback that made the present generation.")))
  var undo = false

  func validate() throws {
    if undo, name != nil { throw ValidationError(wording(fr: "--undo ne prend pas de nom.", en: "--undo takes no name.")) }
  }

  mutating func run() async throws {
    let (host, subject) = (try options.openHost(), undo ? RollbackSubject.rollback : .newest(name))
    let plan = try await host.rollback(subject, isDryRun: true)
    if !options.json { show(plan) }
    if dryRun {
      if options.json { return Output.json(json(plan)) }
      return Output.line(wording(fr: "Essai : rien n'a été gardé.", en: "Trial: nothing was kept."))
    }
    try approve()
    let outcome = try await host.rollback(subject, present: plan.generation)
    if options.json { return Output.json(json(outcome)) }
    Output.line(
      wording(
        fr: "Revenu en arrière : génération \(outcome.generation) ; grappe rollback --undo le reprend.",
        en: "Rolled back: generation \(outcome.generation); grappe rollback --undo takes it back."))
  }

  private func show(_ plan: RollbackOutcome) {
    for step in plan.steps { Output.line(line(step)) }
    ChangeView.print(plan.changes, of: plan.summary)
  }

  private func approve() throws {
    if yes { return }
    guard Terminal.isInput, !options.json else { throw EngineError.rollbackNotApproved }
    let answer = Progress.ask(wording(fr: "Revenir en arrière ? [o/N] ", en: "Roll back? [y/N] ")) { Task.isCancelled }
    guard ["o", "oui", "y", "yes"].contains(answer) else { throw EngineError.rollbackNotApproved }
  }

  private func line(_ step: RollbackOutcome.Step) -> String {
    switch (step.from, step.to) {
    case (let from?, let to?): "\(step.name) : \(from) → \(to)"
    case (let from?, nil): "\(step.name) : " + wording(fr: "\(from) est retiré", en: "\(from) is removed")
    case (nil, let to?): "\(step.name) : " + wording(fr: "\(to) est de retour", en: "\(to) is back")
    case (nil, nil): step.name
    }
  }

  private func json(_ outcome: RollbackOutcome) -> FieldValue {
    .map([
      "generation": .integer(Int64(outcome.generation)), "kept": .boolean(outcome.isKept),
      "rows": outcome.summary.value, "changes": .list(outcome.changes.map(\.json)),
      "plugins": .list(
        outcome.steps.map {
          .map([
            "name": .text($0.name), "from": $0.from.map(FieldValue.text) ?? .null,
            "to": $0.to.map(FieldValue.text) ?? .null,
          ])
        }),
    ])
  }
}
