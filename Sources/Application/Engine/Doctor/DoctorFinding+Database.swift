import Ecosystem
import Foundation
import Localization
import Store

// Findings in the database file and its generations.
extension DoctorFinding {
  private static let database = Workspace.databaseName

  static let restoreRemedy = LocalizedText(
    "engine.doctor-finding-database.restore-backup-grappe-restore")

  static func databaseMissing() -> DoctorFinding {
    DoctorFinding(
      "database.missing", [], at: database,
      what: LocalizedText("engine.doctor-finding-database.database-missing"),
      remedy: LocalizedText(
        "engine.doctor-finding-database.put-back-place-grappe"))
  }

  static func databaseHeader(_ detail: String) -> DoctorFinding {
    DoctorFinding(
      "database.header", [detail], at: database,
      what: LocalizedText("engine.doctor-finding-database.header-database-altered-missing"),
      remedy: restoreRemedy)
  }

  static func databaseTruncated(size: Int, wanted: Int) -> DoctorFinding {
    DoctorFinding(
      "database.truncated", ["\(size) B, \(wanted) B"], at: database,
      what: LocalizedText(
        "engine.doctor-finding-database.database-shorter-than-header"), remedy: restoreRemedy)
  }

  static func logMissing() -> DoctorFinding {
    DoctorFinding(
      "database.log-missing", [database + "-wal"], at: database,
      what: LocalizedText(
        "engine.doctor-finding-database.sqlite-s-write-ahead"),
      remedy: LocalizedText(
        "engine.doctor-finding-database.put-grappe-sqlite-wal"))
  }

  /// A file of another program or of a newer version.
  static func refusedDatabase(_ error: StoreError) -> DoctorFinding {
    DoctorFinding(
      "database.refused", [], at: database, what: SystemReason.localized(error),
      remedy: error.kind == .newerFile
        ? LocalizedText("engine.doctor-finding-database.install-version-grappe-wrote")
        : restoreRemedy)
  }

  static func unreadableDatabase(_ error: StoreError) -> DoctorFinding {
    DoctorFinding(
      "database.unreadable", [error.found ?? error.code], at: database,
      what: LocalizedText("engine.doctor-finding-database.database-cannot-opened"), remedy: restoreRemedy)
  }

  static func damagedDatabase(_ problems: [String]) -> [DoctorFinding] {
    if problems.isEmpty { return [] }
    return [
      DoctorFinding(
        "database.damaged", problems, at: database,
        what: LocalizedText("engine.doctor-finding-database.database-damaged"), remedy: restoreRemedy)
    ]
  }

  static func brokenReferences(_ references: [BrokenReference]) -> [DoctorFinding] {
    if references.isEmpty { return [] }
    return [
      DoctorFinding(
        "reference.broken", references.map(\.text), at: database,
        what: LocalizedText("engine.doctor-finding-database.references-lead-nowhere"),
        remedy: LocalizedText(
          "engine.doctor-finding-database.add-records-missing-take"))
    ]
  }

  static func journal(_ problems: [String]) -> [DoctorFinding] {
    if problems.isEmpty { return [] }
    return [
      DoctorFinding(
        "journal.damaged", problems, at: "journal",
        what: LocalizedText(
          "engine.doctor-finding-database.journal-cannot-read-incomplete"),
        remedy: LocalizedText(
          "engine.doctor-finding-database.grappe-log-prune-before"))
    ]
  }

  /// Returns no finding when the file has exactly one identity of valid form.
  static func identity(_ found: [WorkspaceIdentity]) -> [DoctorFinding] {
    if found.count == 1, found[0].isWellFormed { return [] }
    return [
      DoctorFinding(
        "workspace.identity", found.map { "\($0.id) \($0.restorations)" }, at: "workspace",
        what: LocalizedText(
          "engine.doctor-finding-database.identity-workspace-missing-not"),
        remedy: LocalizedText(
          "engine.doctor-finding-database.grappe-doctor-repair-gives"))
    ]
  }

  /// Returns a finding when the folder's identity file describes another database, or a later state of this one.
  static func otherDatabase(_ database: IdentityFile.Content, in directory: URL) -> [DoctorFinding] {
    guard let known = IdentityFile(in: directory).read(), let mismatch = known.mismatch(with: database) else { return [] }
    let isForeign = mismatch == .foreign
    return [
      DoctorFinding(
        isForeign ? "workspace.foreign" : "workspace.older", [text(of: database), "\(IdentityFile.name): \(text(of: known))"],
        at: "workspace",
        what: isForeign
          ? LocalizedText("engine.doctor-finding-database.database-of-another-workspace")
          : LocalizedText("engine.doctor-finding-database.database-older-copy"),
        remedy: isForeign
          ? LocalizedText("engine.doctor-finding-database.repair-accepts-database")
          : LocalizedText("engine.doctor-finding-database.repair-renews-identity"))
    ]
  }

  private static func text(of content: IdentityFile.Content) -> String {
    "\(content.identity.id) \(content.identity.restorations) \(content.lastChange)"
  }

  static func generationsMissing(_ rows: [String]) -> DoctorFinding? {
    if rows.isEmpty { return nil }
    return DoctorFinding(
      "generation.missing", rows, at: "generation",
      what: LocalizedText("engine.doctor-finding-database.generations-missing"),
      remedy: LocalizedText(
        "engine.doctor-finding-database.restore-backup-grappe-restore-file"))
  }

  static func generationsAltered(_ rows: [String]) -> DoctorFinding? {
    if rows.isEmpty { return nil }
    return DoctorFinding(
      "generation.altered", rows, at: "generation_plugin",
      what: LocalizedText(
        "engine.doctor-finding-database.generation-does-not-have"),
      remedy: LocalizedText(
        "engine.doctor-finding-database.restore-backup-grappe-restore-file-install"))
  }

  /// The checks that failed for one reason.
  static func checkFailed(_ reason: LocalizedText, _ checks: [String]) -> DoctorFinding {
    DoctorFinding(
      "check.failed", checks, at: database,
      what: LocalizedText(
        "engine.doctor-finding-database.these-checks-could-not", ["reason": reason]),
      remedy: restoreRemedy)
  }
}

extension WorkspaceIdentity {
  /// Whether the id has Grappe's form: 32 hexadecimal digits.
  var isWellFormed: Bool {
    id.utf8.count == 32 && restorations >= 0
      && id.utf8.allSatisfy { (0x30...0x39).contains($0) || (0x61...0x66).contains($0) }
  }
}
