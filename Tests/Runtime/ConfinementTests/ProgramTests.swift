import Foundation
import Testing

@testable import Confinement

/// Programs, network, privileges and core dumps.
@Suite struct ProgramTests {
  @Test func `a program cannot be started, also not by a thread that ran before, while everything else goes on`() throws {
    let folder = try Folder()
    let run = try ProbeRun([
      "--late", "--writable", folder.path, "--readable", "/usr/bin", "run", "/usr/bin/true", "read", "\(folder.path)/known",
      "write", "\(folder.path)/new", "socket", "local",
    ])
    #expect(run["programs"] == "active")
    #expect(run["run /usr/bin/true"] == refused)
    #expect(run["early: run /usr/bin/true"] == refused)
    #expect(run["read \(folder.path)/known"] == "ok")
    #expect(run["write \(folder.path)/new"] == "ok")
    #expect(run["socket local"] == "ok")
  }

  @Test func `there is no network, neither TCP nor UDP`() throws {
    let run = try ProbeRun(["socket", "tcp", "socket", "udp"])
    #expect(run["network"] == "active")
    #expect(run["socket tcp"] == refused)
    #expect(run["socket udp"] == refused)
  }

  @Test func `no local service can be reached: no connecting, no binding, no sending to an address`() throws {
    let folder = try Folder()
    let path = "\(folder.path)/service"
    let service = try LocalService(path)
    let attempts = ["connect", path, "bind", "\(folder.path)/own", "send", "to:\(path)"]
    let run = try ProbeRun(["--writable", folder.path] + attempts)
    for pair in 0..<3 { #expect(run["\(attempts[2 * pair]) \(attempts[2 * pair + 1])"] == refused) }
    #expect(!service.hasMessage)
  }

  @Test func `a connected socket is written to, but neither with MSG_FASTOPEN nor by calls that hide an address`() throws {
    let hidden = ["fast", "message", "message-fast", "messages", "messages-fast"]
    let run = try ProbeRun((["plain"] + hidden).flatMap { ["send", $0] })
    #expect(run["send plain"] == "ok")
    for way in hidden { #expect(run["send \(way)"] == refused, "\(way)") }
  }

  @Test func `no privileges can be gained any more`() throws {
    #expect(try ProbeRun([])["noNewPrivileges"] == "active")
  }

  @Test func `memory is not dumped, also not to a program`() throws {
    let run = try ProbeRun([])
    #expect(run["coreDumps"] == "active")
    #expect(["1 1", "0 0"].contains(run["core"]))
  }

  @Test func `nothing is in force before it is asked for`() {
    #expect(Confinement.status == ConfinementStatus())
    #expect(!Confinement.status.isComplete)
  }
}
