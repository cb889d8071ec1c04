import ArgumentParser
import Ecosystem
import Engine
import Foundation
import Reports

/// `grappe serve`: keeps running, makes deliveries, runs jobs, loads new generations.
struct ServeCommand: AsyncParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "serve",
      abstract: wording(
        "grappe.serve.keeps-running-runs-jobs"),
      discussion: wording("grappe.serve.one-line-event-json-one") + "\n\n"
        + example("timeout --preserve-status 2 grappe serve"))
  }

  @OptionGroup var options: GlobalOptions

  /// The service manager that started the process; connected before the confinement.
  static nonisolated(unsafe) private var manager: ServiceNotification?

  /// Connects to the service manager. Called on the first thread, before any other starts.
  func prepare() { Self.manager = ServiceNotification() }

  mutating func run() async throws {
    StandardStream.keepRunningAtBrokenPipe()
    let (log, manager) = (HostLog(isJSON: options.json), Self.manager)
    let host = try PluginHost(
      workspace: try options.openWorkspace(), language: language,
      notice: {
        log.write($0)
        manager?.follow($0)
      })
    let service = try HostService(host: host)
    let signals = Interruption { Task { await service.stop() } }
    defer { withExtendedLifetime(signals) {} }
    let watchdog = Task { await manager?.watch(service) }
    defer { watchdog.cancel() }
    try await service.run()
  }
}

/// The log of a host on standard output: each line is written at once and whole, from any thread.
struct HostLog: Sendable {
  let isJSON: Bool

  func write(_ notice: HostNotice) {
    if isJSON { return Output.jsonLine(notice.json) }
    let moment = Date().formatted(Date.ISO8601FormatStyle())
    Output.line("\(moment) " + notice.message(in: language).replacingExactly("\r", with: "").replacingExactly("\n", with: " · "))
  }
}
