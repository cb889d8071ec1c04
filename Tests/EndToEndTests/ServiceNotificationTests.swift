import Foundation
import Testing

/// `grappe serve` under a service manager (sd_notify(3)).
@Suite struct ServiceNotificationTests {
  @Test("the manager is told of readiness, of the watchdog and of the end")
  func messages() throws {
    let workspace = try DemoWorkspace.bare()
    let manager = try #require(NotifySocket(at: workspace.directory.appending(path: "notify").path))
    let run = try GrappeBinary.run(
      URL(filePath: "/usr/bin/env"), ["timeout", "--preserve-status", "3", GrappeBinary.executable.path, "serve"],
      in: workspace.directory, environment: ["NOTIFY_SOCKET": manager.path, "WATCHDOG_USEC": "1000000"])
    #expect(run.status == 0, "\(run.errors)")
    let messages = manager.received()
    #expect(messages.first == "WATCHDOG=1" || messages.first == "READY=1")
    #expect(messages.filter { $0 == "READY=1" }.count == 1 && messages.last == "STOPPING=1", "\(messages)")
    #expect(messages.filter { $0 == "WATCHDOG=1" }.count >= 3, "\(messages)")
  }

  @Test("a manager that reads nothing holds no host up")
  func fullSocket() throws {
    let workspace = try DemoWorkspace.bare()
    let manager = try #require(NotifySocket(at: workspace.directory.appending(path: "notify").path))
    let run = try GrappeBinary.run(
      URL(filePath: "/usr/bin/env"), ["timeout", "--preserve-status", "2", GrappeBinary.executable.path, "serve"],
      in: workspace.directory, environment: ["NOTIFY_SOCKET": manager.path, "WATCHDOG_USEC": "20000"])
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
}
