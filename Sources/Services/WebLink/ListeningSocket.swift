import Foundation

/// A listening socket that the supervisor opens and the front inherits.
public struct ListeningSocket: Sendable {
  /// The reasons why an address cannot be used.
  public enum ListeningFailure: Error, Hashable {
    /// The text is no `ADDRESS`, `ADDRESS:PORT` or `[ADDRESS]:PORT` with a numeric address.
    case malformed(String)
    /// The system refused the address, with its reason.
    case refused(String, reason: String)
  }

  public let descriptor: Int32
  /// The address as people write it: `http://127.0.0.1:8080`, or a path.
  public let name: String

  /// The port of an address that names none.
  public static let portDefault: UInt16 = 8080
  private static let backlog: Int32 = 512

  /// Listens on a numeric address of IPv4 or IPv6: `127.0.0.1`, `0.0.0.0:80`, `[::1]:8080`; port 0 takes a free one.
  /// - Throws: `ListeningFailure`.
  public static func tcp(_ address: String) throws -> ListeningSocket {
    guard let (host, port) = parse(address), let place = SocketAddress(host: host, port: port) else {
      throw ListeningFailure.malformed(address)
    }
    let descriptor = try open(place.family, address)
    var one: Int32 = 1
    setsockopt(descriptor, SOL_SOCKET, SO_REUSEADDR, &one, socklen_t(MemoryLayout<Int32>.size))
    guard place.bind(descriptor), listen(descriptor, backlog) == 0 else { throw refused(address, closing: descriptor) }
    return ListeningSocket(descriptor: descriptor, name: SocketAddress.name(of: descriptor) ?? address)
  }

  /// Listens on a local socket at a path, which only its owner may connect to; a stale one there is replaced.
  /// - Parameter mode: the permissions of the socket.
  /// - Throws: `ListeningFailure`.
  public static func local(_ path: String, mode: mode_t = 0o600) throws -> ListeningSocket {
    let descriptor = try open(AF_UNIX, path)
    if isSocket(path) { unlink(path) }
    guard SocketAddress.bind(descriptor, at: path), chmod(path, mode) == 0, listen(descriptor, backlog) == 0 else {
      throw refused(path, closing: descriptor)
    }
    return ListeningSocket(descriptor: descriptor, name: path)
  }

  /// Takes the listening socket that a service manager has opened and handed over (sd_listen_fds(3)): one, as descriptor 3. The processes
  /// that this one starts learn nothing of it.
  ///
  /// - Returns: nil where the environment names no socket for this process.
  public static func inherited(_ environment: [String: String] = ProcessInfo.processInfo.environment) -> ListeningSocket? {
    guard environment["LISTEN_PID"] == "\(getpid())", environment["LISTEN_FDS"] == "1" else { return nil }
    for name in ["LISTEN_PID", "LISTEN_FDS", "LISTEN_FDNAMES"] { unsetenv(name) }
    let descriptor: Int32 = 3
    var (isListening, length): (Int32, socklen_t) = (0, socklen_t(MemoryLayout<Int32>.size))
    guard getsockopt(descriptor, SOL_SOCKET, SO_ACCEPTCONN, &isListening, &length) == 0, isListening != 0 else { return nil }
    _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
    return ListeningSocket(descriptor: descriptor, name: SocketAddress.name(of: descriptor) ?? "systemd")
  }

  /// Splits an address and its port; nil where the text has no such form.
  static func parse(_ text: String) -> (host: String, port: UInt16)? {
    if text.hasPrefix("[") {
      guard let end = text.firstIndex(of: "]") else { return nil }
      let host = String(text[text.index(after: text.startIndex)..<end])
      let rest = text[text.index(after: end)...]
      if rest.isEmpty { return (host, portDefault) }
      guard rest.hasPrefix(":"), let port = UInt16(rest.dropFirst()) else { return nil }
      return (host, port)
    }
    let parts = text.split(separator: ":", omittingEmptySubsequences: false)
    if parts.count == 1 { return (text, portDefault) }
    if parts.count > 2 { return (text, portDefault) }
    return UInt16(parts[1]).map { (String(parts[0]), $0) }
  }

  private static func open(_ family: Int32, _ name: String) throws -> Int32 {
    let descriptor = socket(family, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
    guard descriptor >= 0 else { throw ListeningFailure.refused(name, reason: String(cString: strerror(errno))) }
    return descriptor
  }

  private static func refused(_ name: String, closing descriptor: Int32) -> ListeningFailure {
    let reason = String(cString: strerror(errno))
    close(descriptor)
    return ListeningFailure.refused(name, reason: reason)
  }

  private static func isSocket(_ path: String) -> Bool {
    var information = stat()
    return lstat(path, &information) == 0 && information.st_mode & S_IFMT == S_IFSOCK
  }
}

/// A numeric address of IPv4 or IPv6 with a port.
struct SocketAddress {
  let family: Int32
  private var four = sockaddr_in()
  private var six = sockaddr_in6()

  /// Nil where the text is no numeric address.
  init?(host: String, port: UInt16) {
    if inet_pton(AF_INET, host, &four.sin_addr) == 1 {
      family = AF_INET
      (four.sin_family, four.sin_port) = (sa_family_t(AF_INET), port.bigEndian)
    } else if inet_pton(AF_INET6, host, &six.sin6_addr) == 1 {
      family = AF_INET6
      (six.sin6_family, six.sin6_port) = (sa_family_t(AF_INET6), port.bigEndian)
    } else {
      return nil
    }
  }

  /// Binds a socket to the address.
  func bind(_ descriptor: Int32) -> Bool {
    var (four, six) = (four, six)
    return family == AF_INET
      ? Self.bind(descriptor, &four, size: MemoryLayout<sockaddr_in>.size)
      : Self.bind(descriptor, &six, size: MemoryLayout<sockaddr_in6>.size)
  }

  /// Binds a local socket to a path. A path longer than the system takes is reached through its folder, by `/proc/self/fd`.
  static func bind(_ descriptor: Int32, at path: String) -> Bool {
    let folder = Glibc.open((path as NSString).deletingLastPathComponent, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard folder >= 0 else { return false }
    defer { close(folder) }
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    let name = Array("/proc/self/fd/\(folder)/\((path as NSString).lastPathComponent)".utf8)
    guard name.count < MemoryLayout.size(ofValue: address.sun_path) else {
      errno = ENAMETOOLONG
      return false
    }
    withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: name) }
    return bind(descriptor, &address, size: MemoryLayout<sockaddr_un>.size)
  }

  /// The address that a socket is bound to as people write it: the path of a local one, `http://[::]:80` of another; nil where it has none.
  static func name(of descriptor: Int32) -> String? {
    var (address, length) = (sockaddr_storage(), socklen_t(MemoryLayout<sockaddr_storage>.size))
    return withUnsafeMutablePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
        guard getsockname(descriptor, address, &length) == 0 else { return nil }
        return address.pointee.sa_family == sa_family_t(AF_UNIX) ? path(of: address, length) : url(of: address, length)
      }
    }
  }

  private static func path(of address: UnsafePointer<sockaddr>, _ length: socklen_t) -> String? {
    let start = MemoryLayout<sockaddr_un>.offset(of: \.sun_path)!
    let bytes = UnsafeRawBufferPointer(start: address, count: Int(length)).dropFirst(start).prefix { $0 != 0 }
    return bytes.isEmpty ? nil : String(decoding: bytes, as: UTF8.self)
  }

  private static func url(of address: UnsafePointer<sockaddr>, _ length: socklen_t) -> String? {
    withUnsafeTemporaryAllocation(of: CChar.self, capacity: Int(NI_MAXHOST + NI_MAXSERV)) { room in
      let (host, port) = (room.baseAddress!, room.baseAddress! + Int(NI_MAXHOST))
      let flags = NI_NUMERICHOST | NI_NUMERICSERV
      guard getnameinfo(address, length, host, socklen_t(NI_MAXHOST), port, socklen_t(NI_MAXSERV), flags) == 0 else { return nil }
      let name = String(cString: host)
      return "http://" + (name.contains(":") ? "[\(name)]" : name) + ":" + String(cString: port)
    }
  }

  private static func bind<Address>(_ descriptor: Int32, _ address: inout Address, size: Int) -> Bool {
    withUnsafePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { Glibc.bind(descriptor, $0, socklen_t(size)) == 0 }
    }
  }
}
