import Foundation
import Testing

/// SIGKILL at each numbered step of install, upgrade, rollback and uninstall, and at random moments: the workspace has the old
/// generation or the new one, complete, and the command can be run again. The sqlite3 shell and `grappe doctor` check the
/// result.
///
/// `make crash` kills at least 200 times; GRAPPE_CRASH_KILLS gives the number of random ones. Steps are numbered in debug
/// builds only.
@Suite(.enabled(if: ProcessInfo.processInfo.environment["GRAPPE_BINARY"] == nil))
struct CrashTests {
  /// A command, its initial workspace, and the fingerprints of the data before and after it.
  struct Scenario: Sendable, CustomStringConvertible {
    let command: [String]
    /// The versions to install first.
    let installed: [PluginVersion]
    /// The names of the installed plugins before and after.
    let plugins: (before: String, after: String)

    var description: String { command[0] }
  }

  static let scenarios = [
    Scenario(command: ["install"], installed: [], plugins: ("", "demo 1.0.0")),
    Scenario(command: ["upgrade"], installed: [large], plugins: ("demo 1.0.0", "demo 2.0.0")),
    Scenario(command: ["rollback", "demo", "--yes"], installed: [large, larger], plugins: ("demo 2.0.0", "demo 1.0.0")),
    Scenario(command: ["uninstall", "demo", "--purge", "--yes"], installed: [large], plugins: ("demo 1.0.0", "")),
  ]

  /// A version with enough rows for a kill to come between them.
  static let large: PluginVersion = {
    var plugin = PluginVersion.first
    plugin.migrations[0] +=
      "\nfor i = 1, 300 do grappe.actors.add{ id = \"actor-\" .. i, name = \"Actor \" .. i, kind = \"demo\" } end"
    return plugin
  }()

  static let larger: PluginVersion = {
    var plugin = large
    plugin.version = "2.0.0"
    plugin.migrations.append(
      "for i = 1, 300 do grappe.actors.set(\"actor-\" .. i, { city = \"Namur\" }) end\ngrappe.actors.del(\"doomed\")")
    return plugin
  }()

  private static let randomKills = ProcessInfo.processInfo.environment["GRAPPE_CRASH_KILLS"].flatMap { Int($0) } ?? 24

  @Test("A kill at any numbered step leaves the old or the new generation, whole", arguments: scenarios)
  func steps(scenario: Scenario) throws {
    let trial = try Trial(scenario)
    var step = 1
    while try trial.run(crashingAt: step).isKilled { step += 1 }
    #expect(step > 4, "there are steps to be killed at")
  }

  @Test("A kill at a random moment leaves the old or the new generation, whole", arguments: scenarios)
  func moments(scenario: Scenario) throws {
    let trial = try Trial(scenario)
    let whole = try trial.run(crashingAt: 1_000).microseconds
    var (kills, attempts) = (0, 0)
    while kills < Self.randomKills / Self.scenarios.count, attempts < Self.randomKills * 4 {
      attempts += 1
      if try trial.run(killedAfter: .random(in: 0...whole)).isKilled { kills += 1 }
    }
    #expect(kills == Self.randomKills / Self.scenarios.count)
  }
}

/// The workspace of one scenario; each attempt works on a copy.
private struct Trial {
  let scenario: CrashTests.Scenario
  private let folder = try! TemporaryFolder()
  private let arguments: [String]
  private let before: String
  private var template: URL { folder.url.appending(path: "template") }

  init(_ scenario: CrashTests.Scenario) throws {
    self.scenario = scenario
    let grappe = GrappeBinary(directory: folder.url.appending(path: "template"))
    try FileManager.default.createDirectory(at: grappe.directory, withIntermediateDirectories: true)
    try #require(try grappe("init").status == 0)
    for version in scenario.installed {
      let run = try version.install(with: grappe, "install", "--yes")
      try #require(run.status == 0, "\(run.errors)")
    }
    if let version = ["install": CrashTests.large, "upgrade": CrashTests.larger][scenario.command[0]] {
      let (file, id) = try version.pack(with: grappe)
      arguments = scenario.command + [file, "--trust", id, "--yes"]
    } else {
      arguments = scenario.command
    }
    before = try DemoWorkspace(folder: folder, grappe: grappe).data()
  }

  func run(crashingAt step: Int) throws -> DisturbedRun {
    try attempt { try DisturbedRun(arguments, in: $0, crashingAt: step) }
  }

  func run(killedAfter microseconds: useconds_t) throws -> DisturbedRun {
    try attempt { try DisturbedRun(arguments, in: $0, killedAfter: microseconds) }
  }

  private func attempt(_ body: (URL) throws -> DisturbedRun) throws -> DisturbedRun {
    let copy = TemporaryCopy(of: template, in: folder.url)
    defer { copy.remove() }
    let run = try body(copy.url)
    if !run.isKilled { #expect(run.status == 0) }
    try judge(DemoWorkspace(folder: folder, grappe: GrappeBinary(directory: copy.url)), isKilled: run.isKilled)
    return run
  }

  private func judge(_ workspace: DemoWorkspace, isKilled: Bool) throws {
    #expect(try workspace.damage() == "")
    let doctor = try workspace.grappe("doctor")
    #expect(doctor.status == 0, "\(doctor.output)\(doctor.errors)")
    let plugins = try installed(workspace)
    #expect(plugins == scenario.plugins.before || plugins == scenario.plugins.after)
    #expect(isKilled || plugins == scenario.plugins.after)
    guard plugins == scenario.plugins.before else { return }
    #expect(try workspace.data() == before)
    let again = try workspace.grappe.run(arguments)
    #expect(again.status == 0, "\(again.errors)")
    #expect(try installed(workspace) == scenario.plugins.after)
    #expect(try workspace.damage() == "")
  }

  private func installed(_ workspace: DemoWorkspace) throws -> String {
    try workspace.sql(
      "SELECT name || ' ' || version FROM generation_plugin WHERE generation = (SELECT max(number) FROM generation)"
    ).trimmingCharacters(in: .newlines)
  }
}

/// A copy of a folder for one attempt.
private struct TemporaryCopy {
  let url: URL

  init(of source: URL, in folder: URL) {
    url = folder.appending(path: UUID().uuidString)
    try! FileManager.default.copyItem(at: source, to: url)
  }

  func remove() { try? FileManager.default.removeItem(at: url) }
}
