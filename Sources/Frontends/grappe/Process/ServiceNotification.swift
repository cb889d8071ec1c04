import Engine
import Foundation

/// The messages of a host to the service manager that started it, in the protocol of `sd_notify(3)`: readiness, the end, and the
/// watchdog. Without `NOTIFY_SOCKET` in the environment it says nothing.
///
/// The socket is connected before the process is confined, which forbids new ones.
struct ServiceNotification: Sendable {
  private let descriptor: CInt
  /// The interval of the watchdog's messages, half of what the manager waits; nil when it does not watch.
  let watchdogInterval: Duration?

  /// Connects to the manager; nil when there is none, or its socket cannot be reached.
  init?(environment: [String: String] = ProcessInfo.processInfo.environment) {
    guard let path = environment["NOTIFY_SOCKET"], let descriptor = Self.connected(to: path) else { return nil }
    self.descriptor = descriptor
    let isWatched = environment["WATCHDOG_PID"].map { $0 == "\(getpid())" } ?? true
    watchdogInterval = environment["WATCHDOG_USEC"].flatMap { Int64($0) }.flatMap { $0 > 0 && isWatched ? .microseconds($0 / 2) : nil }
  }

  /// Reports a notice that concerns the manager: the first generation loaded is readiness.
  func follow(_ notice: HostNotice) {
    switch notice {
    case .generation: send("READY=1")
    case .stopping: send("STOPPING=1")
    default: break
    }
  }

  /// Tells the watchdog that the service works, at its interval, until the task is cancelled. A service that does not answer is not
  /// reported.
  func watch(_ service: HostService) async {
    guard let watchdogInterval else { return }
    while !Task.isCancelled {
      if await service.isServing { send("WATCHDOG=1") }
      // A cancelled sleep ends the loop.
      try? await Task.sleep(for: watchdogInterval)
    }
  }

  /// Sends one message without waiting: a manager that does not read its socket must not hold the service up.
  private func send(_ message: String) {
    _ = message.withCString { Glibc.send(descriptor, $0, strlen($0), CInt(MSG_DONTWAIT | MSG_NOSIGNAL)) }
  }

  /// Returns a datagram socket connected to `path`; one that begins with `@` is abstract (unix(7)).
  private static func connected(to path: String) -> CInt? {
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    let bytes = path.hasPrefix("@") ? [0] + path.utf8.dropFirst() : Array(path.utf8)
    guard !bytes.isEmpty, bytes.count < MemoryLayout.size(ofValue: address.sun_path) else { return nil }
    withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: bytes) }
    let descriptor = socket(AF_UNIX, CInt(SOCK_DGRAM.rawValue) | CInt(SOCK_CLOEXEC.rawValue), 0)
    guard descriptor >= 0 else { return nil }
    let length = socklen_t(MemoryLayout<sa_family_t>.size + bytes.count + (path.hasPrefix("@") ? 0 : 1))
    let status = withUnsafePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { connect(descriptor, $0, length) }
    }
    guard status == 0 else {
      close(descriptor)
      return nil
    }
    return descriptor
  }
}
