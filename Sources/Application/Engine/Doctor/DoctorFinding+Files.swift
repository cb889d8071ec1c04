import Ecosystem
import Foundation
import Localization

// Findings in the files beside the database.
extension DoctorFinding {
  static func fileModes(_ names: [String], isDamage: Bool) -> DoctorFinding {
    DoctorFinding(
      "file.mode", isDamage: isDamage, names, at: ".",
      what: isDamage
        ? LocalizedText(
          "engine.doctor-finding-files.others-than-owner-may")
        : LocalizedText(
          "engine.doctor-finding-files.permissions-these-files-wider"),
      remedy: LocalizedText(
        "engine.doctor-finding-files.grappe-doctor-repair-takes"))
  }

  static func trustMissing() -> DoctorFinding {
    DoctorFinding(
      "trust.missing", isDamage: false, [], at: "trust",
      what: LocalizedText(
        "engine.doctor-finding-files.folder-trusted-signers-missing"),
      remedy: LocalizedText(
        "engine.doctor-finding-files.grappe-doctor-repair-makes"))
  }

  static func trustUnreadable(_ place: String, _ reason: LocalizedText) -> DoctorFinding {
    DoctorFinding(
      "trust.unreadable", [], at: place,
      what: LocalizedText(
        "engine.doctor-finding-files.trust-file-cannot-read", ["reason": reason]),
      remedy: trustRemedy)
  }

  static func trustLines(_ place: String, _ lines: [String], error: any Error) -> DoctorFinding {
    let reason = SystemReason.localized(error)
    return DoctorFinding(
      "trust.invalid", lines, at: place,
      what: LocalizedText(
        "engine.doctor-finding-files.trust-file-has-lines", ["reason": reason]), remedy: trustRemedy)
  }

  private static let trustRemedy = LocalizedText(
    "engine.doctor-finding-files.correct-file-put-back")

  static func settingsInvalid(_ reason: LocalizedText) -> DoctorFinding {
    DoctorFinding(
      "settings.invalid", [], at: "config.toml",
      what: LocalizedText("engine.doctor-finding-files.settings-cannot-read", ["reason": reason]),
      remedy: LocalizedText(
        "engine.doctor-finding-files.correct-config-toml-without"))
  }

  private static let reinstall = LocalizedText(
    "engine.doctor-finding-files.install-again-from-grappe")

  static func damagedBundles(_ rows: [String], isPresent: Bool) -> DoctorFinding? {
    if rows.isEmpty { return nil }
    guard isPresent else {
      return DoctorFinding(
        "bundle.former-damaged", isDamage: false, rows, at: "blobs",
        what: LocalizedText(
          "engine.doctor-finding-files.bundle-former-version-missing"), remedy: reinstall)
    }
    return DoctorFinding(
      "bundle.damaged", rows, at: "blobs",
      what: LocalizedText("engine.doctor-finding-files.installed-bundle-missing-altered"), remedy: reinstall)
  }

  static func bundleMismatch(_ rows: [String]) -> DoctorFinding? {
    if rows.isEmpty { return nil }
    return DoctorFinding(
      "generation.bundle", rows, at: "generation_plugin",
      what: LocalizedText(
        "engine.doctor-finding-files.generation-names-plugin-otherwise"), remedy: restoreRemedy)
  }

  static func grantsAltered(_ rows: [String]) -> DoctorFinding? {
    if rows.isEmpty { return nil }
    return DoctorFinding(
      "grants.altered", rows, at: "generation_plugin",
      what: LocalizedText(
        "engine.doctor-finding-files.granted-permissions-not-those"),
      remedy: LocalizedText(
        "engine.doctor-finding-files.grappe-doctor-repair-puts"))
  }

  static func blobsUnreadable(_ reason: LocalizedText, isDamage: Bool) -> DoctorFinding {
    DoctorFinding(
      "blobs.unreadable", isDamage: isDamage, [], at: "blobs",
      what: LocalizedText(
        "engine.doctor-finding-files.folder-bundles-missing-cannot", ["reason": reason]),
      remedy: LocalizedText(
        "engine.doctor-finding-files.grappe-doctor-repair-makes-folder"))
  }

  private static let removable = LocalizedText("engine.doctor-finding-files.may-deleted")

  static func unusedBlobs(_ names: [String]) -> DoctorFinding {
    DoctorFinding(
      "blob.unused", isDamage: false, names, at: "blobs",
      what: LocalizedText("engine.doctor-finding-files.file-not-used"), remedy: removable)
  }

  static func leftovers(_ names: [String]) -> DoctorFinding {
    DoctorFinding(
      "file.left-over", isDamage: false, names, at: ".",
      what: LocalizedText("engine.doctor-finding-files.command-was-killed-left"), remedy: removable)
  }
}
