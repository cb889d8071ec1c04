import Engine
import Foundation
import WebFront
import WebLink

/// The process with the listening socket of the portal: no Lua, no database.
struct FrontRole {
  let limits: HTTPLimits
  let log: PortalLog

  /// - Parameter limits: the limits as JSON, as the supervisor gives them; nil for the defaults.
  /// - Throws: the errors of the decoder.
  init(limits: String?, log: PortalLog) throws {
    self.limits = try limits.map { try JSONDecoder().decode(HTTPLimits.self, from: Data($0.utf8)) } ?? HTTPLimits()
    self.log = log
  }

  /// Serves until a signal, or until the supervisor has gone.
  /// - Throws: the errors of the sockets.
  func run() throws {
    PluginHost.forbidPluginCode()
    let front = try WebFront(limits: limits) { [log] record in
      log.write(record.line, as: "request", record.fields)
    }
    RoleControl.watch(takeLinks: { front.take(links: $0) }, end: { front.stop() })
    let signals = Interruption { front.stop() }
    defer { withExtendedLifetime(signals) {} }
    front.waitUntilStopped()
  }
}
