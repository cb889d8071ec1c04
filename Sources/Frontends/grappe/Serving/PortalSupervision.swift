import ArgumentParser
import Ecosystem
import Engine
import Foundation
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
    let supervisor = WebSupervisor(
      program: "/proc/self/exe", listener: listener, status: status, arguments: arguments(try encodedLimits()), notice: report)
    let signals = Interruption(graceMilliseconds: 3_000) { supervisor.stop() }
    defer { withExtendedLifetime(signals) {} }
    if isDevelopment { RoleControl.watch(takeLinks: { _ in }, end: { supervisor.stop() }) }
    log.write(wording("grappe.serve.web-open", ["address": listener.name]), as: "web", ["address": .text(listener.name)])
    supervisor.run()
    for path in [socket, status.name].compactMap({ $0 }) { unlink(path) }
  }

  private func listener() throws -> ListeningSocket {
    do {
      if let path = socket { return try ListeningSocket.local(path, mode: 0o660) }
      return try ListeningSocket.tcp(address ?? "")
    } catch ListeningSocket.ListeningFailure.malformed(let address) {
      throw ValidationError(wording("grappe.serve.web-malformed", ["address": address]))
    } catch ListeningSocket.ListeningFailure.refused(let address, let reason) {
      throw ValidationError(wording("grappe.serve.web-refused", ["address": address, "reason": reason]))
    }
  }

  /// The socket for health and metrics, in the run folder of the workspace.
  private func statusListener() throws -> ListeningSocket {
    let folder = workspace.appending(path: "run")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    let path = folder.appending(path: isDevelopment ? "web-dev-status.sock" : "web-status.sock").path
    do { return try ListeningSocket.local(path) } catch ListeningSocket.ListeningFailure.refused(_, let reason) {
      throw ValidationError(wording("grappe.serve.web-refused", ["address": path, "reason": reason]))
    }
  }

  private func encodedLimits() throws -> String { String(decoding: try JSONEncoder().encode(limits), as: UTF8.self) }

  private func arguments(_ limits: String) -> @Sendable (WebSupervisor.Role) -> [String] {
    let common = ["grappe", "serve", "--lang", language.rawValue, "--workspace", workspace.path]
    let logging = ["--log-format", log.format.rawValue, "--log-level", (isDevelopment ? .error : log.level).rawValue]
    let host = hostArguments
    return { role in
      common + logging + ["--web-role", role.rawValue] + (role == .front ? ["--web-limits", limits] : host)
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
