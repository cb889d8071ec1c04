import Foundation
import Testing

/// `grappe import` on a terminal: asks about duplicates, shows its progress, and ends cleanly at Ctrl-C.
@Suite(.enabled(if: TerminalRun.python != nil, "python3, which types into the terminal, is not installed"))
struct ImportTerminalTests {
  private func workspace(_ rows: [String]) throws -> DemoWorkspace {
    let workspace = try DemoWorkspace.bare()
    try write("kinds.csv", ["scheme,code,label.fr", "actor-kind,company,Entreprise"], workspace)
    try #require(try workspace.grappe("import", "kinds.csv", "--as", "concept").status == 0)
    try write("rows.csv", ["name,kind,city"] + rows, workspace)
    return workspace
  }

  private func write(_ name: String, _ lines: [String], _ workspace: DemoWorkspace) throws {
    try Data((lines.joined(separator: "\n") + "\n").utf8).write(to: workspace.directory.appending(path: name))
  }

  /// Creates a workspace with two actors, and a file with other values for both.
  private func duplicates() throws -> DemoWorkspace {
    let workspace = try workspace(["KIKK,company,", "TRAKK,company,"])
    try #require(try workspace.grappe("import", "rows.csv", "--as", "actor").status == 0)
    try write("rows.csv", ["name,kind,city", "Kikk,company,Namur", "Neu,company,Mons", "Trakk,company,Namur"], workspace)
    return workspace
  }

  @Test("Each duplicate is shown with what would change, and asked about")
  func asked() throws {
    let workspace = try duplicates()
    let run = try TerminalRun.command(
      in: workspace, ["import", "rows.csv", "--as", "actor"],
      [.until("[q]uit? "), .send("u\r"), .until("[q]uit? "), .send("s\r"), .until("1 added, 1 updated, 0 unchanged, 1 skipped.")])
    #expect(run.status == 0)
    #expect(run.steps[0].text.contains("1/2  line 2: this is KIKK"))
    #expect(run.steps[0].text.contains("city: – → \"Namur\""))
    #expect(try workspace.sql("SELECT name, city FROM actor ORDER BY name") == "Kikk|Namur\nNeu|Mons\nTRAKK|\n")
  }

  @Test("A capital letter decides about all that follow; in French the letters are the French words'")
  func all() throws {
    let workspace = try duplicates()
    let run = try TerminalRun.command(
      in: workspace, ["import", "rows.csv", "--as", "actor"],
      [.until("[q]uitter ? "), .send("M\r"), .until("1 ajouté, 2 mis à jour")], language: "fr")
    #expect(run.status == 0)
  }

  @Test("Whoever gives up changes nothing")
  func givenUp() throws {
    let workspace = try duplicates()
    let run = try TerminalRun.command(
      in: workspace, ["import", "rows.csv", "--as", "actor"],
      [.until("[q]uit? "), .send("u\r"), .until("[q]uit? "), .send("q\r"), .until("nothing was imported")])
    #expect(run.status == 1)
    #expect(try workspace.sql("SELECT name FROM actor ORDER BY name") == "KIKK\nTRAKK\n")
  }

  @Test("Without a terminal duplicates are refused with status 3, and nothing is drawn")
  func piped() throws {
    let workspace = try duplicates()
    let run = try workspace.grappe("import", "rows.csv", "--as", "actor")
    #expect(run.status == 3)
    #expect(run.errors.contains("line 2: KIKK") && run.errors.contains("--duplicates"))
    let done = try workspace.grappe("import", "rows.csv", "--as", "actor", "--duplicates", "skip")
    #expect(done.status == 0 && done.errors == "")
  }

  @Test("A long import shows how far it has come, and Ctrl-C ends it without a trace")
  func interrupted() throws {
    let workspace = try workspace((1...200_000).map { "A\($0),company," })
    let run = try TerminalRun.command(
      in: workspace, ["import", "rows.csv", "--as", "actor"],
      [.until("rows/s"), .send("\u{3}"), .until("Interrupted: nothing was imported.")])
    #expect(run.status == 1)
    #expect(try workspace.sql("SELECT count(*) FROM actor") == "0\n")
  }
}
