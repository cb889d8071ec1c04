import Foundation
import Testing

/// A `grappe serve --web` on a free port of the loopback, with a client that sends any bytes.
final class RunningPortal {
  /// The answer to a request.
  struct Answer {
    var status: Int
    /// The fields of the header by name in lower case; the values of a repeated field are joined.
    var fields: [String: String]
    var body: String
  }

  let workspace: DemoWorkspace
  let port: UInt16
  private let process: Process
  private let log: URL

  /// Starts the portal in a workspace and waits until its host answers.
  ///
  /// - Parameters:
  ///   - configuration: the content of `config.toml`.
  ///   - options: further options of `grappe serve`.
  init(_ workspace: DemoWorkspace, configuration: String = "", options: [String] = []) throws {
    self.workspace = workspace
    if !configuration.isEmpty {
      try Data(configuration.utf8).write(to: workspace.directory.appending(path: "config.toml"))
    }
    log = workspace.directory.appending(path: "portal.log")
    try Data().write(to: log)
    let process = Process()
    process.executableURL = GrappeBinary.executable
    process.arguments = ["serve", "--web", "127.0.0.1:0", "--json"] + options
    process.currentDirectoryURL = workspace.directory
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = try FileHandle(forWritingTo: log)
    process.standardError = FileHandle.nullDevice
    process.environment = ProcessInfo.processInfo.environment.merging(["LC_ALL": "en_BE.UTF-8"]) { $1 }
    try process.run()
    self.process = process
    let log = log
    port = try #require(try Self.poll { try Self.port(in: log) }, "no address in the log")
    try #require(try ready(), "the host does not answer")
  }

  deinit {
    if process.isRunning { process.terminate() }
    process.waitUntilExit(within: .seconds(30))
  }

  /// The address of the portal.
  var address: String { "http://127.0.0.1:\(port)" }

  /// The id of the process that starts the roles.
  var supervisor: Int32 { process.processIdentifier }

  /// The id of the last process of a role that has started.
  func process(of role: String) throws -> Int32 {
    let started = try events().last { $0["event"] as? String == "role-started" && $0["role"] as? String == role }
    return Int32(try #require(started?["pid"] as? Int))
  }

  /// The lines of the log.
  func events() throws -> [[String: Any]] { try Self.events(in: log) }

  /// The log as text.
  func logText() throws -> String { try String(contentsOf: log, encoding: .utf8) }

  /// Waits until a page of the host answers; false when it does not within 20 seconds.
  func ready() throws -> Bool {
    try Self.poll { (try? get("/about"))?.status == 200 ? true : nil } ?? false
  }

  /// Waits as long as a person takes at least to fill in a form: a form that is sent within two seconds of its page is refused.
  static func fillInForm() { Thread.sleep(until: Date(timeIntervalSinceNow: 2.5)) }

  /// Waits until `look` returns a value, for 20 seconds at most.
  static func poll<Result>(_ look: () throws -> Result?) throws -> Result? {
    let end = Date(timeIntervalSinceNow: 20)
    while Date() < end {
      if let seen = try look() { return seen }
      Thread.sleep(forTimeInterval: 0.02)
    }
    return nil
  }

  // MARK: Requests

  /// Asks for a page.
  func get(_ target: String, _ fields: [String] = []) throws -> Answer {
    try send((["GET \(target) HTTP/1.1", "Host: 127.0.0.1:\(port)", "Connection: close"] + fields).joined(separator: "\r\n") + "\r\n\r\n")
  }

  /// Sends bytes and reads until the server closes the connection, for 20 seconds at most.
  func send(_ text: String) throws -> Answer {
    let client = try TCPClient(port: port)
    client.write(Array(text.utf8))
    return try #require(Self.answer(client.readToEnd()), "no answer")
  }

  private static func answer(_ bytes: [UInt8]) -> Answer? {
    let text = String(decoding: bytes, as: UTF8.self)
    guard let end = text.range(of: "\r\n\r\n") else { return nil }
    let lines = text[..<end.lowerBound].components(separatedBy: "\r\n")
    guard let status = lines.first?.split(separator: " ").dropFirst().first.flatMap({ Int($0) }) else { return nil }
    var fields: [String: String] = [:]
    for line in lines.dropFirst() {
      guard let colon = line.firstIndex(of: ":") else { continue }
      let name = line[..<colon].lowercased()
      let value = line[line.index(after: colon)...].trimmingCharacters(in: .whitespaces)
      fields[name] = fields[name].map { $0 + ", " + value } ?? value
    }
    let body = String(text[end.upperBound...])
    return Answer(status: status, fields: fields, body: fields["transfer-encoding"] == "chunked" ? unchunked(body) : body)
  }

  /// Joins the chunks of a body; the lengths count bytes.
  private static func unchunked(_ body: String) -> String {
    var (rest, joined) = (Array(body.utf8)[...], [UInt8]())
    while let line = rest.firstRange(of: [13, 10]) {
      guard let length = Int(String(decoding: rest[..<line.lowerBound], as: UTF8.self), radix: 16), length > 0 else { break }
      joined += rest[line.upperBound...].prefix(length)
      rest = rest[line.upperBound...].dropFirst(length + 2)
    }
    return String(decoding: joined, as: UTF8.self)
  }

  private static func events(in log: URL) throws -> [[String: Any]] {
    try String(contentsOf: log, encoding: .utf8).split(separator: "\n").compactMap {
      try? JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any]
    }
  }

  private static func port(in log: URL) throws -> UInt16? {
    let address = try events(in: log).first { $0["event"] as? String == "web" }?["address"] as? String
    return address.flatMap { URL(string: $0)?.port }.flatMap(UInt16.init)
  }
}

/// A connection over the loopback.
final class TCPClient {
  private let descriptor: Int32

  init(port: UInt16) throws {
    descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    var limit = timeval(tv_sec: 20, tv_usec: 0)
    setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
    var address = sockaddr_in()
    (address.sin_family, address.sin_port) = (sa_family_t(AF_INET), port.bigEndian)
    address.sin_addr.s_addr = inet_addr("127.0.0.1")
    let result = withUnsafePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) }
    }
    try #require(result == 0, "no connection")
  }

  deinit { close(descriptor) }

  /// Writes bytes as far as the server takes them.
  func write(_ bytes: [UInt8]) {
    var sent = 0
    while sent < bytes.count {
      let count = bytes[sent...].withUnsafeBytes { Glibc.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
      guard count > 0 else { return }
      sent += count
    }
  }

  /// Reads until the server closes the connection, or for 20 seconds.
  func readToEnd() -> [UInt8] {
    var (all, buffer) = ([UInt8](), [UInt8](repeating: 0, count: 65_536))
    while true {
      let count = Glibc.recv(descriptor, &buffer, buffer.count, 0)
      guard count > 0 else { return all }
      all += buffer.prefix(count)
    }
  }
}
