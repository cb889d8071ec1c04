import Engine
import Foundation

/// A Unix socket or a port of the loopback on which a host answers HTTP requests, one at a time, each on a connection of its own.
///
/// It listens before the process is confined, which forbids binding a socket, but not accepting connections. Members of the
/// owner's group may connect to a Unix socket (mode 0660), every user of the machine to a port.
struct MonitorSocket: Sendable {
  /// The maximum size of a request in bytes.
  static let requestBytesMax = 8_192
  /// The time that a client has for its request and for the response, in milliseconds.
  static let patienceMilliseconds = 2_000

  private let descriptor: CInt

  /// Listens on a port of the loopback.
  ///
  /// - Throws: `ValidationError` when the system refuses.
  init(listeningOn port: UInt16) throws { descriptor = try StatusPort(port).listeningSocket().descriptor }

  /// Creates the socket, in place of one that no process listens on any more.
  ///
  /// - Throws: `EngineError.pathUnusable` for a path that is too long, in use, or cannot be created.
  init(listeningAt path: String) throws {
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    let bytes = Array(path.utf8)
    guard !bytes.isEmpty, bytes.count < MemoryLayout.size(ofValue: address.sun_path) else { throw Self.unusable(path, ENAMETOOLONG) }
    withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: bytes) }
    if Self.attempt(Glibc.connect, address) == ECONNREFUSED { unlink(path) }
    let mask = umask(0o117)
    defer { umask(mask) }
    descriptor = socket(AF_UNIX, CInt(SOCK_STREAM.rawValue) | CInt(SOCK_CLOEXEC.rawValue), 0)
    guard descriptor >= 0 else { throw Self.unusable(path, errno) }
    let length = socklen_t(MemoryLayout<sockaddr_un>.size)
    let status = Self.withPointer(to: &address) { bind(descriptor, $0, length) == 0 ? listen(descriptor, 16) : -1 }
    guard status == 0 else {
      let reason = errno
      close(descriptor)
      throw Self.unusable(path, reason)
    }
  }

  /// Answers requests on a thread of its own, until the process ends.
  ///
  /// - Parameter respond: returns the response to the first line of a request.
  func serve(_ respond: @escaping @Sendable (String) -> HostMonitor.Response) {
    let thread = Thread {
      while true {
        let client = accept(descriptor, nil, nil)
        if client >= 0 { Self.answer(client, respond) } else if errno != EINTR && errno != ECONNABORTED { Thread.sleep(forTimeInterval: 1) }
      }
    }
    thread.stackSize = 1 << 20
    thread.start()
  }

  private static func answer(_ client: CInt, _ respond: (String) -> HostMonitor.Response) {
    defer { close(client) }
    var patience = timeval(tv_sec: 0, tv_usec: 100_000)
    for option in [SO_RCVTIMEO, SO_SNDTIMEO] {
      setsockopt(client, SOL_SOCKET, option, &patience, socklen_t(MemoryLayout<timeval>.size))
    }
    let end = ContinuousClock.now + .milliseconds(patienceMilliseconds)
    guard let request = readRequest(client, until: end) else { return }
    let response = respond(request)
    let body = request.hasPrefix("HEAD ") ? "" : response.body
    let head = """
      HTTP/1.1 \(response.status) \(response.reason)\r
      Content-Type: text/plain; version=0.0.4; charset=utf-8\r
      Content-Length: \(response.body.utf8.count)\r
      Connection: close\r
      \r

      """
    write(Array((head + body).utf8), to: client, until: end)
  }

  /// Reads a request to the end of its header; returns its first line, nil when it does not come in time or is too long.
  private static func readRequest(_ client: CInt, until end: ContinuousClock.Instant) -> String? {
    var (request, buffer) = ([UInt8](), [UInt8](repeating: 0, count: 4_096))
    while request.count <= requestBytesMax, ContinuousClock.now < end {
      let count = recv(client, &buffer, buffer.count, 0)
      if count == 0 || count < 0 && errno != EAGAIN && errno != EINTR { return nil }
      request += buffer[..<max(0, count)]
      let text = String(decoding: request, as: UTF8.self)
      if text.contains("\r\n\r\n") || text.contains("\n\n") { return text.split(whereSeparator: \.isNewline).first.map(String.init) }
    }
    return nil
  }

  private static func write(_ bytes: [UInt8], to client: CInt, until end: ContinuousClock.Instant) {
    var rest = bytes[...]
    while !rest.isEmpty, ContinuousClock.now < end {
      let count = rest.withUnsafeBytes { send(client, $0.baseAddress, $0.count, CInt(MSG_NOSIGNAL)) }
      if count < 0 && errno != EAGAIN && errno != EINTR { return }
      rest = rest.dropFirst(max(0, count))
    }
  }

  /// Returns the error number of a call on a socket of its own with the address; 0 when it succeeds.
  private static func attempt(_ call: (CInt, UnsafePointer<sockaddr>, socklen_t) -> CInt, _ address: sockaddr_un) -> CInt {
    var address = address
    let descriptor = socket(AF_UNIX, CInt(SOCK_STREAM.rawValue) | CInt(SOCK_CLOEXEC.rawValue), 0)
    defer { close(descriptor) }
    let length = socklen_t(MemoryLayout<sockaddr_un>.size)
    return withPointer(to: &address) { call(descriptor, $0, length) } == 0 ? 0 : errno
  }

  private static func withPointer<Result>(to address: inout sockaddr_un, _ body: (UnsafePointer<sockaddr>) -> Result) -> Result {
    withUnsafePointer(to: &address) { $0.withMemoryRebound(to: sockaddr.self, capacity: 1, body) }
  }

  private static func unusable(_ path: String, _ number: CInt) -> EngineError {
    .pathUnusable(path: path, reason: String(cString: strerror(number)))
  }
}
