import Ecosystem
import Store

// Findings in the database file and its generations.
extension DoctorFinding {
  private static let database = Workspace.databaseName

  static let restoreRemedy = LocalizedText(
    fr: "Remettez une sauvegarde : grappe restore FICHIER. Sans elle : grappe salvage grappe.sqlite en sort les fiches.",
    en: "Restore a backup: grappe restore FILE. Without one: grappe salvage grappe.sqlite brings the records out.")

  static func databaseMissing() -> DoctorFinding {
    DoctorFinding(
      "database.missing", [], at: database,
      LocalizedText(fr: "La base de données manque", en: "The database is missing"),
      LocalizedText(
        fr: "Remettez-la à sa place, ou grappe init puis grappe restore FICHIER.",
        en: "Put it back in its place, or grappe init and then grappe restore FILE."))
  }

  static func databaseHeader(_ detail: String) -> DoctorFinding {
    DoctorFinding(
      "database.header", [detail], at: database,
      LocalizedText(fr: "L'en-tête de la base est altéré ou absent", en: "The header of the database is altered or missing"),
      restoreRemedy)
  }

  static func databaseTruncated(size: Int, wanted: Int) -> DoctorFinding {
    DoctorFinding(
      "database.truncated", ["\(size) B, \(wanted) B"], at: database,
      LocalizedText(
        fr: "La base est plus courte que son en-tête ne le dit (taille, taille annoncée)",
        en: "The database is shorter than its header says (size, announced size)"), restoreRemedy)
  }

  static func logMissing() -> DoctorFinding {
    DoctorFinding(
      "database.log-missing", [database + "-wal"], at: database,
      LocalizedText(
        fr: "Le journal d'écriture de SQLite a été enlevé : les dernières écritures peuvent manquer",
        en: "SQLite's write-ahead log was removed: the last writes may be missing"),
      LocalizedText(
        fr: "Remettez grappe.sqlite-wal à sa place avant toute commande, ou une sauvegarde : grappe restore FICHIER.",
        en: "Put grappe.sqlite-wal back before any other command, or restore a backup: grappe restore FILE."))
  }

  /// A file that is of another program or of a newer version.
  static func refusedDatabase(_ error: StoreError) -> DoctorFinding {
    DoctorFinding(
      "database.refused", [], at: database, SystemReason.localized(error),
      error.kind == .newerFile
        ? LocalizedText(fr: "Installez la version de Grappe qui l'a écrite.", en: "Install the version of Grappe that wrote it.")
        : restoreRemedy)
  }

  static func unreadableDatabase(_ error: StoreError) -> DoctorFinding {
    DoctorFinding(
      "database.unreadable", [error.found ?? error.code], at: database,
      LocalizedText(fr: "La base ne s'ouvre pas", en: "The database cannot be opened"), restoreRemedy)
  }

  static func damagedDatabase(_ problems: [String]) -> [DoctorFinding] {
    if problems.isEmpty { return [] }
    return [
      DoctorFinding(
        "database.damaged", problems, at: database,
        LocalizedText(fr: "La base est endommagée", en: "The database is damaged"), restoreRemedy)
    ]
  }

  static func brokenReferences(_ references: [BrokenReference]) -> [DoctorFinding] {
    if references.isEmpty { return [] }
    return [
      DoctorFinding(
        "reference.broken", references.map(\.text), at: database,
        LocalizedText(fr: "Des références ne mènent nulle part", en: "References lead nowhere"),
        LocalizedText(
          fr: "Ajoutez les fiches qui manquent, ou remettez une sauvegarde : grappe restore FICHIER.",
          en: "Add the records that are missing, or take a backup up again: grappe restore FILE."))
    ]
  }

  static func journal(_ problems: [String]) -> [DoctorFinding] {
    if problems.isEmpty { return [] }
    return [
      DoctorFinding(
        "journal.damaged", problems, at: "journal",
        LocalizedText(
          fr: "Le journal n'est pas lisible ou est incomplet", en: "The journal cannot be read or is incomplete"),
        LocalizedText(
          fr: "grappe log --prune-before l'abrège : ce qui est plus ancien ne s'explique ni ne s'annule plus.",
          en: "grappe log --prune-before shortens it: what is older is neither explained nor undone any more."))
    ]
  }

  /// Nothing for the one identity that a file must have, in the form that it must have.
  static func identity(_ found: [WorkspaceIdentity]) -> [DoctorFinding] {
    if found.count == 1, found[0].isWellFormed { return [] }
    return [
      DoctorFinding(
        "workspace.identity", found.map { "\($0.id) \($0.restorations)" }, at: "workspace",
        LocalizedText(
          fr: "L'identité de l'espace de travail manque ou n'est pas la sienne",
          en: "The identity of the workspace is missing or not its own"),
        LocalizedText(
          fr: "grappe doctor --repair lui en donne une nouvelle : qui suit ses changements relit tout.",
          en: "grappe doctor --repair gives it a new one: who follows its changes reads everything again."))
    ]
  }

  static func generationsMissing(_ rows: [String]) -> DoctorFinding? {
    if rows.isEmpty { return nil }
    return DoctorFinding(
      "generation.missing", rows, at: "generation",
      LocalizedText(fr: "Des générations manquent", en: "Generations are missing"),
      LocalizedText(
        fr: "Remettez une sauvegarde (grappe restore FICHIER) ; un retour en arrière ne les retrouve pas.",
        en: "Restore a backup (grappe restore FILE); a rollback does not find them."))
  }

  static func generationsAltered(_ rows: [String]) -> DoctorFinding? {
    if rows.isEmpty { return nil }
    return DoctorFinding(
      "generation.altered", rows, at: "generation_plugin",
      LocalizedText(
        fr: "Une génération n'a pas les greffons que son histoire lui donne",
        en: "A generation does not have the plugins that its history gives it"),
      LocalizedText(
        fr: "Remettez une sauvegarde (grappe restore FICHIER), ou réinstallez les greffons nommés.",
        en: "Restore a backup (grappe restore FILE), or install the named plugins again."))
  }

  /// The checks that could not be done, for one reason.
  static func checkFailed(_ reason: LocalizedText, _ checks: [String]) -> DoctorFinding {
    DoctorFinding(
      "check.failed", checks, at: database,
      LocalizedText(
        fr: "Ces vérifications n'ont pas pu se faire — \(reason[.fr])", en: "These checks could not be done — \(reason[.en])"),
      restoreRemedy)
  }
}

extension WorkspaceIdentity {
  /// Whether the id is one that Grappe gives: 32 hexadecimal digits.
  var isWellFormed: Bool {
    id.utf8.count == 32 && restorations >= 0
      && id.utf8.allSatisfy { (0x30...0x39).contains($0) || (0x61...0x66).contains($0) }
  }
}
