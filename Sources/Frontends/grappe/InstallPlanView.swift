import Bundles
import Ecosystem
import Engine
import Localization
import Reports

/// Formats a plan of installation and its outcome as text and JSON.
struct InstallPlanView {
  let plan: InstallPlan

  /// Prints the identity and the requests of each bundle, from its manifest.
  func print() {
    for step in plan.steps { print(step) }
  }

  /// Prints the contributions that each bundle adds and removes, once its code has run.
  func printContributions() {
    for step in plan.changes {
      let lines = step.contributions.map(contributionLines) ?? []
      guard !lines.isEmpty else { continue }
      Output.line(wording("grappe.install-plan-view.brings", ["name": step.name]))
      for line in lines { Output.line("  " + line) }
    }
  }

  /// Reports that a dry run stopped before any code of the bundles ran.
  func printUnapproved(isJSON: Bool) {
    guard !isJSON else { return Output.json(json(.nothing)) }
    Output.line(
      wording(
        "grappe.install-plan-view.nothing-approved-no-code"))
  }

  func printUnchanged(isJSON: Bool) {
    guard !isJSON else { return Output.json(.map(["changed": .boolean(false)])) }
    Output.line(wording("grappe.install-plan-view.nothing-change"))
  }

  func print(_ outcome: InstallOutcome, isJSON: Bool) {
    guard !isJSON else { return Output.json(json(outcome)) }
    for step in plan.changes {
      Output.line("\(step.name)\(Typography(language).colon)\(recordText(outcome.recordChanges[step.name] ?? [:]))")
    }
    Output.line(
      outcome.generation.map { wording("grappe.install-plan-view.installed-generation", ["value": $0]) }
        ?? wording("grappe.install-plan-view.trial-succeeded-nothing-was"))
  }

  private func print(_ step: InstallPlan.Step) {
    let manifest = step.bundle.manifest
    let title = manifest.localizedTitle[language]
    Output.title("\(manifest.name) \(manifest.version) — \(title)\(changeText(step.change))")
    guard step.change != .unchanged else { return }
    for line in RequestText.lines(step.requests) + requirerLines(step) + migrationLines(step) {
      Output.line("  " + line)
    }
  }

  private func changeText(_ change: InstallPlan.Change) -> String {
    switch change {
    case .new: ""
    case .replaces(let version): wording("grappe.install-plan-view.replaces", ["version": version])
    case .unchanged: wording("grappe.install-plan-view.already-installed")
    }
  }

  private func contributionLines(_ changes: ContributionChanges) -> [String] {
    changes.added.map { "+ \(text($0))" } + changes.dropped.map { "- \(text($0))" }
      + changes.renamed.map { "~ \(wording("grappe.install-plan-view.field")) \($0.before) → \($0.after)" }
  }

  private func text(_ item: ContributionChanges.Item) -> String {
    let kind =
      switch item.kind {
      case .report: wording("grappe.install-plan-view.report")
      case .command: wording("grappe.install-plan-view.command")
      case .importer: wording("grappe.install-plan-view.importer")
      case .field: wording("grappe.install-plan-view.field")
      case .event: wording("grappe.install-plan-view.listens")
      case .validator: wording("grappe.install-plan-view.validates")
      case .job: wording("grappe.install-plan-view.job")
      case .page: wording("grappe.install-plan-view.page")
      case .form: wording("grappe.install-plan-view.form")
      case .action: wording("grappe.install-plan-view.action")
      case .card: wording("grappe.install-plan-view.card")
      }
    return "\(kind) \(item.name)" + (item.title.map { " — \($0[language])" } ?? "")
  }

  /// The plugins in which the code of the bundle runs too, with their permissions.
  private func requirerLines(_ step: InstallPlan.Step) -> [String] {
    guard !step.requirers.isEmpty else { return [] }
    return ["* " + wording("grappe.install-plan-view.modules-run-in", ["plugins": step.requirers])]
  }

  private func migrationLines(_ step: InstallPlan.Step) -> [String] {
    let names = step.migrations.map { $0.replacing("migrations/", with: "") }
    let edited = step.editedMigrations
    let title = wording("grappe.install-plan-view.migrations") + Typography(language).colon
    return (names.isEmpty ? [] : ["* \(title)\(names.joined(separator: ", "))"])
      + (edited.isEmpty ? [] : ["! " + wording("grappe.install-plan-view.edited-migrations", ["files": edited])])
  }

  private func recordText(_ changes: [String: Int]) -> String {
    guard !changes.isEmpty else {
      return wording("grappe.install-plan-view.no-records-more-less")
    }
    let format = ValueFormat(language)
    return changes.sorted { $0.key < $1.key }
      .map { "\($0.value > 0 ? "+" : "−")\(format.integer(Int64(abs($0.value)))) \($0.key)" }
      .joined(separator: ", ")
  }

  private func json(_ outcome: InstallOutcome) -> FieldValue {
    .map([
      "changed": .boolean(outcome.generation != nil),
      "generation": outcome.generation.map { .integer(Int64($0)) } ?? .null,
      "plugins": .list(plan.changes.map { json($0, outcome) }),
    ])
  }

  private func json(_ step: InstallPlan.Step, _ outcome: InstallOutcome) -> FieldValue {
    let records = outcome.recordChanges[step.name] ?? [:]
    var replaced = FieldValue.null
    if case .replaces(let version) = step.change { replaced = .text(version) }
    return .map([
      "name": .text(step.name), "version": .text(step.bundle.manifest.version.description), "replaces": replaced,
      "id": .text(step.bundle.id.description),
      "records": .map(ExactDictionary(records.mapValues { FieldValue.integer(Int64($0)) })),
      "requests": RequestText.json(step.requests),
      "adds": step.contributions.map { .list($0.added.map { .text($0.name) }) } ?? .null,
      "drops": step.contributions.map { .list($0.dropped.map { .text($0.name) }) } ?? .null,
      "renames": step.contributions.map { .list($0.renamed.map { .map(["from": .text($0.before), "to": .text($0.after)]) }) } ?? .null,
      "modules_run_in": .list(step.requirers.map(FieldValue.text)),
      "migrations": .list(step.migrations.map(FieldValue.text)),
      "edited_migrations": .list(step.editedMigrations.map(FieldValue.text)),
    ])
  }
}
