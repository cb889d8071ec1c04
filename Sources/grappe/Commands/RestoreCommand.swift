import ArgumentParser
import Ecosystem
import Engine
import Foundation
import Store

/// `grappe restore`: puts the content of a backup in the place of the workspace's.
struct RestoreCommand: AsyncParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "restore",
      abstract: wording(
        fr: "Remet l'espace de travail dans l'état d'une sauvegarde ; l'état présent est gardé dans backups/.",
        en: "Brings the workspace back to a backup; what is there now is kept in backups/."),
      discussion: wording(
        fr:
          "Le fichier est d'abord vérifié en entier. Les hôtes en service prennent le nouvel état sans redémarrer. Ce que tâches et livraisons avaient fait depuis disparaît avec leur marque : elles sont à refaire. trust/ et config.toml restent comme ils sont.\n\n",
        en:
          "The file is first checked as a whole. Hosts that serve take the new content over without a restart. What jobs and deliveries did since goes together with their mark: they are to be done again. trust/ and config.toml stay as they are.\n\n"
      )
        + example("grappe backup ../cluster.sqlite && grappe restore ../cluster.sqlite"))
  }

  @OptionGroup var options: GlobalOptions

  @Argument(
    help: ArgumentHelp(
      wording(fr: "Un fichier écrit par grappe backup.", en: "A file that grappe backup wrote."), valueName: "file"))
  var file: String

  @Flag(
    help: ArgumentHelp(
      wording(
        fr: "Vérifier le fichier, dire ce qui changerait, ne rien changer.",
        en: "Check the file, say what would change, change nothing.")))
  var dryRun = false

  mutating func run() async throws {
    let outcome = try await restore(URL(filePath: file).standardizedFileURL)
    if options.json { Output.json(outcome.json) } else { RestoreView(outcome).print() }
  }

  private func restore(_ source: URL) async throws -> RestoreOutcome {
    let workspace: Workspace
    do { workspace = try options.openWorkspace() } catch {
      guard let folder = options.workspaceFolder, Self.isLost(error, folder) else { throw error }
      return try Workspace.replaceDatabase(in: folder, by: source, isDryRun: dryRun)
    }
    return try await CopyWatch.run { try await workspace.restore(from: source, isDryRun: dryRun, progress: $0) }
  }

  /// Whether a workspace's folder has no database any more that can be opened.
  private static func isLost(_ error: any Error, _ folder: URL) -> Bool {
    switch error {
    case EngineError.workspaceMissing: FileManager.default.fileExists(atPath: folder.appending(path: "blobs").path)
    case let error as StoreError: error.kind == .corrupt || error.kind == .notGrappe
    default: false
    }
  }
}

/// What a restoration did as people read it.
struct RestoreView {
  private let outcome: RestoreOutcome

  init(_ outcome: RestoreOutcome) { self.outcome = outcome }

  func print() {
    printContent()
    printQueue()
    printFiles()
    guard let generation = outcome.generation else {
      return Output.line(wording(fr: "Essai : rien n'a été changé.", en: "Trial: nothing was changed."))
    }
    Output.line(wording(fr: "Génération \(generation).", en: "Generation \(generation)."))
    guard let former = outcome.former else { return }
    let isDamaged = former.contains(".damaged.")
    Output.line(
      isDamaged
        ? wording(
          fr: "Les fichiers d'avant sont gardés tels quels : \(former)",
          en: "The former files are kept as they were: \(former)")
        : wording(
          fr: "L'état d'avant est gardé : grappe restore \(former) y revient.",
          en: "What was there is kept: grappe restore \(former) goes back to it."))
  }

  private func printContent() {
    let made = outcome.label.map {
      wording(fr: ", faite le \(ChangeView.moment($0.madeAt))", en: ", made on \(ChangeView.moment($0.madeAt))")
    }
    Output.line(
      wording(
        fr: "Sauvegarde \(outcome.source)\(made ?? "") : en ordre.",
        en: "Backup \(outcome.source)\(made ?? ""): in order."))
    let (before, after) = (Quantity.count(Int64(outcome.records.before)), Quantity.count(Int64(outcome.records.after)))
    if outcome.wasUnreadable {
      Output.line(
        wording(
          fr: "La base présente n'était pas lisible ; il y a maintenant \(after) fiches.",
          en: "The present database could not be read; there are \(after) records now."))
    } else {
      let gone = Quantity.count(Int64(outcome.changesGone))
      Output.line(
        wording(
          fr: "Fiches : \(before) → \(after) ; \(gone) changements plus récents s'en vont.",
          en: "Records: \(before) → \(after); \(gone) later changes go."))
    }
    let names = (outcome.plugins.before.map(Self.text), outcome.plugins.after.map(Self.text))
    if names.0 != names.1 {
      Output.line(wording(fr: "Greffons : ", en: "Plugins: ") + "\(Self.list(names.0)) → \(Self.list(names.1))")
    }
  }

  private func printQueue() {
    let queue = outcome.queue
    if !queue.onceAgain.isEmpty {
      let names = queue.onceAgain.joined(separator: ", ")
      Output.line(
        wording(
          fr: "Tâches uniques faites depuis, avec ce qu'elles ont fait, à refaire par le prochain hôte : \(names)",
          en: "Once-only jobs done since, gone with what they did, to be run again by the next host: \(names)"))
    }
    if !queue.caughtUp.isEmpty {
      let names = queue.caughtUp.joined(separator: ", ")
      Output.line(
        wording(fr: "Tâches rattrapées une fois : \(names)", en: "Jobs caught up once: \(names)"))
    }
    if queue.deliveredAgain > 0 {
      Output.line(
        wording(
          fr: "\(queue.deliveredAgain) livraisons faites depuis, avec leurs effets, sont à refaire.",
          en: "\(queue.deliveredAgain) deliveries made since, gone with their effects, are to be made again."))
    }
    if queue.deliveriesGone > 0 {
      Output.line(
        wording(
          fr: "\(queue.deliveriesGone) livraisons en attente s'en vont avec les changements qui les causaient.",
          en: "\(queue.deliveriesGone) waiting deliveries go with the changes that caused them."))
    }
  }

  private func printFiles() {
    for path in outcome.filesRestored { Output.line(wording(fr: "\(path) est rétabli.", en: "\(path) is restored.")) }
    for path in outcome.filesKept {
      Output.line(
        wording(
          fr: "Remarque : \(path) reste comme il est, la sauvegarde en a une autre version.",
          en: "Note: \(path) stays as it is, the backup has another version of it."))
    }
    for plugin in outcome.missing {
      Output.line(
        wording(
          fr: "Remarque : le bundle de l'ancienne version \(Self.text(plugin)) manque ; un retour à elle échouerait.",
          en: "Note: the bundle of the former version \(Self.text(plugin)) is missing; a rollback to it would fail."))
    }
  }

  private static func text(_ plugin: InstalledPlugin) -> String { "\(plugin.name) \(plugin.version)" }

  private static func list(_ names: [String]) -> String { names.isEmpty ? "∅" : names.joined(separator: ", ") }
}
