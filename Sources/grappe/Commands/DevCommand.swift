import ArgumentParser
import Dispatch
import Ecosystem
import Engine
import Foundation
import Reports

/// `grappe dev`: keeps a plugin's folder loaded while it is written.
struct DevCommand: AsyncParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "dev",
      abstract: wording(
        fr:
          "Recharge le dossier d'un greffon à chaque enregistrement, le vérifie et le teste, sur des données jetables.",
        en: "Reloads a plugin's folder at every save, checks and tests it, on throw-away data."),
      discussion: wording(
        fr:
          "Ctrl-C arrête. Les greffons dont il dépend sont les dossiers voisins, sinon ceux de l'espace de travail.\n\n",
        en: "Ctrl-C ends it. The plugins it depends on are the folders beside it, else those of the workspace.\n\n")
        + example("grappe dev ../plugins/europe --once"))
  }

  @OptionGroup var options: GlobalOptions

  @Argument(help: ArgumentHelp(wording(fr: "Le dossier du greffon.", en: "The plugin's folder."), valueName: "dir"))
  var directory: String

  @Flag(
    help: ArgumentHelp(
      wording(fr: "Une fois, sans surveiller le dossier.", en: "Once, without watching the folder.")))
  var once = false

  mutating func run() async throws {
    let folder = URL(filePath: directory)
    let workspace = options.workspaceFolder == nil ? nil : try options.openWorkspace()
    let watch = try FolderWatch(folder)
    let development = DevelopmentRun(
      folder: folder, dependencies: DependencySource(workspace: workspace), language: language)
    defer { development.close() }
    let view = DevelopmentView(isJSON: options.json)
    await development.reload { view.show($0) }
    guard !once else { return }
    let interrupts = Self.interrupts { watch.stop() }
    for await changed in watch.changes {
      view.begin(changed)
      await development.reload(changed) { view.show($0) }
    }
    withExtendedLifetime(interrupts) {}
  }

  /// Ctrl-C and an ordinary kill end the watching; what runs then comes to its end, and nothing is left behind.
  private static func interrupts(_ stop: @escaping @Sendable () -> Void) -> [any DispatchSourceSignal] {
    [SIGINT, SIGTERM].map { number in
      signal(number, SIG_IGN)
      let source = DispatchSource.makeSignalSource(signal: number)
      source.setEventHandler(handler: stop)
      source.resume()
      return source
    }
  }
}
