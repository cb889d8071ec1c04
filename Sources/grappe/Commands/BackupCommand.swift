import ArgumentParser
import Ecosystem
import Engine
import Foundation
import Synchronization

/// `grappe backup`: writes the workspace into one file, while others go on.
struct BackupCommand: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "backup",
      abstract: wording(
        fr: "Sauvegarde l'espace de travail dans un fichier, pendant que d'autres y travaillent.",
        en: "Writes a backup of the workspace into one file, while others work in it."),
      discussion: wording(
        fr:
          "Le fichier contient la base telle qu'elle est à un instant (fiches, journal, tâches, générations), les bundles installés, trust/ et config.toml ; pas exports/, ni backups/. Il est lisible par son seul propriétaire : les contacts y sont.\n\n",
        en:
          "The file holds the database as it is at one moment (records, journal, jobs, generations), the installed bundles, trust/ and config.toml; not exports/, nor backups/. Its owner alone can read it: contacts are in it.\n\n"
      )
        + example("grappe backup ../cluster.sqlite"))
  }

  @OptionGroup var options: GlobalOptions

  @Argument(help: ArgumentHelp(wording(fr: "Le fichier à écrire.", en: "The file to write."), valueName: "file"))
  var file: String

  @Flag(help: ArgumentHelp(wording(fr: "Remplacer le fichier s'il existe.", en: "Replace the file if it exists.")))
  var force = false

  /// Made before the process is confined; see `prepare`.
  private static let prepared = Mutex<Result<BackupTarget, any Error>?>(nil)

  /// Makes the temporary file while its folder may still be opened.
  func prepare() {
    let target = Result { try BackupTarget(path: file, isReplacing: force, protecting: options.workspaceFolder) }
    Self.prepared.withLock { $0 = target }
  }

  /// The temporary file; nil when it could not be made, of which `run` tells.
  var preparedPath: String? { Self.prepared.withLock { try? $0?.get().temporary } }

  func run() throws {
    let prepared = Self.prepared.withLock { $0 } ?? Result { try BackupTarget(path: file, isReplacing: force) }
    let target = try prepared.get()
    let outcome: BackupOutcome
    do {
      let workspace = try options.openWorkspace()
      outcome = try CopyWatch.run { try workspace.backUp(to: target, progress: $0) }
    } catch {
      target.discard()
      throw error
    }
    if options.json { Output.json(outcome.json) } else { BackupView.print(outcome) }
  }
}

/// What a backup holds as people read it.
enum BackupView {
  static func print(_ outcome: BackupOutcome) {
    let (size, records) = (Quantity.size(bytes: outcome.bytes), Quantity.count(Int64(outcome.records)))
    Output.line(
      wording(
        fr:
          "\(outcome.path) : \(size), vérifié ; \(records) fiches, \(outcome.bundles) bundles, génération \(outcome.generation).",
        en:
          "\(outcome.path): \(size), checked; \(records) records, \(outcome.bundles) bundles, generation \(outcome.generation)."
      ))
    let settings = outcome.settings.joined(separator: ", ")
    if !settings.isEmpty { Output.line(wording(fr: "Avec \(settings).", en: "With \(settings).")) }
    for plugin in outcome.missing {
      Output.line(
        wording(
          fr:
            "Remarque : le bundle de \(plugin.name) \(plugin.version) manque ou est altéré ; il n'y est pas (grappe doctor).",
          en:
            "Note: the bundle of \(plugin.name) \(plugin.version) is missing or altered; it is not in it (grappe doctor)."
        ))
    }
  }
}
