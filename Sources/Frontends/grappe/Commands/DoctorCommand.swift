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
        "grappe.doctor.checks-workspace-database-references"),
      discussion: example("grappe doctor"))
  }

  @OptionGroup var options: GlobalOptions

  @Flag(
    help: ArgumentHelp(
      wording(
        "grappe.doctor.make-indexes-anew-from")))
  var repair = false

  func run() throws {
    let workspace = try options.openWorkspace()
    let repaired = repair ? try workspace.repair().map(DoctorFinding.init) : []
    let diagnosis = try workspace.diagnose()
    let confinement = ConfinementReport(Confinement.status)
    let quarantines = try PluginHost(workspace: workspace, language: language).quarantines()
    if options.json {
      Output.json(DiagnosisView.json(diagnosis, confinement, quarantines, repaired))
    } else {
      for finding in repaired {
        Output.line(wording("grappe.doctor.repaired") + finding.line(in: language))
      }
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
    let subjects = [
      (wording("grappe.doctor.database"), ["database"]),
      (wording("grappe.doctor.references"), ["reference"]),
      (
        wording("grappe.doctor.structure-indexes"),
        ["structure", "record", "list", "search", "place"]
      ),
      (wording("grappe.doctor.installed-bundles"), ["bundle"]),
      (wording("grappe.doctor.journal"), ["journal"]),
    ]
    let damage = diagnosis.findings.filter(\.isDamage)
    for (subject, kinds) in subjects {
      let own = damage.filter { finding in kinds.contains { finding.code.hasPrefix($0 + ".") } }
      if own.isEmpty { Output.line("\(subject) : " + wording("grappe.doctor.order")) }
      for finding in own { print(finding, subject) }
    }
    printSize(of: diagnosis.journal)
    for finding in diagnosis.findings where !finding.isDamage { print(finding, wording("grappe.doctor.note")) }
    Output.line(wording("grappe.doctor.generation", ["generation": diagnosis.generation]))
  }

  private static func print(_ finding: DoctorFinding, _ subject: String) {
    Output.line("\(subject) : \(finding.line(in: language))")
    Output.line("  → \(finding.remedy[language])")
  }

  private static func printSize(of journal: JournalSize) {
    let (changes, rows) = (Quantity.count(Int64(journal.changes)), Quantity.count(Int64(journal.rows)))
    let (size, since) = (Quantity.size(bytes: Int64(journal.bytes)), journal.since.map(ChangeView.moment) ?? "")
    guard journal.changes > 0 else { return }
    Output.line(
      wording(
        "grappe.doctor.journal-since-changes-rows", ["since": since, "changes": changes, "rows": rows, "size": size]))
  }

  static func print(_ quarantines: [QuarantinedPlugin]) {
    for plugin in quarantines {
      Output.line(
        wording(
          "grappe.doctor.note-under-quarantine-grappe", ["name": plugin.name]))
    }
  }

  static func json(
    _ diagnosis: Diagnosis, _ confinement: ConfinementReport, _ quarantines: [QuarantinedPlugin],
    _ repaired: [DoctorFinding]
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
      "findings": .list(diagnosis.findings.map(\.json)), "repaired": .list(repaired.map(\.json)),
      "quarantined": .list(quarantines.map { .text($0.name) }),
    ])
  }
}
