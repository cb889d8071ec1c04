import ArgumentParser
import CLateLibraries
import Backups
import Dispatch
import Ecosystem
import Engine
import Foundation
import Portal
import Reports
import WebFront
import WebLink

/// `grappe serve`: keeps running, makes deliveries, runs jobs, loads new generations; with `--web` it serves the portal as well.
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

  @Option(help: ArgumentHelp(wording("grappe.serve.metrics-port"), valueName: "port"))
  var metricsPort: UInt16?

  @Option(help: ArgumentHelp(wording("grappe.serve.web"), valueName: "address"))
  var web: String?

  @Option(help: ArgumentHelp(wording("grappe.serve.web-socket"), valueName: "file"))
  var webSocket: String?

  @Option(help: ArgumentHelp(wording("grappe.serve.web-metrics-port"), valueName: "port"))
  var webMetricsPort: UInt16?

  @Option(help: .hidden)
  var webRole: WebSupervisor.Role?

  @Option(help: .hidden)
  var webLimits: String?

  /// Whether it serves the pages alone, beside `grappe dev`, which started it.
  @Flag(help: .hidden)
  var development = false

  /// The sockets of the metrics; they listen before the confinement, which forbids new ones.
  static nonisolated(unsafe) private var monitors: [Result<MonitorSocket, any Error>] = []

  /// The service manager that started the process; connected before the confinement.
  static nonisolated(unsafe) private var manager: ServiceNotification?

  /// Whether this process starts the roles of the portal, and is none of them.
  var isSupervisor: Bool { webRole == nil && (web ?? webSocket) != nil }

  func validate() throws {
    if web != nil, webSocket != nil { throw ValidationError(wording("grappe.serve.web-or-socket")) }
  }

  /// Connects to the service manager, and opens the socket of the metrics: both belong to the process that serves the workspace. Called
  /// on the first thread, before any other starts.
  func prepare() {
    if webRole == .front { return }
    // The host is the one that tells the manager, and it is not the process that the manager started.
    if isSupervisor {
      unsetenv("WATCHDOG_PID")
      return
    }
    Self.manager = ServiceNotification()
    Self.monitors =
      [metricsSocket].compactMap { $0 }.map { path in Result { try MonitorSocket(listeningAt: path) } }
      + [metricsPort].compactMap { $0 }.map { port in Result { try MonitorSocket(listeningOn: port) } }
  }

  mutating func run() async throws {
    StandardStream.keepRunningAtBrokenPipe()
    if webRole == .front { return try FrontRole(limits: webLimits, log: portalLog(HostLogFormat.text, .info)).run() }
    if isSupervisor { return try supervise() }
    if development { return try serveDevelopment() }
    try await serve()
  }

  /// Starts the roles of the portal and waits for their end.
  private func supervise() throws {
    let folder = try options.requiredWorkspaceFolder()
    let settings = try Workspace.settings(of: folder)
    let log = portalLog(settings.logFormat, settings.logLevel)
    var supervision = PortalSupervision(address: web, socket: webSocket, workspace: folder, log: log)
    supervision.limits = HTTPLimits(settings.portal)
    supervision.statusPort = webMetricsPort
    supervision.hostArguments =
      (metricsSocket.map { ["--metrics-socket", $0] } ?? []) + (metricsPort.map { ["--metrics-port", "\($0)"] } ?? [])
      + (development ? ["--development"] : [])
    supervision.isDevelopment = development
    try supervision.run()
  }

  /// The log of the portal's roles, by the command line, else by the settings of the workspace.
  private func portalLog(_ format: HostLogFormat, _ level: HostLogLevel) -> PortalLog {
    PortalLog(format: options.json ? .json : logFormat ?? format, level: logLevel ?? level)
  }

  /// Serves the pages of a workspace in which a plugin is developed: no jobs, no deliveries.
  private func serveDevelopment() throws {
    let workspace = try options.openWorkspace()
    let failures = portalLog(workspace.settings.logFormat, .error)
    let portal = PortalService(try Portal(workspace, isDevelopment: true) { failures.write(failure: $0) })
    let ended = DispatchSemaphore(value: 0)
    RoleControl.watch(takeLinks: { portal.serve(links: $0) }, end: { ended.signal() })
    let signals = Interruption { ended.signal() }
    defer { withExtendedLifetime(signals) {} }
    ended.wait()
  }

  /// Serves the workspace, and as a role of the portal its pages.
  private func serve() async throws {
    try requireLibraries()
    let (manager, monitors, workspace) = (Self.manager, try Self.monitors.map { try $0.get() }, try options.openWorkspace())
    let log = HostLog(workspace: workspace, format: options.json ? .json : logFormat, level: logLevel)
    let host = try PluginHost(
      workspace: workspace, language: language,
      notice: {
        log.write($0)
        manager?.follow($0)
      })
    let service = try HostService(host: host)
    let portal = webRole == .host ? try portal(of: workspace, for: service) : nil
    let backups = Task { await ScheduledBackups(host: host).run() }
    let signals = Interruption {
      backups.cancel()
      Task { await service.stop() }
    }
    defer { withExtendedLifetime(signals) {} }
    Termination.shared.reloadAtHangup { Task { await reload(service, portal, log: log) } }
    for monitor in monitors { monitor.serve { HostMonitor(host: host, health: service.health).response(to: $0) } }
    let watchdog = Task { await manager?.watch(service) }
    defer { watchdog.cancel() }
    try await service.run()
  }

  /// Loads the libraries that other commands load when they need them: a host tells at its start that one is missing, not weeks later.
  private func requireLibraries() throws {
    guard let missing = late_libraries_missing() else { return }
    Output.errorLine("grappe: " + wording("grappe.serve.library-missing", ["name": String(cString: missing)]))
    throw ExitCode(ExitStatus.failed.rawValue)
  }

  /// Makes the portal and lets it answer the requests of the front.
  private func portal(of workspace: Workspace, for service: HostService) throws -> PortalService {
    let failures = portalLog(workspace.settings.logFormat, workspace.settings.logLevel)
    let portal = PortalService(try Portal(workspace) { failures.write(failure: $0) })
    RoleControl.watch(takeLinks: { portal.serve(links: $0) }, end: { Task { await service.stop() } })
    return portal
  }

  /// Reads the settings again, for the host and its portal.
  private func reload(_ service: HostService, _ portal: PortalService?, log: HostLog) async {
    await service.reload()
    do { try portal?.reload() } catch { log.write(.settingsRefused(error: ErrorSentence.of(error, in: language))) }
  }
}

extension WebSupervisor.Role: ExpressibleByArgument {}
