import Ecosystem
import Foundation
import Localization

// Findings in the files beside the database.
extension DoctorFinding {
  static func fileModes(_ names: [String], isDamage: Bool) -> DoctorFinding {
    DoctorFinding(
      "file.mode", isDamage: isDamage, names, at: ".",
      isDamage
        ? LocalizedText(
          "engine.doctor-finding-files.others-than-owner-may")
        : LocalizedText(
          "engine.doctor-finding-files.permissions-these-files-wider"),
      LocalizedText(
        "engine.doctor-finding-files.grappe-doctor-repair-takes"))
  }

  static func trustMissing() -> DoctorFinding {
    DoctorFinding(
      "trust.missing", isDamage: false, [], at: "trust",
      LocalizedText(
        "engine.doctor-finding-files.folder-trusted-signers-missing"),
      LocalizedText(
        "engine.doctor-finding-files.grappe-doctor-repair-makes"))
  }

  static func trustUnreadable(_ place: String, _ reason: LocalizedText) -> DoctorFinding {
    DoctorFinding(
      "trust.unreadable", [], at: place,
      LocalizedText(
        "engine.doctor-finding-files.trust-file-cannot-read", ["reason": reason]),
      trustRemedy)
  }

  static func trustLines(_ place: String, _ lines: [String], _ error: any Error) -> DoctorFinding {
    let reason = SystemReason.localized(error)
    return DoctorFinding(
      "trust.invalid", lines, at: place,
      LocalizedText(
        "engine.doctor-finding-files.trust-file-has-lines", ["reason": reason]), trustRemedy)
  }

  private static let trustRemedy = LocalizedText(
    "engine.doctor-finding-files.correct-file-put-back")

  static func settingsInvalid(_ reason: LocalizedText) -> DoctorFinding {
    DoctorFinding(
      "settings.invalid", [], at: "config.toml",
      LocalizedText("engine.doctor-finding-files.settings-cannot-read", ["reason": reason]),
      LocalizedText(
        "engine.doctor-finding-files.correct-config-toml-without"))
  }

  private static let reinstall = LocalizedText(
    "engine.doctor-finding-files.install-again-from-grappe")

  static func damagedBundles(_ rows: [String], isPresent: Bool) -> DoctorFinding? {
    if rows.isEmpty { return nil }
    guard isPresent else {
      return DoctorFinding(
        "bundle.former-damaged", isDamage: false, rows, at: "blobs",
        LocalizedText(
          "engine.doctor-finding-files.bundle-former-version-missing"), reinstall)
    }
    return DoctorFinding(
      "bundle.damaged", rows, at: "blobs",
      LocalizedText("engine.doctor-finding-files.installed-bundle-missing-altered"), reinstall)
  }

  static func bundleMismatch(_ rows: [String]) -> DoctorFinding? {
    if rows.isEmpty { return nil }
    return DoctorFinding(
      "generation.bundle", rows, at: "generation_plugin",
      LocalizedText(
        "engine.doctor-finding-files.generation-names-plugin-otherwise"), restoreRemedy)
  }

  static func grantsAltered(_ rows: [String]) -> DoctorFinding? {
    if rows.isEmpty { return nil }
    return DoctorFinding(
      "grants.altered", rows, at: "generation_plugin",
      LocalizedText(
        "engine.doctor-finding-files.granted-permissions-not-those"),
      LocalizedText(
        "engine.doctor-finding-files.grappe-doctor-repair-puts"))
  }

  static func blobsUnreadable(_ reason: LocalizedText, isDamage: Bool) -> DoctorFinding {
    DoctorFinding(
      "blobs.unreadable", isDamage: isDamage, [], at: "blobs",
      LocalizedText(
        "engine.doctor-finding-files.folder-bundles-missing-cannot", ["reason": reason]),
      LocalizedText(
        "engine.doctor-finding-files.grappe-doctor-repair-makes-folder"))
  }

  private static let removable = LocalizedText("engine.doctor-finding-files.may-deleted")

  static func unusedBlobs(_ names: [String]) -> DoctorFinding {
    DoctorFinding(
      "blob.unused", isDamage: false, names, at: "blobs",
      LocalizedText("engine.doctor-finding-files.file-not-used"), removable)
  }

  static func leftovers(_ names: [String]) -> DoctorFinding {
    DoctorFinding(
      "file.left-over", isDamage: false, names, at: ".",
      LocalizedText("engine.doctor-finding-files.command-was-killed-left"), removable)
  }
}
