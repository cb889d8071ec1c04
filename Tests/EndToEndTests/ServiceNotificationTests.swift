import Foundation
import Testing

/// `grappe serve` under a service manager (sd_notify(3)).
@Suite struct ServiceNotificationTests {
  @Test("the manager is told of readiness, of the watchdog and of the end")
  func messages() throws {
    let workspace = try DemoWorkspace.bare()
    let path = workspace.directory.appending(path: "notify").path
    let manager = try #require(listen(at: path))
    defer { close(manager) }
    let run = try GrappeBinary.run(
      URL(filePath: "/usr/bin/env"), ["timeout", "--preserve-status", "3", GrappeBinary.executable.path, "serve"],
      in: workspace.directory, environment: ["NOTIFY_SOCKET": path, "WATCHDOG_USEC": "1000000"])
    #expect(run.status == 0, "\(run.errors)")
    let messages = received(by: manager)
    #expect(messages.first == "WATCHDOG=1" || messages.first == "READY=1")
    #expect(messages.filter { $0 == "READY=1" }.count == 1 && messages.last == "STOPPING=1", "\(messages)")
    #expect(messages.filter { $0 == "WATCHDOG=1" }.count >= 3, "\(messages)")
  }

  @Test("a manager that reads nothing holds no host up")
  func fullSocket() throws {
    let workspace = try DemoWorkspace.bare()
    let path = workspace.directory.appending(path: "notify").path
    let manager = try #require(listen(at: path))
    defer { close(manager) }
    let run = try GrappeBinary.run(
      URL(filePath: "/usr/bin/env"), ["timeout", "--preserve-status", "2", GrappeBinary.executable.path, "serve"],
      in: workspace.directory, environment: ["NOTIFY_SOCKET": path, "WATCHDOG_USEC": "20000"])
    #expect(run.status == 0, "\(run.errors)")
  }

  @Test("without a manager, or with one that is gone, a host serves all the same")
  func withoutManager() throws {
    let workspace = try DemoWorkspace.bare()
    let run = try GrappeBinary.run(
      URL(filePath: "/usr/bin/env"), ["timeout", "--preserve-status", "1", GrappeBinary.executable.path, "serve"],
      in: workspace.directory, environment: ["NOTIFY_SOCKET": workspace.directory.appending(path: "gone").path])
    #expect(run.status == 0, "\(run.errors)")
  }

  private func listen(at path: String) -> CInt? {
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    let bytes = Array(path.utf8)
    guard bytes.count < MemoryLayout.size(ofValue: address.sun_path) else { return nil }
    withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: bytes) }
    let descriptor = socket(AF_UNIX, CInt(SOCK_DGRAM.rawValue), 0)
    let status = withUnsafePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { bind(descriptor, $0, socklen_t(MemoryLayout<sockaddr_un>.size)) }
    }
    return status == 0 ? descriptor : nil
  }

  /// The messages that wait in the socket.
  private func received(by descriptor: CInt) -> [String] {
    var messages: [String] = []
    var buffer = [UInt8](repeating: 0, count: 512)
    while true {
      let count = recv(descriptor, &buffer, buffer.count, CInt(MSG_DONTWAIT))
      guard count > 0 else { return messages }
      messages.append(String(decoding: buffer[..<count], as: UTF8.self))
    }
  }
}
