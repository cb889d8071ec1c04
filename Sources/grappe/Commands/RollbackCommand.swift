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
        fr: "Avec un nom, celle de ce greffon. Relancée, elle remonte plus loin.\n\n",
        en: "With a name, that of this plugin. Run again, it goes further back.\n\n")
        + example("grappe rollback paca"))
  }

  @OptionGroup var options: GlobalOptions

  @Argument(help: ArgumentHelp(wording(fr: "Le nom du greffon.", en: "The plugin's name."), valueName: "name"))
  var name: String?

  mutating func run() async throws {
    let outcome = try await options.openHost().rollback(name)
    if options.json { return Output.json(json(outcome)) }
    for step in outcome.steps { Output.line(line(step)) }
    Output.line(
      wording(
        fr: "Revenu en arrière : génération \(outcome.generation).",
        en: "Rolled back: generation \(outcome.generation)."))
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
      "generation": .integer(Int64(outcome.generation)),
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
