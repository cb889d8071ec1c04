import ArgumentParser
import Backups
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

  @Option(help: ArgumentHelp(wording("grappe.serve.log-format"), valueName: "format"))
  var logFormat: HostLogFormat?

  @Option(help: ArgumentHelp(wording("grappe.serve.log-level"), valueName: "level"))
  var logLevel: HostLogLevel?

  @Option(help: ArgumentHelp(wording("grappe.serve.metrics-socket"), valueName: "path"))
  var metricsSocket: String?

  /// The socket of the metrics; listens before the confinement, which forbids new ones.
  static nonisolated(unsafe) private var monitor: Result<MonitorSocket, any Error>?

  /// The service manager that started the process; connected before the confinement.
  static nonisolated(unsafe) private var manager: ServiceNotification?

  /// Connects to the service manager, and opens the socket of the metrics. Called on the first thread, before any other starts.
  func prepare() {
    Self.manager = ServiceNotification()
    Self.monitor = metricsSocket.map { path in Result { try MonitorSocket(listeningAt: path) } }
  }

  mutating func run() async throws {
    StandardStream.keepRunningAtBrokenPipe()
    let (manager, monitor, workspace) = (Self.manager, try Self.monitor?.get(), try options.openWorkspace())
    let log = HostLog(workspace: workspace, format: options.json ? .json : logFormat, level: logLevel)
    let host = try PluginHost(
      workspace: workspace, language: language,
      notice: {
        log.write($0)
        manager?.follow($0)
      })
    let service = try HostService(host: host)
    let backups = Task { await ScheduledBackups(host: host).run() }
    let signals = Interruption {
      backups.cancel()
      Task { await service.stop() }
    }
    defer { withExtendedLifetime(signals) {} }
    Termination.shared.reloadAtHangup { Task { await service.reload() } }
    monitor?.serve { HostMonitor(host: host, health: service.health).response(to: $0) }
    let watchdog = Task { await manager?.watch(service) }
    defer { watchdog.cancel() }
    try await service.run()
  }
}
