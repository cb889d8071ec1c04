import ArgumentParser
import Confinement
import Ecosystem
import Engine
import Store

/// `grappe doctor`: looks the workspace over.
struct DoctorCommand: AsyncParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "doctor",
      abstract: wording(
        fr: "Vérifie l'espace de travail : base, structure, références, journal, générations, bundles, confiance, droits.",
        en: "Checks the workspace: database, structure, references, journal, generations, bundles, trust, permissions."),
      discussion: wording(
        fr: """
          Chaque vérification se fait seule : une qui échoue est un constat comme les autres. Chaque constat dit quoi, où et quoi faire. \
          Code de sortie 0 : en ordre, peut-être avec des remarques ; 1 : des dommages.


          """,
        en: """
          Each check is done on its own: one that fails is a finding like any other. Each finding says what, where and what to do. Exit \
          code 0: in order, perhaps with notes; 1: damage.


          """) + example("grappe doctor"))
  }

  @OptionGroup var options: GlobalOptions

  @Flag(
    help: ArgumentHelp(
      wording(
        fr:
          "Refaire index, déclencheurs, vues, droits et tout ce qui suit des fiches, et enlever ce qui n'est plus à rien ; s'annule pour ce que le journal retient.",
        en:
          "Make indexes, triggers, views, permissions and all that follows from the records again, and take away what belongs to nothing; what the journal keeps can be undone."
      )))
  var repair = false

  func run() async throws {
    let folder = try options.requiredWorkspaceFolder()
    let repaired = repair ? try await Workspace.repair(folder) : []
    let diagnosis = try Workspace.examine(folder)
    let confinement = ConfinementReport(Confinement.status)
    // A damaged database does not tell which plugins are under quarantine; what is damaged is among the findings.
    let quarantines = (try? Workspace.open(at: folder)).flatMap {
      try? PluginHost(workspace: $0, language: language).quarantines()
    }
    if options.json {
      Output.json(DiagnosisView.json(diagnosis, confinement, quarantines ?? [], repaired))
    } else {
      for finding in repaired {
        Output.line(wording(fr: "Réparé : ", en: "Repaired: ") + finding.line(in: language))
      }
      DiagnosisView.print(diagnosis)
      DiagnosisView.print(quarantines ?? [])
      confinement.lines.forEach(Output.line)
    }
    guard diagnosis.damageCount == 0 else {
      throw EngineError.workspaceUnsound(path: folder.path, problems: diagnosis.damageCount)
    }
  }
}

/// A diagnosis as people and machines read it.
enum DiagnosisView {
  private static let subjects = [
    (wording(fr: "Base de données", en: "Database"), ["database", "check", "workspace"]),
    (wording(fr: "Références", en: "References"), ["reference"]),
    (wording(fr: "Structure et index", en: "Structure and indexes"), ["structure", "record", "list", "search"]),
    (wording(fr: "Générations et permissions", en: "Generations and permissions"), ["generation", "grants"]),
    (wording(fr: "Bundles installés", en: "Installed bundles"), ["bundle", "blobs"]),
    (wording(fr: "Confiance", en: "Trust"), ["trust"]),
    (wording(fr: "Fichiers et réglages", en: "Files and settings"), ["file", "settings"]),
    (wording(fr: "Journal", en: "Journal"), ["journal"]),
  ]

  static func print(_ diagnosis: Diagnosis) {
    Output.line(IdentityView.line(diagnosis.identity))
    let damage = diagnosis.findings.filter(\.isDamage)
    for (subject, kinds) in subjects {
      let own = damage.filter { finding in kinds.contains { finding.code.hasPrefix($0 + ".") } }
      if own.isEmpty { Output.line("\(subject) : " + wording(fr: "en ordre", en: "in order")) }
      for finding in own { print(finding, subject) }
    }
    if let journal = diagnosis.journal { printSize(of: journal) }
    for finding in diagnosis.findings where !finding.isDamage { print(finding, wording(fr: "Remarque", en: "Note")) }
    Output.line(wording(fr: "Génération \(diagnosis.generation).", en: "Generation \(diagnosis.generation)."))
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

  static func json(
    _ diagnosis: Diagnosis, _ confinement: ConfinementReport, _ quarantines: [QuarantinedPlugin],
    _ repaired: [DoctorFinding]
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
