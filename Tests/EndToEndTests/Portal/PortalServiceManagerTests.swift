import Foundation
import Testing

/// The portal under a service manager: notification, settings read again, its socket handed over, ports for monitoring.
@Suite struct PortalServiceManagerTests {
  @Test("the host tells the manager of readiness, the watchdog and the end, though the manager started the supervisor")
  func notification() throws {
    let workspace = try DemoWorkspace.bare()
    let manager = try #require(NotifySocket(at: workspace.directory.appending(path: "notify").path))
    // The socket, which is read at the end, keeps ten messages.
    let line = "export WATCHDOG_PID=$$; exec '\(GrappeBinary.executable.path)' serve --web 127.0.0.1:0"
    let run = try GrappeBinary.run(
      URL(filePath: "/usr/bin/timeout"), ["--preserve-status", "5", "/bin/sh", "-c", line], in: workspace.directory,
      environment: ["NOTIFY_SOCKET": manager.path, "WATCHDOG_USEC": "3000000"])
    #expect(run.status == 0, "\(run.errors)")
    let messages = manager.received()
    #expect(messages.filter { $0 == "READY=1" }.count == 1 && messages.last == "STOPPING=1", "\(messages)")
    #expect(messages.filter { $0 == "WATCHDOG=1" }.count >= 2, "\(messages)")
  }

  @Test("SIGHUP takes over the settings of the portal and the bounds of its front, and refuses wrong ones")
  func reload() throws {
    let portal = try RunningPortal(try DemoWorkspace.fresh(), configuration: "[portal]\nname = \"Former\"\n")
    let (front, host) = (try portal.process(of: "front"), try portal.process(of: "host"))
    #expect(try portal.get("/about").body.contains("Former"))
    try write("[portal]\nname = \"Latter\"\n[web]\nrequests_per_second = 50\n", portal)
    // A request of before would end with the former front.
    #expect(try RunningPortal.poll { try portal.process(of: "front") != front ? true : nil } == true)
    #expect(try RunningPortal.poll { try portal.get("/about").body.contains("Latter") ? true : nil } == true)
    try write("[portal]\nname = 7\n", portal)
    #expect(try RunningPortal.poll { try portal.events().contains { $0["event"] as? String == "settings-refused" } ? true : nil } == true)
    #expect(try portal.ready() && portal.get("/about").body.contains("Latter"))
    #expect(try portal.process(of: "host") == host)
  }

  private func write(_ settings: String, _ portal: RunningPortal) throws {
    try Data(settings.utf8).write(to: portal.workspace.directory.appending(path: "config.toml"))
    kill(portal.supervisor, SIGHUP)
  }

  @Test(
    "a socket that the manager has opened is served, and only that of this process",
    .enabled(if: TerminalRun.python != nil, "SKIPPED: there is no python3 to open the socket"))
  func handedOver() throws {
    let workspace = try DemoWorkspace.fresh()
    let run = try GrappeBinary.run(
      URL(filePath: "/usr/bin/env"), ["python3", "-c", Self.manager, GrappeBinary.executable.path], in: workspace.directory)
    #expect(run.output.contains("200 OK") && run.output.contains("<title>"), "\(run.output) \(run.errors)")
    let alone = try workspace.grappe("serve", "--web", "systemd")
    #expect(alone.status == 2 && alone.errors.contains("LISTEN_FDS"), "\(alone.errors)")
  }

  private static let manager = """
    import os, signal, socket, sys, time
    listener = socket.create_server(("127.0.0.1", 0))
    port = listener.getsockname()[1]
    child = os.fork()
    if child == 0:
        os.dup2(listener.fileno(), 3)
        os.set_inheritable(3, True)
        os.environ.update(LISTEN_FDS="1", LISTEN_PID=str(os.getpid()))
        os.execv(sys.argv[1], ["grappe", "serve", "--web", "systemd"])
    try:
        with socket.create_connection(("127.0.0.1", port), timeout=60) as client:
            client.sendall(b"GET /about HTTP/1.1\\r\\nHost: x\\r\\nConnection: close\\r\\n\\r\\n")
            print(b"".join(iter(lambda: client.recv(65536), b"")).decode())
    finally:
        os.kill(child, signal.SIGTERM)
        print("ended with", os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))
    """

  @Test("health and metrics of the host and of the front are on ports of the loopback where wished, and name nobody")
  func ports() throws {
    let (host, front) = (try Self.freePort(), try Self.freePort())
    let portal = try RunningPortal(
      try DemoWorkspace.fresh(), options: ["--metrics-port", "\(host)", "--web-metrics-port", "\(front)"])
    _ = try portal.get("/actors/kikk")
    for (port, name) in [(host, "grappe_generation"), (front, "grappe_web_responses_total")] {
      #expect(try RunningPortal.poll { try ask(port, "/readyz").hasSuffix("200") ? true : nil } == true)
      #expect(try ask(port, "/healthz").hasSuffix("200"))
      let metrics = try ask(port, "/metrics")
      #expect(
        metrics.contains("\n\(name)") && !metrics.contains("kikk") && !metrics.contains(portal.workspace.directory.path), "\(metrics)")
    }
    #expect(!FileManager.default.fileExists(atPath: portal.workspace.directory.appending(path: "run/web-status.sock").path))
    let second = try portal.workspace.grappe("serve", "--metrics-port", "\(host)")
    #expect(second.status == 2 && second.errors.contains("\(host)"), "\(second.errors)")
  }

  private func ask(_ port: UInt16, _ path: String) throws -> String {
    try GrappeBinary.run(
      URL(filePath: "/usr/bin/curl"), ["-s", "--max-time", "30", "-w", "%{http_code}", "http://127.0.0.1:\(port)\(path)"],
      in: GrappeBinary.root
    ).output
  }

  /// Returns a port that is free now.
  private static func freePort() throws -> UInt16 {
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    let descriptor = socket(AF_INET, CInt(SOCK_STREAM.rawValue), 0)
    defer { close(descriptor) }
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    let status = withUnsafeMutablePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { bind(descriptor, $0, length) == 0 ? getsockname(descriptor, $0, &length) : -1 }
    }
    try #require(status == 0)
    return UInt16(bigEndian: address.sin_port)
  }
}
