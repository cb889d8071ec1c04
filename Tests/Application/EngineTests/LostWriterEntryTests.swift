import Calendar
import Ecosystem
import Foundation
import Store
import Testing

@testable import Engine

/// The log entry that a process leaves when it ends for a lost worker; the next process takes it into the log.
@Suite struct LostWriterEntryTests {
  private func workspace() async throws -> EngineWorkspace {
    try await EngineWorkspace(permissions: #"storage = { access = "read", reason = { fr = "x", en = "x" } }"#, commands: [:])
  }

  private func record(_ kind: InvocationKind, principal: String) -> InvocationRecord {
    InvocationRecord(
      id: "", plugin: "demo", principal: principal, kind: kind.rawValue, name: "hold", startedAt: Instant.now(),
      outcome: "limit.stuck", detail: "demo:hold was stopped"
    ).with {
      $0.cpuMilliseconds = 12
      $0.wallMilliseconds = 2_300
      $0.peakBytes = 4_096
      $0.rowsWritten = 1
    }
  }

  /// As a process leaves it that has ended: none began with the machine and has the number of this one.
  private static let name = LostWriterEntry.name(process: HostStatusFolder.ownNumber, start: "0")

  private func leave(_ record: InvocationRecord, in workspace: EngineWorkspace) throws -> HostStatusFolder {
    let folder = HostStatusFolder(workspace.host.workspace)
    folder.leave(Array(LostWriterEntry.json(of: record).json.utf8), as: Self.name)
    try #require(folder.lostWriters().count == 1)
    return folder
  }

  private func stuck(_ workspace: EngineWorkspace) throws -> [InvocationRecord] {
    let transaction = try workspace.host.workspace.store.begin(.read, for: .admin)
    defer { transaction.rollback() }
    return try transaction.invocations.latest(limit: 1_000).filter { $0.outcome == "limit.stuck" && $0.kind != "quarantine" }
  }

  @Test func `an entry is noted whole, once, and its file is removed`() async throws {
    let workspace = try await workspace()
    let left = record(.job, principal: Principal.schedule)
    for _ in 0..<2 {
      let folder = try leave(left, in: workspace)
      #expect(await workspace.host.workspace.noteLostWriters())
      #expect(folder.lostWriters().isEmpty)
    }
    var noted = try stuck(workspace)
    #expect(noted.count == 1 && !noted[0].id.isEmpty)
    noted[0].id = ""
    #expect(noted == [left])
  }

  @Test(arguments: [
    (InvocationKind.job, "schedule", true), (.handler, "event", true), (.load, "serve", true), (.call, "schedule:other", true),
    (.command, "admin", false), (.call, "other", false), (.load, "admin", false), (.script, "admin", false),
  ])
  func `it counts towards the quarantine where the code ran by itself`(kind: InvocationKind, principal: String, counts: Bool) async throws {
    let workspace = try await workspace()
    _ = try leave(record(kind, principal: principal), in: workspace)
    await workspace.host.noteLostWriters()
    #expect(try workspace.host.quarantines().map(\.name) == (counts ? ["demo"] : []))
    #expect(try stuck(workspace).count == 1)
  }

  @Test func `a damaged entry is removed and notes nothing`() async throws {
    let workspace = try await workspace()
    let folder = HostStatusFolder(workspace.host.workspace)
    folder.leave(Array(#"{"plugin":"demo","outcome""#.utf8), as: Self.name)
    try #require(folder.lostWriters().count == 1)
    #expect(await workspace.host.workspace.noteLostWriters())
    #expect(try folder.lostWriters().isEmpty && stuck(workspace).isEmpty)
  }

  @Test func `the entry of a process that still runs is left to it`() async throws {
    let workspace = try await workspace()
    let folder = HostStatusFolder(workspace.host.workspace)
    folder.leave(lostWriter: record(.job, principal: Principal.schedule))
    #expect(await workspace.host.workspace.noteLostWriters())
    #expect(try stuck(workspace).isEmpty)
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.url.path).contains { $0.hasPrefix("lost-") })
  }

  @Test func `while another writer has the database the entry stays`() async throws {
    let workspace = try await workspace()
    let folder = try leave(record(.job, principal: Principal.schedule), in: workspace)
    let transaction = try workspace.host.workspace.store.begin(.write, for: .admin)
    #expect(await !workspace.host.workspace.noteLostWriters())
    transaction.rollback()
    #expect(folder.lostWriters().count == 1)
    #expect(await workspace.host.workspace.noteLostWriters())
  }
}
