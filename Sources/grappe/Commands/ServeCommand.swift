import ArgumentParser
import Ecosystem
import Engine
import Foundation
import Reports

/// `grappe serve`: keeps running, makes deliveries, runs jobs, takes over what is installed meanwhile.
struct ServeCommand: AsyncParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "serve",
      abstract: wording(
        fr: "Reste en service : exécute les tâches, remet les événements, prend en compte ce qui est installé entre-temps.",
        en: "Keeps running: runs jobs, delivers events, takes over what is installed meanwhile."),
      discussion: wording(
        fr:
          "Une ligne par événement ; avec --json, un objet par ligne. SIGTERM ou Ctrl-C y met fin : ce qui ne se termine pas en moins d'une seconde est annulé et repris au prochain démarrage. Si la base est remplacée ou supprimée, l'hôte s'arrête avec le code 7.\n\n",
        en:
          "One line an event; with --json, one object a line. SIGTERM or Ctrl-C ends it: what does not end within a second is rolled back and taken up again at the next start. When the database is replaced or removed, the host ends with exit code 7.\n\n"
      )
        + example("timeout --preserve-status 2 grappe serve"))
  }

  @OptionGroup var options: GlobalOptions

  mutating func run() async throws {
    StandardStream.keepRunningAtBrokenPipe()
    let log = HostLog(isJSON: options.json)
    let host = try PluginHost(workspace: try options.openWorkspace(), language: language, notice: { log.write($0) })
    let service = try HostService(host: host)
    let signals = Interruption { Task { await service.stop() } }
    defer { withExtendedLifetime(signals) {} }
    try await service.run()
  }
}

/// The log of a host on standard output: each line is written at once and whole, from whatever thread.
struct HostLog: Sendable {
  let isJSON: Bool

  func write(_ notice: HostNotice) {
    if isJSON { return Output.jsonLine(notice.json) }
    let moment = Date().formatted(Date.ISO8601FormatStyle())
    Output.line("\(moment) " + notice.message(in: language).replacing("\n", with: " · "))
  }
}
