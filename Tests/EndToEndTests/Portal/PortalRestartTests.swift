import Foundation
import Testing

/// The roles of the portal, and what happens when one of them dies.
@Suite struct PortalRestartTests {
  @Test("A role that is killed starts again, and the portal answers as before", arguments: ["host", "front"])
  func killed(_ role: String) throws {
    let portal = try RunningPortal(try DemoWorkspace.fresh())
    let (first, other) = (try portal.process(of: role), try portal.process(of: role == "host" ? "front" : "host"))
    kill(first, SIGKILL)
    let second = try RunningPortal.poll { () -> Int32? in
      let present = try portal.process(of: role)
      return present == first ? nil : present
    }
    #expect(second != nil)
    #expect(try portal.ready())
    #expect(try portal.get("/actors").status == 200)
    #expect(kill(other, 0) == 0, "the other role goes on")
  }

  @Test("The front has neither the database nor other files of the workspace open, and the host has no socket of the network")
  func separation() throws {
    let portal = try RunningPortal(try DemoWorkspace.fresh())
    let front = try Self.openFiles(of: try portal.process(of: "front"))
    #expect(!front.contains { $0.contains("grappe.sqlite") || $0.contains("/blobs/") })
    let host = try Self.openFiles(of: try portal.process(of: "host"))
    let network = Set(try ["tcp", "tcp6", "udp", "udp6"].flatMap { try Self.sockets("/proc/\(try portal.process(of: "host"))/net/\($0)") })
    #expect(host.contains { $0.hasPrefix("socket:") })
    #expect(!host.contains { network.contains($0) })
  }

  private static func openFiles(of pid: Int32) throws -> [String] {
    let folder = "/proc/\(pid)/fd"
    return try FileManager.default.contentsOfDirectory(atPath: folder).compactMap {
      try? FileManager.default.destinationOfSymbolicLink(atPath: folder + "/" + $0)
    }
  }

  /// The sockets of a table of the kernel, as links of descriptors name them.
  private static func sockets(_ table: String) throws -> [String] {
    try String(contentsOfFile: table, encoding: .utf8).split(separator: "\n").dropFirst().compactMap { line in
      let columns = line.split(separator: " ")
      return columns.count > 9 ? "socket:[\(columns[9])]" : nil
    }
  }

  @Test("A signal ends the supervisor and both roles")
  func end() throws {
    let workspace = try DemoWorkspace.fresh()
    var pids: [Int32] = []
    do {
      let portal = try RunningPortal(workspace)
      pids = [try portal.process(of: "front"), try portal.process(of: "host")]
    }
    for pid in pids { #expect(try RunningPortal.poll { kill(pid, 0) != 0 ? true : nil } == true) }
    #expect(try workspace.damage() == "")
  }

  @Test("Health and metrics are on a socket of their own that only its owner may use")
  func status() throws {
    let portal = try RunningPortal(try DemoWorkspace.fresh())
    let path = portal.workspace.directory.appending(path: "run/web-status.sock").path
    let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
    #expect(mode == 0o600)
    for page in ["/healthz", "/readyz", "/metrics"] { #expect(try portal.get(page).status == 404) }
    let curl = try GrappeBinary.run(
      URL(filePath: "/usr/bin/env"), ["python3", "-c", Self.client, path], in: portal.workspace.directory)
    #expect(curl.output.contains("200 OK") && curl.output.contains("grappe_web_host_ready 1"), "\(curl.errors)")
  }

  private static let client = """
    import socket, sys
    s = socket.socket(socket.AF_UNIX); s.settimeout(20); s.connect(sys.argv[1])
    s.sendall(b"GET /metrics HTTP/1.1\\r\\nHost: x\\r\\n\\r\\n")
    data = b""
    while True:
        part = s.recv(65536)
        if not part: break
        data += part
    print(data.decode())
    """
}
