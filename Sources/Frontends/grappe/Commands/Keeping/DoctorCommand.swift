import ArgumentParser
import Confinement
import Ecosystem
import Engine
import Foundation
import Importing
import Localization
import Store

/// `grappe doctor`: examines the workspace.
struct DoctorCommand: AsyncParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "doctor",
      abstract: wording(
        "grappe.doctor.checks-workspace-database-structure"),
      discussion: wording("grappe.doctor.each-check-done-own") + "\n\n" + example("grappe doctor"))
  }

  @OptionGroup var options: GlobalOptions

  @Flag(
    help: ArgumentHelp(
      wording(
        "grappe.doctor.make-indexes-triggers-views")))
  var repair = false

  @Flag(help: ArgumentHelp(wording("grappe.doctor.count-records-without-place")))
  var data = false

  func run() async throws {
    let folder = try options.requiredWorkspaceFolder()
    let repaired = repair ? try await Workspace.repair(folder) : []
    let diagnosis = try Workspace.examine(folder)
    let confinement = ConfinementReport(Confinement.status)
    // In a damaged database the quarantined plugins are unknown; the damage is among the findings.
    let quarantines = (try? Workspace.open(at: folder)).flatMap {
      try? PluginHost(workspace: $0, language: language).quarantines()
    }
    if options.json {
      Output.json(DiagnosisView.json(diagnosis, confinement, quarantines: quarantines ?? [], repaired: repaired))
    } else {
      for finding in repaired {
        Output.line(wording("grappe.doctor.repaired") + finding.line(in: language))
      }
      DiagnosisView.print(diagnosis)
      DiagnosisView.print(quarantines ?? [])
      confinement.lines.forEach(Output.line)
      if data { try Self.printUnplaced(in: folder) }
    }
    guard diagnosis.damageCount == 0 else {
      throw EngineError.workspaceUnsound(path: folder.path, problems: diagnosis.damageCount)
    }
  }

  private static func printUnplaced(in folder: URL) throws {
    let host = try PluginHost(workspace: try Workspace.open(at: folder), language: language)
    for count in try host.unplacedRecords() {
      let counts: [String: MessageArgument] = [
        "entity": .text(count.entity), "territory": .counted("grappe.count.without-territory", count.withoutTerritory),
        "point": .counted("grappe.count.without-point", count.withoutPoint),
      ]
      Output.line(wording("grappe.doctor.unplaced", counts))
    }
  }
}

/// Formats a diagnosis as text and JSON.
enum DiagnosisView {
  private static let subjects = [
    (wording("grappe.doctor.database"), ["database", "check", "workspace"]),
    (wording("grappe.doctor.references"), ["reference"]),
    (wording("grappe.doctor.structure-indexes"), ["structure", "record", "list", "search"]),
    (wording("grappe.doctor.generations-permissions"), ["generation", "grants"]),
    (wording("grappe.doctor.installed-bundles"), ["bundle", "blobs"]),
    (wording("grappe.doctor.trust"), ["trust"]),
    (wording("grappe.doctor.files-settings"), ["file", "settings"]),
    (wording("grappe.doctor.journal"), ["journal"]),
  ]

  static func print(_ diagnosis: Diagnosis) {
    Output.line(IdentityView.line(diagnosis.identity))
    let damage = diagnosis.findings.filter(\.isDamage)
    for (subject, kinds) in subjects {
      let own = damage.filter { finding in kinds.contains { finding.code.hasPrefix($0 + ".") } }
      if own.isEmpty { Output.line(subject + Typography(language).colon + wording("grappe.doctor.order")) }
      for finding in own { print(finding, subject) }
    }
    if let journal = diagnosis.journal { printSize(of: journal) }
    for finding in diagnosis.findings where !finding.isDamage { print(finding, wording("grappe.doctor.note")) }
    Output.line(wording("grappe.doctor.generation", ["generation": diagnosis.generation]))
  }

  private static func print(_ finding: DoctorFinding, _ subject: String) {
    Output.line("\(subject) : \(finding.line(in: language))")
    Output.line("  → \(finding.remedy[language])")
  }

  private static func printSize(of journal: JournalSize) {
    let (changes, rows): (MessageArgument, MessageArgument) = (
      .counted("grappe.count.changes", journal.changes), .counted("grappe.count.rows", journal.rows)
    )
    let (size, since) = (QuantityFormat.size(bytes: Int64(journal.bytes)), journal.since.map(ChangeView.moment) ?? "")
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
    _ diagnosis: Diagnosis, _ confinement: ConfinementReport, quarantines: [QuarantinedPlugin],
    repaired: [DoctorFinding]
  ) -> FieldValue {
    func texts(_ code: String) -> FieldValue { .list(diagnosis.examples(of: code).map(FieldValue.text)) }
    return .map([
      "sound": .boolean(diagnosis.damageCount == 0), "generation": .integer(Int64(diagnosis.generation)),
      "workspace": IdentityView.json(diagnosis.identity),
      "database": texts("database.damaged"), "references": texts("reference.broken"),
      "damaged_bundles": texts("bundle.damaged"), "damaged_former_bundles": texts("bundle.former-damaged"),
      "journal": journal(diagnosis), "orphaned_blobs": texts("blob.unused"), "confinement": confinement.json,
      "findings": .list(diagnosis.findings.map(\.json)), "repaired": .list(repaired.map(\.json)),
      "quarantined": .list(quarantines.map { .text($0.name) }),
    ])
  }

  private static func journal(_ diagnosis: Diagnosis) -> FieldValue {
    let size = diagnosis.journal
    return .map([
      "changes": .integer(Int64(size?.changes ?? 0)), "rows": .integer(Int64(size?.rows ?? 0)),
      "bytes": .integer(Int64(size?.bytes ?? 0)), "since": size?.since.map(FieldValue.text) ?? .null,
      "problems": .list(diagnosis.examples(of: "journal.damaged").map(FieldValue.text)),
    ])
  }
}
