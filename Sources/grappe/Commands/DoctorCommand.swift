import ArgumentParser
import Confinement
import Ecosystem
import Engine
import Store

/// `grappe doctor`: looks the workspace over.
struct DoctorCommand: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "doctor",
      abstract: wording(
        fr: "Vérifie l'espace de travail : base, références, bundles.",
        en: "Checks the workspace: database, references, bundles."),
      discussion: example("grappe doctor"))
  }

  @OptionGroup var options: GlobalOptions

  func run() throws {
    let workspace = try options.openWorkspace()
    let diagnosis = try workspace.diagnose()
    let confinement = ConfinementReport(Confinement.status)
    let quarantines = try PluginHost(workspace: workspace, language: language).quarantines()
    if options.json {
      Output.json(DiagnosisView.json(diagnosis, confinement, quarantines))
    } else {
      DiagnosisView.print(diagnosis)
      DiagnosisView.print(quarantines)
      confinement.lines.forEach(Output.line)
    }
    guard diagnosis.damageCount == 0 else {
      throw EngineError.workspaceUnsound(path: workspace.directory.path, problems: diagnosis.damageCount)
    }
  }
}

/// What was found in a workspace as people and machines read it.
enum DiagnosisView {
  static func print(_ diagnosis: Diagnosis) {
    line(wording(fr: "Base de données", en: "Database"), diagnosis.fileProblems)
    line(wording(fr: "Références", en: "References"), diagnosis.brokenReferences.map(\.text))
    line(wording(fr: "Bundles installés", en: "Installed bundles"), diagnosis.damagedBundles.map(text))
    line(wording(fr: "Journal", en: "Journal"), diagnosis.journalProblems)
    printSize(of: diagnosis.journal)
    for plugin in diagnosis.damagedFormerBundles {
      Output.line(
        wording(
          fr: "Remarque : \(text(plugin)) manque ou est altéré ; un retour à cette version échouerait.",
          en: "Note: \(text(plugin)) is missing or altered; a rollback to that version would fail."))
    }
    for name in diagnosis.orphanedBlobs {
      Output.line(
        wording(
          fr: "Remarque : blobs/\(name) ne sert plus ; il peut être supprimé.",
          en: "Note: blobs/\(name) is not used; it may be deleted."))
    }
    Output.line(wording(fr: "Génération \(diagnosis.generation).", en: "Generation \(diagnosis.generation)."))
  }

  private static func printSize(of journal: JournalSize) {
    let (changes, rows) = (Quantity.count(Int64(journal.changes)), Quantity.count(Int64(journal.rows)))
    let (size, since) = (Quantity.size(bytes: Int64(journal.bytes)), journal.since.map(ChangeView.moment) ?? "")
    guard journal.changes > 0 else { return }
    Output.line(
      wording(
        fr:
          "Journal depuis \(since) : \(changes) changements, \(rows) lignes, \(size) ; grappe log --prune-before l'abrège.",
        en:
          "Journal since \(since): \(changes) changes, \(rows) rows, \(size); grappe log --prune-before shortens it."))
  }

  static func print(_ quarantines: [QuarantinedPlugin]) {
    for plugin in quarantines {
      Output.line(
        wording(
          fr:
            "Remarque : \(plugin.name) est en quarantaine ; grappe quarantine \(plugin.name) dit pourquoi, --lift la lève.",
          en: "Note: \(plugin.name) is under quarantine; grappe quarantine \(plugin.name) says why, --lift lifts it."))
    }
  }

  private static func line(_ subject: String, _ problems: [String]) {
    guard !problems.isEmpty else { return Output.line("\(subject) : " + wording(fr: "en ordre", en: "in order")) }
    for problem in problems { Output.line("\(subject) : \(problem)") }
  }

  private static func text(_ plugin: InstalledPlugin) -> String {
    "\(plugin.name) \(plugin.version), \(plugin.bundleID)"
  }

  static func json(
    _ diagnosis: Diagnosis, _ confinement: ConfinementReport, _ quarantines: [QuarantinedPlugin]
  ) -> FieldValue {
    .map([
      "sound": .boolean(diagnosis.damageCount == 0), "generation": .integer(Int64(diagnosis.generation)),
      "database": .list(diagnosis.fileProblems.map(FieldValue.text)),
      "references": .list(diagnosis.brokenReferences.map { .text($0.text) }),
      "damaged_bundles": .list(diagnosis.damagedBundles.map { .text($0.bundleID) }),
      "damaged_former_bundles": .list(diagnosis.damagedFormerBundles.map { .text($0.bundleID) }),
      "journal": .map([
        "changes": .integer(Int64(diagnosis.journal.changes)), "rows": .integer(Int64(diagnosis.journal.rows)),
        "bytes": .integer(Int64(diagnosis.journal.bytes)),
        "since": diagnosis.journal.since.map(FieldValue.text) ?? .null,
        "problems": .list(diagnosis.journalProblems.map(FieldValue.text)),
      ]),
      "orphaned_blobs": .list(diagnosis.orphanedBlobs.map(FieldValue.text)), "confinement": confinement.json,
      "quarantined": .list(quarantines.map { .text($0.name) }),
    ])
  }
}
