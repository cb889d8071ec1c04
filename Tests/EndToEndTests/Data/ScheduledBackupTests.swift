import Foundation
import Testing

/// The backups that `grappe serve` writes by `[backup]` in config.toml.
@Suite struct ScheduledBackupTests {
  private let workspace: DemoWorkspace
  private let log: URL

  init() throws {
    workspace = try DemoWorkspace.bare()
    log = workspace.directory.appending(path: "log")
    try Data().write(to: log)
  }

  private func serve(_ config: String) throws -> RunningGrappe {
    try Data(config.utf8).write(to: workspace.directory.appending(path: "config.toml"))
    return try RunningGrappe(workspace, ["serve", "--json"], output: try FileHandle(forWritingTo: log))
  }

  /// The files of the notices of backups.
  private var written: [String] {
    let lines = ((try? String(contentsOf: log, encoding: .utf8)) ?? "").split(separator: "\n").map { Data($0.utf8) }
    return lines.compactMap { (try? JSONSerialization.jsonObject(with: $0)) as? [String: Any] }
      .filter { $0["event"] as? String == "backup-written" }.compactMap { $0["file"] as? String }
  }

  private func files(in folder: String) -> [String] {
    let all = (try? FileManager.default.contentsOfDirectory(atPath: workspace.directory.appending(path: folder).path)) ?? []
    return all.filter { !$0.hasPrefix(".") }.sorted()
  }

  @Test("backups are written at their times, can be restored, and the oldest are deleted, foreign files are not")
  func schedule() throws {
    let folder = workspace.directory.appending(path: "kept")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    try Data().write(to: folder.appending(path: "notes.txt"))
    let host = try serve("[backup]\nevery = \"1s\"\nfolder = \"kept\"\nkeep = 2\n")
    try #require(host.observe { written.count >= 4 ? true : nil } == true)
    #expect(host.end(by: SIGTERM)?.status == 0)
    let kept = files(in: "kept").filter { $0 != "notes.txt" }
    #expect((2...3).contains(kept.count) && files(in: "kept").contains("notes.txt"), "\(kept)")
    let name = workspace.directory.lastPathComponent
    #expect(kept.allSatisfy { $0.hasPrefix(name) && $0.hasSuffix("Z.sqlite") })
    let restored = try workspace.grappe("restore", "kept/\(try #require(kept.last))", "--dry-run")
    #expect(restored.status == 0, "\(restored.errors)")
  }

  @Test("a backup missed while no host ran is caught up once, an absolute folder is confined to, and a bad schedule is refused")
  func missed() throws {
    let outside = try TemporaryFolder()
    let name = workspace.directory.lastPathComponent
    try Data().write(to: outside.url.appending(path: "\(name)-20200101T000000Z.sqlite"))
    let host = try serve("[backup]\ncron = \"0 0 1 1 *\"\nzone = \"Europe/Brussels\"\nfolder = \"\(outside.url.path)\"\n")
    try #require(host.observe { written.isEmpty ? nil : true } == true)
    #expect(host.end(by: SIGTERM)?.status == 0)
    #expect(written.count == 1 && written[0].hasPrefix(outside.url.path), "\(written)")
    try Data("[backup]\ncron = \"61 * * * *\"\n".utf8).write(to: workspace.directory.appending(path: "config.toml"))
    let bad = try workspace.grappe("list")
    #expect(bad.status == 1 && bad.errors.contains("backup.cron"), "\(bad.errors)")
  }
}
