import Bundles
import Ecosystem
import Engine
import Reports

/// A plan of installation and its outcome as people and machines read them.
struct InstallPlanView {
  let plan: InstallPlan

  func print() {
    for step in plan.steps { print(step) }
  }

  func printUnchanged(isJSON: Bool) {
    guard !isJSON else { return Output.json(.map(["changed": .boolean(false)])) }
    Output.line(wording(fr: "Rien à changer.", en: "Nothing to change."))
  }

  func print(_ outcome: InstallOutcome, isJSON: Bool) {
    guard !isJSON else { return Output.json(json(outcome)) }
    for step in plan.changes {
      let name = step.bundle.manifest.name
      Output.line("\(name) : \(recordText(outcome.recordChanges[name] ?? [:]))")
    }
    Output.line(
      outcome.generation.map { wording(fr: "Installé : génération \($0).", en: "Installed: generation \($0).") }
        ?? wording(fr: "Essai réussi ; rien n'a été gardé.", en: "The trial succeeded; nothing was kept."))
  }

  private func print(_ step: InstallPlan.Step) {
    let manifest = step.bundle.manifest
    let title = manifest.localizedTitle[language]
    Output.title("\(manifest.name) \(manifest.version) — \(title)\(changeText(step.change))")
    guard step.change != .unchanged else { return }
    for (group, request) in step.newPermissions.sorted(by: { $0.key < $1.key }) where request.access != .none {
      Output.line("  + " + PermissionText.line(group, request))
    }
    for group in step.droppedPermissions {
      Output.line("  - " + wording(fr: "\(group) : n'est plus demandé", en: "\(group): no longer asked for"))
    }
  }

  private func changeText(_ change: InstallPlan.Change) -> String {
    switch change {
    case .new: ""
    case .replaces(let version): wording(fr: " (remplace \(version))", en: " (replaces \(version))")
    case .unchanged: wording(fr: " (déjà installé)", en: " (already installed)")
    }
  }

  private func recordText(_ changes: [String: Int]) -> String {
    guard !changes.isEmpty else { return wording(fr: "aucun enregistrement changé", en: "no records changed") }
    let format = ValueFormat(language)
    return changes.sorted { $0.key < $1.key }
      .map { "\($0.value > 0 ? "+" : "−")\(format.integer(Int64(abs($0.value)))) \($0.key)" }
      .joined(separator: ", ")
  }

  private func json(_ outcome: InstallOutcome) -> FieldValue {
    .map([
      "changed": .boolean(outcome.generation != nil),
      "generation": outcome.generation.map { .integer(Int64($0)) } ?? .null,
      "plugins": .list(
        plan.changes.map { step in
          let name = step.bundle.manifest.name
          let records = outcome.recordChanges[name] ?? [:]
          return .map([
            "name": .text(name), "version": .text(step.bundle.manifest.version.description),
            "id": .text(step.bundle.id.description),
            "records": .map(records.mapValues { .integer(Int64($0)) }),
          ])
        }),
    ])
  }
}

/// A permission as people read it.
enum PermissionText {
  static func line(_ group: String, _ request: PermissionRequest) -> String {
    let access =
      switch request.access {
      case .none: wording(fr: "rien", en: "nothing")
      case .read: wording(fr: "lire", en: "read")
      case .write: wording(fr: "lire et écrire", en: "read and write")
      }
    let places = request.territories.isEmpty ? "" : " (\(request.territories.joined(separator: ", ")))"
    let reason = LocalizedText(languageCodes: request.reason)
    return "\(group): \(access)\(places)" + (reason.values.isEmpty ? "" : " — \(reason[language])")
  }
}
