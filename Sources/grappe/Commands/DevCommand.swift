import ArgumentParser
import Dispatch
import Ecosystem
import Engine
import Foundation
import Reports
import Synchronization

/// `grappe dev`: keeps a plugin's folder loaded while it is written.
struct DevCommand: AsyncParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "dev",
      abstract: wording(
        fr: "Recharge le dossier d'un greffon à chaque enregistrement, et montre chaque erreur à sa place.",
        en: "Reloads a plugin's folder at every save, and shows each error in its place."),
      discussion: wording(
        fr: """
          Dans un espace de travail (celui d'ici ou de --workspace), le dossier y prend la place du greffon installé, avec une \
          version marquée +dev, et tout ce qui y tourne le reprend ; Ctrl-C remet ce qui était installé, données comprises. \
          Ailleurs, ou avec --scratch ou --once, il tourne sur des données jetables, avec ses tests. Les greffons dont il dépend \
          sont alors les dossiers voisins, sinon ceux de l'espace de travail.\n\n
          """,
        en: """
          In a workspace (that of this folder, or of --workspace) the folder takes the place of the installed plugin, with a \
          version marked +dev, and whatever runs there takes it over; Ctrl-C brings back what was installed, data included. \
          Elsewhere, or with --scratch or --once, it runs on throw-away data, with its tests. The plugins it depends on are then \
          the folders beside it, else those of the workspace.\n\n
          """) + example("grappe dev ../plugins/europe --once"))
  }

  @OptionGroup var options: GlobalOptions

  @Argument(help: ArgumentHelp(wording(fr: "Le dossier du greffon.", en: "The plugin's folder."), valueName: "dir"))
  var directory: String

  @Flag(
    help: ArgumentHelp(
      wording(
        fr: "Une fois, sur des données jetables, sans surveiller le dossier.",
        en: "Once, on throw-away data, without watching the folder.")))
  var once = false

  @Flag(
    help: ArgumentHelp(
      wording(fr: "Sur des données jetables, avec les tests.", en: "On throw-away data, with the tests.")))
  var scratch = false

  @Flag(help: ArgumentHelp(wording(fr: "Approuver ce qui est demandé.", en: "Approve what is asked for.")))
  var yes = false

  mutating func run() async throws {
    let folder = URL(filePath: directory)
    if isInWorkspace { try await developInWorkspace(folder) } else { try await developOnScratch(folder) }
  }

  /// Whether a workspace was named, or is that of this folder; one that only the environment names is not touched.
  private var isInWorkspace: Bool {
    let here = URL(filePath: FileManager.default.currentDirectoryPath)
    return !once && !scratch && (options.workspace != nil || Workspace.folder(nearest: here) != nil)
  }

  // MARK: In a workspace

  private func developInWorkspace(_ folder: URL) async throws {
    let host = try options.openHost()
    let view = DevelopmentView(isJSON: options.json, workspace: host.workspace.directory.path)
    let (isApproved, isJSON) = (yes, options.json)
    let watch = try FolderWatch(folder)
    let stop = Stop()
    let interrupts = Self.interrupts {
      stop.isWanted.store(true, ordering: .relaxed)
      watch.stop()
    }
    let development = WorkspaceDevelopment(folder: folder, host: host) { plan in
      if !isJSON { InstallPlanView(plan: plan).print() }
      try InstallOptions.approve(plan, isApproved: isApproved, isJSON: isJSON) { stop.isWanted.load(ordering: .relaxed) }
    }
    try await development.reload { view.show($0) }
    for await changed in watch.changes {
      view.begin(changed)
      // What could not begin at first is told then; later reloads show what goes wrong.
      do { try await development.reload { view.show($0) } } catch { view.show(.failed(CommandLineFront.explain(error).text)) }
    }
    withExtendedLifetime(interrupts) {}
    guard try await development.close({ view.show($0) }) else { throw ExitCode(ExitStatus.conflict.rawValue) }
  }

  // MARK: On throw-away data

  private func developOnScratch(_ folder: URL) async throws {
    let workspace = options.workspaceFolder == nil ? nil : try options.openWorkspace()
    let watch = try FolderWatch(folder)
    let interrupts = Self.interrupts { watch.stop() }
    let development = DevelopmentRun(
      folder: folder, dependencies: DependencySource(workspace: workspace), language: language)
    defer { development.close() }
    let view = DevelopmentView(isJSON: options.json)
    await development.reload { view.show($0) }
    guard !once else { return }
    for await changed in watch.changes {
      view.begin(changed)
      await development.reload(changed) { view.show($0) }
    }
    withExtendedLifetime(interrupts) {}
  }

  /// Ctrl-C, an ordinary kill and the end of the terminal end the watching, from the beginning on: what runs then comes to its end, and
  /// nothing is left behind.
  private static func interrupts(_ stop: @escaping @Sendable () -> Void) -> (Interruption, any DispatchSourceSignal) {
    signal(SIGHUP, SIG_IGN)
    let source = DispatchSource.makeSignalSource(signal: SIGHUP)
    source.setEventHandler(handler: stop)
    source.resume()
    return (Interruption(graceMilliseconds: restoringMilliseconds, stop), source)
  }

  /// How long bringing back what was installed, data included, may take.
  private static let restoringMilliseconds = 10_000

  /// Whether Ctrl-C came.
  private final class Stop: Sendable {
    let isWanted = Atomic(false)
  }
}
