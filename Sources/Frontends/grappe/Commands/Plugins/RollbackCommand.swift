import ArgumentParser
import Ecosystem
import Engine
import Localization

/// `grappe rollback`: restores the generation before, data included.
struct RollbackCommand: AsyncParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "rollback",
      abstract: wording(
        "grappe.rollback.undoes-last-installation-upgrade"),
      discussion: wording("grappe.rollback.shows-what-will-take") + "\n\n"
        + example("grappe rollback paca --yes"))
  }

  @OptionGroup var options: GlobalOptions

  @Argument(help: ArgumentHelp(wording("grappe.rollback.plugin-s-name"), valueName: "name"))
  var name: String?

  @OptionGroup var confirmation: Confirmation

  @Flag(help: .preview) var dryRun = false

  @Flag(
    help: ArgumentHelp(
      wording(
        "grappe.rollback.take-back-rollback-made")))
  var undo = false

  func validate() throws {
    if undo, name != nil { throw ValidationError(wording("grappe.rollback.undo-takes-no-name")) }
  }

  mutating func run() async throws {
    let (host, subject) = (try options.openHost(), undo ? RollbackSubject.rollback : .newest(name))
    let plan = try await host.rollback(subject, isDryRun: true)
    if !options.json { show(plan) }
    if dryRun {
      if options.json { return Output.json(json(plan)) }
      return Output.line(wording("grappe.rollback.trial-nothing-was-kept"))
    }
    try confirmation.require(wording("grappe.rollback.roll-back-y-n"), isJSON: options.json, otherwise: .rollbackNotApproved)
    let outcome = try await host.rollback(subject, present: plan.generation)
    if options.json { return Output.json(json(outcome)) }
    Output.line(
      wording(
        "grappe.rollback.rolled-back-generation-grappe", ["generation": outcome.generation]))
  }

  private func show(_ plan: RollbackOutcome) {
    for step in plan.steps { Output.line(line(step)) }
    ChangeView.print(plan.changes, of: plan.summary)
  }

  private func line(_ step: RollbackOutcome.Step) -> String {
    switch (step.from, step.to) {
    case (let from?, let to?): "\(step.name) : \(from) → \(to)"
    case (let from?, nil): "\(step.name) : " + wording("grappe.rollback.removed", ["from": from])
    case (nil, let to?): "\(step.name) : " + wording("grappe.rollback.back", ["to": to])
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
