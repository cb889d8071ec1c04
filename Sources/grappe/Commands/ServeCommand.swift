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
          "Une ligne par événement ; avec --json, un objet par ligne. SIGTERM ou Ctrl-C y met fin : ce qui tourne se termine, au besoin est annulé.\n\n",
        en:
          "One line an event; with --json, one object a line. SIGTERM or Ctrl-C ends it: what runs comes to its end, or is rolled back.\n\n"
      )
        + example("timeout --preserve-status 2 grappe serve"))
  }

  @OptionGroup var options: GlobalOptions

  mutating func run() async throws {
    let log = HostLog(isJSON: options.json)
    let host = try PluginHost(workspace: try options.openWorkspace(), language: language, notice: { log.write($0) })
    let service = try HostService(host: host)
    let signals = [SIGTERM, SIGINT].map { Self.source($0, service) }
    await service.run()
    signals.forEach { $0.cancel() }
  }

  /// Ends the service at a signal, which would otherwise end the process.
  private static func source(_ number: Int32, _ service: HostService) -> any DispatchSourceSignal {
    signal(number, SIG_IGN)
    let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
    source.setEventHandler { Task { await service.stop() } }
    source.activate()
    return source
  }
}

/// The log of a host on standard output: each line is written at once and whole, from whatever thread.
struct HostLog: Sendable {
  let isJSON: Bool

  func write(_ notice: HostNotice) {
    FileHandle.standardOutput.write(Data((line(notice) + "\n").utf8))
  }

  private func line(_ notice: HostNotice) -> String {
    if isJSON { return notice.json.json }
    let moment = Date().formatted(Date.ISO8601FormatStyle())
    return "\(moment) \(SafeText.line(notice.message(in: language).replacing("\n", with: " · ")))"
  }
}
