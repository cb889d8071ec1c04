import ArgumentParser
import Ecosystem
import Engine
import Foundation
import Synchronization
import WebFront
import WebLink

/// The process that opens the listening sockets and starts the roles of the portal: no Lua, no database.
struct PortalSupervision {
  private let address: String?
  private let socket: String?
  private let log: PortalLog
  private let workspace: URL
  /// The bounds of what the front accepts.
  var limits = HTTPLimits()
  /// Whether the portal shows a plugin under development: it ends with the process that started it.
  var isDevelopment = false
  /// The further arguments of the host.
  var hostArguments: [String] = []
  /// The port of the loopback for the health and metrics of the front; nil for a local socket.
  var statusPort: UInt16?

  /// The word for the socket that the service manager has opened.
  static let inheritedAddress = "systemd"

  /// - Parameters:
  ///   - address: the numeric address to listen on; nil for a local socket.
  ///   - socket: the path of the local socket.
  init(address: String?, socket: String?, workspace: URL, log: PortalLog) {
    (self.address, self.socket, self.log) = (address, socket, log)
    self.workspace = workspace.standardizedFileURL
  }

  /// Serves until a signal.
  /// - Throws: `ValidationError` for an address that cannot be used, and the errors of the run folder.
  func run() throws {
    let (listener, status) = (try listener(), try statusListener())
    let present = PresentLimits(limits)
    let supervisor = WebSupervisor(
      program: "/proc/self/exe", listener: listener, status: status, arguments: arguments { present.limits }, notice: report)
    let signals = Interruption(graceMilliseconds: 3_000) { supervisor.stop() }
    defer { withExtendedLifetime(signals) {} }
    if isDevelopment { RoleControl.watch(takeLinks: { _ in }, end: { supervisor.stop() }) }
    Termination.shared.reloadAtHangup { reload(supervisor, present) }
    log.write(wording("grappe.serve.web-open", ["address": listener.name]), as: "web", ["address": .text(listener.name)])
    supervisor.run()
    for path in [socket, statusPort == nil ? status.name : nil].compactMap({ $0 }) { unlink(path) }
  }

  /// Lets the host read its settings again, which reports what is wrong with them, and starts the front anew where its bounds have changed.
  private func reload(_ supervisor: WebSupervisor, _ present: PresentLimits) {
    supervisor.signal(.host, SIGHUP)
    // Settings that cannot be read are in the log of the host.
    guard let settings = try? Workspace.settings(of: workspace) else { return }
    let next = HTTPLimits(settings.portal)
    let isChanged = encoded(present.limits) != encoded(next)
    present.limits = next
    if isChanged { supervisor.signal(.front, SIGTERM) }
  }

  private func listener() throws -> ListeningSocket {
    do {
      if let path = socket { return try ListeningSocket.local(path, mode: 0o660) }
      if address == Self.inheritedAddress {
        guard let inherited = ListeningSocket.inherited() else { throw ValidationError(wording("grappe.serve.web-no-socket")) }
        return inherited
      }
      return try ListeningSocket.tcp(address ?? "")
    } catch ListeningSocket.ListeningFailure.malformed(let address) {
      throw ValidationError(wording("grappe.serve.web-malformed", ["address": address]))
    } catch ListeningSocket.ListeningFailure.refused(let address, let reason) {
      throw ValidationError(wording("grappe.serve.web-refused", ["address": address, "reason": reason]))
    }
  }

  /// The socket for health and metrics: a port of the loopback, or a local one in the run folder of the workspace.
  private func statusListener() throws -> ListeningSocket {
    if let statusPort { return try StatusPort(statusPort).listeningSocket() }
    let folder = workspace.appending(path: "run")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    let path = folder.appending(path: isDevelopment ? "web-dev-status.sock" : "web-status.sock").path
    do { return try ListeningSocket.local(path) } catch ListeningSocket.ListeningFailure.refused(_, let reason) {
      throw ValidationError(wording("grappe.serve.web-refused", ["address": path, "reason": reason]))
    }
  }

  private func encoded(_ limits: HTTPLimits) -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    guard let data = try? encoder.encode(limits) else { preconditionFailure("numbers can be written as JSON") }
    return String(decoding: data, as: UTF8.self)
  }

  private func arguments(_ limits: @escaping @Sendable () -> HTTPLimits) -> @Sendable (WebSupervisor.Role) -> [String] {
    let common = ["grappe", "serve", "--lang", language.rawValue, "--workspace", workspace.path]
    let logging = ["--log-format", log.format.rawValue, "--log-level", (isDevelopment ? .error : log.level).rawValue]
    let host = hostArguments
    return { role in
      common + logging + ["--web-role", role.rawValue] + (role == .front ? ["--web-limits", encoded(limits())] : host)
    }
  }

  private func report(_ notice: WebSupervisor.Notice) {
    if isDevelopment { return }
    switch notice {
    case .started(let role, let pid):
      let text = wording("grappe.serve.role-started", ["role": role.rawValue, "pid": Int(pid)])
      log.write(text, as: "role-started", ["role": .text(role.rawValue), "pid": .integer(Int64(pid))])
    case .ended(let role, let status, let delay):
      let text = wording("grappe.serve.role-ended", ["role": role.rawValue, "milliseconds": Int(delay)])
      log.write(
        text, as: "role-ended",
        ["role": .text(role.rawValue), "status": .integer(Int64(status)), "restart_ms": .integer(delay)])
    }
  }
}

/// The bounds with which a front is started next.
private final class PresentLimits: Sendable {
  private let present: Mutex<HTTPLimits>

  init(_ limits: HTTPLimits) { present = Mutex(limits) }

  var limits: HTTPLimits {
    get { present.withLock { $0 } }
    set { present.withLock { $0 = newValue } }
  }
}

extension HTTPLimits {
  /// The limits of the settings.
  init(_ settings: PortalSettings) {
    self.init()
    connectionsMax = Int(settings.connections)
    connectionsPerAddressMax = Int(settings.connectionsPerAddress)
    requestsPerSecond = Double(settings.requestsPerSecond)
    requestBurst = 6 * requestsPerSecond
    requestMilliseconds = settings.requestSeconds * 1_000
    idleMilliseconds = settings.idleSeconds * 1_000
    isBehindProxy = settings.isBehindProxy
  }
}
