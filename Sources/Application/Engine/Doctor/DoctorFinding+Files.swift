import Ecosystem
import Foundation

// Findings in the files beside the database.
extension DoctorFinding {
  static func fileModes(_ names: [String], isDamage: Bool) -> DoctorFinding {
    DoctorFinding(
      "file.mode", isDamage: isDamage, names, at: ".",
      isDamage
        ? LocalizedText(
          fr: "D'autres que le propriétaire peuvent écrire ces fichiers, ou lire ce qui est confidentiel",
          en: "Others than the owner may write these files, or read what is confidential")
        : LocalizedText(
          fr: "Les droits de ces fichiers sont plus larges que ceux du propriétaire",
          en: "The permissions of these files are wider than those of the owner"),
      LocalizedText(
        fr: "grappe doctor --repair retire ces droits (0700 pour les dossiers, 0600 pour les fichiers).",
        en: "grappe doctor --repair takes these permissions away (0700 for folders, 0600 for files)."))
  }

  static func trustMissing() -> DoctorFinding {
    DoctorFinding(
      "trust.missing", isDamage: false, [], at: "trust",
      LocalizedText(
        fr: "Le dossier des signataires manque : aucun bundle nouveau n'est de confiance",
        en: "The folder of trusted signers is missing: no new bundle is trusted"),
      LocalizedText(
        fr: "grappe doctor --repair crée le dossier ; remettez-y allowed_signers, revoked et pinned.",
        en: "grappe doctor --repair makes the folder; put allowed_signers, revoked and pinned back."))
  }

  static func trustUnreadable(_ place: String, _ reason: LocalizedText) -> DoctorFinding {
    DoctorFinding(
      "trust.unreadable", [], at: place,
      LocalizedText(
        fr: "Un fichier de confiance n'est pas lisible — \(reason[.fr])", en: "A trust file cannot be read — \(reason[.en])"),
      trustRemedy)
  }

  static func trustLines(_ place: String, _ lines: [String], _ error: any Error) -> DoctorFinding {
    let reason = SystemReason.localized(error)
    return DoctorFinding(
      "trust.invalid", lines, at: place,
      LocalizedText(
        fr: "Un fichier de confiance a des lignes refusées (la première : \(reason[.fr]))",
        en: "A trust file has lines that are refused (the first: \(reason[.en]))"), trustRemedy)
  }

  private static let trustRemedy = LocalizedText(
    fr: "Corrigez le fichier ou remettez-le d'une sauvegarde ; d'ici là rien ne s'installe.",
    en: "Correct the file or put it back from a backup; until then nothing is installed.")

  static func settingsInvalid(_ reason: LocalizedText) -> DoctorFinding {
    DoctorFinding(
      "settings.invalid", [], at: "config.toml",
      LocalizedText(fr: "Les réglages ne sont pas lisibles — \(reason[.fr])", en: "The settings cannot be read — \(reason[.en])"),
      LocalizedText(
        fr: "Corrigez config.toml ; sans ce fichier les valeurs par défaut valent.",
        en: "Correct config.toml; without that file the defaults hold."))
  }

  private static let reinstall = LocalizedText(
    fr: "Réinstallez-le à partir de son fichier .grappe.", en: "Install it again from its .grappe file.")

  static func damagedBundles(_ rows: [String], isPresent: Bool) -> DoctorFinding? {
    if rows.isEmpty { return nil }
    guard isPresent else {
      return DoctorFinding(
        "bundle.former-damaged", isDamage: false, rows, at: "blobs",
        LocalizedText(
          fr: "Le bundle d'une ancienne version manque ou est altéré ; un retour à elle échouerait",
          en: "The bundle of a former version is missing or altered; a rollback to it would fail"), reinstall)
    }
    return DoctorFinding(
      "bundle.damaged", rows, at: "blobs",
      LocalizedText(fr: "Un bundle installé manque ou est altéré", en: "An installed bundle is missing or altered"), reinstall)
  }

  static func bundleMismatch(_ rows: [String]) -> DoctorFinding? {
    if rows.isEmpty { return nil }
    return DoctorFinding(
      "generation.bundle", rows, at: "generation_plugin",
      LocalizedText(
        fr: "Une génération nomme un greffon autrement que son bundle",
        en: "A generation names a plugin otherwise than its bundle"), restoreRemedy)
  }

  static func grantsAltered(_ rows: [String]) -> DoctorFinding? {
    if rows.isEmpty { return nil }
    return DoctorFinding(
      "grants.altered", rows, at: "generation_plugin",
      LocalizedText(
        fr: "Les permissions accordées ne sont pas celles que l'on a approuvées avec le bundle",
        en: "The granted permissions are not those that were approved with the bundle"),
      LocalizedText(
        fr: "grappe doctor --repair remet celles du manifeste approuvé.",
        en: "grappe doctor --repair puts those of the approved manifest back."))
  }

  static func blobsUnreadable(_ reason: LocalizedText, isDamage: Bool) -> DoctorFinding {
    DoctorFinding(
      "blobs.unreadable", isDamage: isDamage, [], at: "blobs",
      LocalizedText(
        fr: "Le dossier des bundles manque ou n'est pas lisible — \(reason[.fr])",
        en: "The folder of bundles is missing or cannot be read — \(reason[.en])"),
      LocalizedText(
        fr: "grappe doctor --repair crée le dossier ; réinstallez les bundles (grappe install FICHIER.grappe).",
        en: "grappe doctor --repair makes the folder; install the bundles again (grappe install FILE.grappe)."))
  }

  private static let removable = LocalizedText(fr: "Cela peut être supprimé.", en: "It may be deleted.")

  static func unusedBlobs(_ names: [String]) -> DoctorFinding {
    DoctorFinding(
      "blob.unused", isDamage: false, names, at: "blobs",
      LocalizedText(fr: "Un fichier ne sert plus", en: "A file is not used"), removable)
  }

  static func leftovers(_ names: [String]) -> DoctorFinding {
    DoctorFinding(
      "file.left-over", isDamage: false, names, at: ".",
      LocalizedText(fr: "Une commande interrompue a laissé un fichier", en: "A command that was killed left a file"), removable)
  }
}
