import Dispatch
import Foundation
import Testing

/// SIGKILL at random moments of imports and of undos, one after the other in the same workspace. After each the sqlite3 shell
/// counts the rows (Tests/Oracle/effects.sh): no import is partial, lost or duplicated, and the same command then succeeds.
///
/// `make crash` kills many more times; GRAPPE_CRASH_KILLS gives the number.
@Suite struct ImportCrashTests {
  private static let kills = ProcessInfo.processInfo.environment["GRAPPE_CRASH_KILLS"].flatMap { Int($0) } ?? 24
  private static let rows = 400

  @Test("Imports and undos that are killed are whole or not there, and can be done again")
  func moments() throws {
    var trial = try CrashTrial(rows: Self.rows)
    var (kills, attempts) = (0, 0)
    while kills < Self.kills, attempts < Self.kills * 4 {
      attempts += 1
      kills += try trial.importFile(attempts)
      if attempts % 3 != 0 { kills += try trial.undoLast() }
    }
    #expect(kills >= Self.kills)
    // Every third import was not undone.
    #expect(try trial.count == attempts / 3 * Self.rows)
  }

  @Test("Two processes that write at once lose nothing and do nothing twice")
  func concurrent() async throws {
    let workspace = try CrashTrial(rows: 1).workspace
    let code = "local n = actors.count() actors.add{ id = 'n' .. n, name = 'N', kind = 'company' } return n"
    try await withThrowingTaskGroup(of: Void.self) { group in
      for _ in 0..<2 {
        group.addTask {
          for _ in 0..<15 {
            let run = try workspace.grappe("eval", code, "--write")
            #expect(run.status == 0, "\(run.errors)")
          }
        }
      }
      try await group.waitForAll()
    }
    #expect(try workspace.sql("SELECT count(*) FROM actor") == "30\n")
    #expect(
      try workspace.sql("SELECT count(*) FROM invocation i JOIN journal_change c ON c.invocation = i.id WHERE i.kind = 'eval'") == "30\n")
    #expect(try workspace.damage() == "")
  }
}

/// A workspace in which imports and undos are killed.
private struct CrashTrial {
  let workspace: DemoWorkspace
  private let rows: Int
  /// The duration of the last completed run of each kind, in microseconds.
  private var spans: [String: useconds_t] = [:]

  init(rows: Int) throws {
    self.rows = rows
    workspace = try DemoWorkspace.bare()
    try Data("scheme,code,label.fr\nactor-kind,company,Entreprise\n".utf8).write(to: workspace.directory.appending(path: "kinds.csv"))
    let kinds = try workspace.grappe("import", "kinds.csv", "--as", "concept")
    try #require(kinds.status == 0, "\(kinds.errors)")
  }

  /// The number of actors.
  var count: Int { get throws { Int(try workspace.sql("SELECT count(*) FROM actor").trimmingCharacters(in: .newlines)) ?? -1 } }

  /// Imports a new file, with a first run that is killed.
  /// - Returns: 1 when the kill came before the command's end, else 0.
  mutating func importFile(_ number: Int) throws -> Int {
    let lines = (1...rows).map { "f\(number)-\($0),Crash \(number) \($0),company,alias \($0)" }
    let file = "f\(number).csv"
    try Data(("id,name,kind,aliases\n" + lines.joined(separator: "\n") + "\n").utf8)
      .write(to: workspace.directory.appending(path: file))
    let before = try count
    return try killedThenDone(["import", file, "--as", "actor"], before, before + rows)
  }

  /// Undoes the last import, with a first run that is killed.
  mutating func undoLast() throws -> Int {
    let id = try workspace.sql(
      """
      SELECT max(i.id) FROM invocation i JOIN journal_change c ON c.invocation = i.id
      WHERE i.kind = 'import' AND i.name GLOB 'f[0-9]*' AND c.undone_by IS NULL
      """
    ).trimmingCharacters(in: .newlines)
    let before = try count
    return try killedThenDone(["undo", id], before, before - rows)
  }

  private mutating func killedThenDone(_ arguments: [String], _ before: Int, _ after: Int) throws -> Int {
    let span = spans[arguments[0]] ?? 400_000
    let isKilled = try DisturbedRun(arguments, in: workspace.directory, killedAfter: .random(in: 0...span)).isKilled
    try judge(arguments, [before, after])
    // Writes committed before the kill stay; repeating the command is refused or changes nothing.
    if try count == before {
      let start = DispatchTime.now()
      let run = try workspace.grappe.run(arguments)
      spans[arguments[0]] = useconds_t((DispatchTime.now().uptimeNanoseconds - start.uptimeNanoseconds) / 1_000)
      #expect(run.status == 0, "\(run.errors)")
    } else {
      let again = try workspace.grappe.run(arguments)
      #expect(arguments[0] == "undo" ? again.status == 5 : again.output.contains("0 added, 0 updated"), "\(again.output)")
    }
    try judge(arguments, [after])
    return isKilled ? 1 : 0
  }

  /// Checks the counts with the sqlite3 shell.
  private func judge(_ arguments: [String], _ counts: [Int]) throws {
    let found = try count
    #expect(counts.contains(found), "\(arguments): \(found) actors, not \(counts)")
    let script = GrappeBinary.root.appending(path: "Tests/Oracle/effects.sh")
    let run = try GrappeBinary.run(
      URL(filePath: "/bin/sh"), [script.path, "grappe.sqlite", "\(rows)"], in: workspace.directory)
    #expect(run.status == 0 && run.output == "", "\(arguments): \(run.output)\(run.errors)")
  }
}
