import Foundation
import Testing

/// SIGKILL at random moments of an import in batches, of rows without ids, which is resumed each time with --resume: in the end
/// each valid row exists once, and each invalid one once in the file of refused rows, whichever process was killed.
///
/// `make crash` kills many more times; GRAPPE_CRASH_KILLS gives the number.
@Suite struct BatchImportCrashTests {
  private static let kills = ProcessInfo.processInfo.environment["GRAPPE_CRASH_KILLS"].flatMap { Int($0) } ?? 24
  private static let rows = 1_500
  private static let command = ["import", "rows.csv", "--as", "actor", "--batch", "40", "--resume", "--json"]

  @Test("A batch import that is killed again and again loses no row and writes none twice")
  func moments() throws {
    let workspace = try Self.workspace()
    var (kills, round) = (0, 0)
    while kills < Self.kills, round < Self.kills {
      round += 1
      kills += try importKilled(workspace, round, atMost: Self.kills - kills)
    }
    #expect(kills >= Self.kills)
    #expect(try workspace.damage() == "")
  }

  /// Imports one file to its end, resuming after each kill.
  private func importKilled(_ workspace: DemoWorkspace, _ round: Int, atMost: Int) throws -> Int {
    try write(workspace, round)
    let before = try count(workspace)
    var kills = 0
    while kills < atMost {
      let isKilled = try run(workspace, killedAfter: .random(in: 30_000...700_000))
      if !isKilled { break }
      kills += 1
      #expect(try count(workspace) - before <= Self.good)
    }
    let end = try workspace.grappe.run(Self.command)
    try #require(end.status == 0, "\(end.errors)")
    try judge(workspace, round, before)
    return kills
  }

  private static let good = rows - rows / 10

  /// Writes the file. Every tenth row has no name. Names contain the round, so that no row equals one of another round.
  private func write(_ workspace: DemoWorkspace, _ round: Int) throws {
    let lines = (1...Self.rows).map { $0 % 10 == 0 ? ",company,bad \($0)" : "R\(round)n\($0),company,alias \($0)" }
    let text = "name,kind,aliases\n" + lines.joined(separator: "\n") + "\n"
    try Data(text.utf8).write(to: workspace.directory.appending(path: "rows.csv"))
    try? FileManager.default.removeItem(at: workspace.directory.appending(path: "rows.refused.csv"))
  }

  private func judge(_ workspace: DemoWorkspace, _ round: Int, _ before: Int) throws {
    #expect(try count(workspace) == before + Self.good)
    let names = try workspace.sql("SELECT count(DISTINCT name), count(*) FROM actor WHERE name GLOB 'R\(round)n*'")
    #expect(names == "\(Self.good)|\(Self.good)\n")
    let text = try String(contentsOf: workspace.directory.appending(path: "rows.refused.csv"), encoding: .utf8)
    let refused = text.components(separatedBy: "\r\n").dropFirst().filter { !$0.isEmpty }
    let aliases = refused.map { String($0.split(separator: ",")[1]) }
    #expect(aliases == stride(from: 10, through: Self.rows, by: 10).map { "bad \($0)" })
  }

  private func count(_ workspace: DemoWorkspace) throws -> Int {
    Int(try workspace.sql("SELECT count(*) FROM actor").trimmingCharacters(in: .newlines)) ?? -1
  }

  private func run(_ workspace: DemoWorkspace, killedAfter microseconds: useconds_t) throws -> Bool {
    let process = try RunningGrappe(workspace, Self.command)
    usleep(microseconds)
    return process.crashed()
  }

  private static func workspace() throws -> DemoWorkspace {
    let workspace = try DemoWorkspace.bare()
    try Data("scheme,code,label.fr\nactor-kind,company,Entreprise\n".utf8)
      .write(to: workspace.directory.appending(path: "kinds.csv"))
    let kinds = try workspace.grappe("import", "kinds.csv", "--as", "concept")
    try #require(kinds.status == 0, "\(kinds.errors)")
    return workspace
  }
}
