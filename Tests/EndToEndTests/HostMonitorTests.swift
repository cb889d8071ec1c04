import Foundation
import Testing

/// `grappe serve --metrics-socket`: health, readiness and metrics, asked for with curl.
@Suite struct HostMonitorTests {
  private let workspace: DemoWorkspace

  init() throws {
    let tick = """
      grappe.job{ id = "tick", every = "1s", run = function(job) grappe.actors.add{ name = "Secret", kind = "demo" } end }
      """
    workspace = try EventTests.workspace(EventTests.plugin("clock", tick))
  }

  private func curl(_ path: String, _ options: String...) throws -> String {
    let arguments = ["-s", "--max-time", "30", "--unix-socket", "socket", "-w", "%{http_code}"] + options
    return try GrappeBinary.run(
      URL(filePath: "/usr/bin/curl"), arguments + ["http://localhost\(path)"], in: workspace.directory
    ).output
  }

  private func serve() throws -> RunningGrappe {
    let host = try RunningGrappe(workspace, ["serve", "--metrics-socket", "socket"])
    try #require(try host.observe { try curl("/readyz") == "ok\n200" ? true : nil } == true)
    return host
  }

  @Test("a host says that it is alive and ready, and its metrics count invocations by plugin and name no record")
  func answers() throws {
    let host = try serve()
    #expect(try curl("/healthz") == "ok\n200")
    let counted = try host.observe {
      let text = try curl("/metrics")
      return text.contains("grappe_invocations_total{plugin=\"clock\",kind=\"job\",outcome=\"done\"}") ? text : nil
    }
    let text = try #require(counted)
    for name in [
      "grappe_deliveries{state=\"waiting\"} 0", "grappe_jobs{state=\"waiting\"} 1", "grappe_lock_waits_total", "grappe_database_bytes",
    ] {
      #expect(text.contains("\n\(name)"), "\(name)")
    }
    #expect(!text.contains("Secret") && !text.contains(workspace.directory.path))
    let sample = /[a-z_]+(\{[a-z]+="[^"]*"(,[a-z]+="[^"]*")*\})? [-0-9.e+]+/
    for line in text.dropLast(3).split(separator: "\n") where !line.hasPrefix("#") {
      #expect(line.wholeMatch(of: sample) != nil, "\(line)")
    }
    #expect(try curl("/actors") == "404" && curl("/metrics", "-X", "POST") == "405")
    #expect(host.end(by: SIGTERM)?.status == 0)
  }

  @Test("a socket in use is refused, one left by a dead host is replaced, and a silent client holds up no other")
  func sockets() throws {
    let first = try serve()
    let second = try workspace.grappe("serve", "--metrics-socket", "socket")
    #expect(second.status == 1 && second.errors.contains("socket"), "\(second.errors)")
    first.crash()
    let host = try serve()
    let silent = try #require(connection())
    defer { close(silent) }
    #expect(try curl("/healthz") == "ok\n200")
    #expect(host.end(by: SIGTERM)?.status == 0)
  }

  /// Opens a connection that sends nothing.
  private func connection() -> CInt? {
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    let bytes = Array(workspace.directory.appending(path: "socket").path.utf8)
    guard bytes.count < MemoryLayout.size(ofValue: address.sun_path) else { return nil }
    withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: bytes) }
    let descriptor = socket(AF_UNIX, CInt(SOCK_STREAM.rawValue), 0)
    let status = withUnsafePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_un>.size)) }
    }
    return status == 0 ? descriptor : nil
  }
}
