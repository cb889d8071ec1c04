import Foundation
import Testing

/// SIGKILL at each numbered step of backups and restores, and at random moments. A killed backup leaves the old file or the new
/// one, complete; a restore the old content or the new. The same command then succeeds. The sqlite3 shell and `grappe doctor`
/// check the result.
///
/// `make crash` kills many more times; GRAPPE_CRASH_KILLS gives the number. Steps are numbered in debug builds only.
@Suite(.enabled(if: ProcessInfo.processInfo.environment["GRAPPE_BINARY"] == nil))
struct BackupCrashTests {
  enum Command: String, Sendable, CaseIterable { case backup, restore, replace }

  private static let kills = ProcessInfo.processInfo.environment["GRAPPE_CRASH_KILLS"].flatMap { Int($0) } ?? 24

  @Test("A kill at any numbered step leaves the old or the new, whole", arguments: Command.allCases)
  func steps(command: Command) throws {
    let trial = try BackupTrial(command)
    var step = 1
    while try trial.run(crashingAt: step).isKilled { step += 1 }
    #expect(step > 3, "there are steps to be killed at")
  }

  @Test("A kill at a random moment leaves the old or the new, whole", arguments: Command.allCases)
  func moments(command: Command) throws {
    let trial = try BackupTrial(command)
    let whole = try trial.run(crashingAt: 1_000).microseconds
    var (kills, attempts) = (0, 0)
    while kills < Self.kills / Command.allCases.count, attempts < Self.kills * 4 {
      attempts += 1
      if try trial.run(killedAfter: .random(in: 0...whole)).isKilled { kills += 1 }
    }
    #expect(kills == Self.kills / Command.allCases.count)
  }
}

/// A workspace with content `after`, a backup of it with content `before`, and another file that a backup replaces.
private struct BackupTrial {
  private let command: BackupCrashTests.Command
  private let folder = try! TemporaryFolder()
  private let template: URL
  private let before: String
  private let after: String

  init(_ command: BackupCrashTests.Command) throws {
    self.command = command
    template = folder.url.appending(path: "template")
    try FileManager.default.createDirectory(at: template, withIntermediateDirectories: true)
    let grappe = GrappeBinary(directory: template)
    let workspace = DemoWorkspace(folder: folder, grappe: grappe)
    try #require(try grappe("init").status == 0)
    try #require(try CrashTests.large.install(with: grappe, "install", "--yes").status == 0)
    before = try workspace.data()
    try #require(try grappe("backup", "b.sqlite").status == 0)
    try #require(try CrashTests.larger.install(with: grappe, "upgrade", "--yes").status == 0)
    after = try workspace.data()
    if command == .replace {
      for suffix in ["-wal", "-shm"] { try? FileManager.default.removeItem(at: template.appending(path: "grappe.sqlite" + suffix)) }
      try Data(repeating: 0xAA, count: 60_000).write(to: template.appending(path: "grappe.sqlite"))
    }
  }

  private var arguments: [String] { command == .backup ? ["backup", "b.sqlite", "--force"] : ["restore", "b.sqlite"] }

  func run(crashingAt step: Int) throws -> DisturbedRun {
    try attempt { try DisturbedRun(arguments, in: $0, crashingAt: step) }
  }

  func run(killedAfter microseconds: useconds_t) throws -> DisturbedRun {
    try attempt { try DisturbedRun(arguments, in: $0, killedAfter: microseconds) }
  }

  private func attempt(_ body: (URL) throws -> DisturbedRun) throws -> DisturbedRun {
    let copy = folder.url.appending(path: UUID().uuidString)
    try FileManager.default.copyItem(at: template, to: copy)
    defer { try? FileManager.default.removeItem(at: copy) }
    let run = try body(copy)
    if !run.isKilled { #expect(run.status == 0) }
    try judge(DemoWorkspace(folder: folder, grappe: GrappeBinary(directory: copy)), run.isKilled)
    return run
  }

  private func judge(_ workspace: DemoWorkspace, _ isKilled: Bool) throws {
    if command == .backup {
      try judgeBackup(workspace, isDone: !isKilled)
    } else {
      try judgeContent(workspace, isDone: !isKilled)
    }
    let again = try workspace.grappe.run(arguments)
    #expect(again.status == 0, "\(again.errors)")
    if command == .backup { try judgeBackup(workspace, isDone: true) } else { try judgeContent(workspace, isDone: true) }
    let folders = [workspace.directory, workspace.directory.appending(path: "backups")]
    let names = folders.flatMap { (try? FileManager.default.contentsOfDirectory(atPath: $0.path)) ?? [] }
    #expect(!names.contains { $0.hasSuffix(".partial") || $0.contains(".restoring") }, "\(names)")
  }

  /// Checks that the file is a complete backup, of the old content or the new.
  private func judgeBackup(_ workspace: DemoWorkspace, isDone: Bool) throws {
    let query =
      "PRAGMA integrity_check; SELECT count(*) FROM backup; SELECT version FROM generation_plugin ORDER BY generation DESC LIMIT 1"
    let run = try GrappeBinary.run(URL(filePath: "/usr/bin/sqlite3"), ["b.sqlite", query], in: workspace.directory)
    let wanted = (old: "ok\n1\n1.0.0\n", new: "ok\n1\n2.0.0\n")
    #expect(run.output == wanted.new || !isDone && run.output == wanted.old, "\(run.output)\(run.errors)")
    #expect(try workspace.data() == after)
  }

  /// Checks that the workspace has the old content or the new, or the original damaged file.
  private func judgeContent(_ workspace: DemoWorkspace, isDone: Bool) throws {
    let bytes = try Data(contentsOf: workspace.directory.appending(path: "grappe.sqlite")).prefix(16)
    if command == .replace, !isDone, bytes.allSatisfy({ $0 == 0xAA }) { return }
    #expect(try workspace.damage() == "")
    let data = try workspace.data()
    #expect(data == before || !isDone && data == after)
    let doctor = try workspace.grappe("doctor")
    #expect(doctor.status == 0, "\(doctor.output)\(doctor.errors)")
  }
}
