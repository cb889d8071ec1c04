import Foundation
import Testing

/// Invalid input gives one clear sentence, the right exit code, and leaves no partial result.
@Suite struct BadInputTests {
  @Test("Outside a workspace a command says how to make one")
  func noWorkspace() throws {
    let folder = try TemporaryFolder()
    let run = try GrappeBinary(directory: folder.url)("report")
    #expect(run.status == 1)
    #expect(run.errors.contains("grappe init"))
  }

  @Test("init does not touch a workspace that is there")
  func initTwice() throws {
    let workspace = try DemoWorkspace.fresh()
    let before = try workspace.dump()
    let run = try workspace.grappe("init")
    #expect(run.status == 1)
    #expect(run.errors.contains("already"))
    #expect(try workspace.dump() == before)
  }

  @Test(
    "What is misspelt is refused with the nearest right name",
    arguments: [
      (["report", "wallonia:cartografie"], "wallonia:cartographie"),
      (["report", "cartographie"], "wallonia:cartographie"),
      (["report", "wallonia:cartographie", "--citty", "Namur"], "city"),
      (["report", "wallonia:cartographie", "--family", "entreprenariat"], "entrepreneuriat"),
      (["run", "wallonia:audi"], "wallonia:audit"),
      (["export", "actors_", "--format", "csv"], "actor"),
      (["inspect", "walonia"], "wallonia"),
    ])
  func misspelt(arguments: [String], nearest: String) throws {
    let workspace = try DemoWorkspace.shared.get()
    let run = try workspace.grappe.run(arguments)
    #expect(run.status == 2 || arguments[0] == "inspect" && run.status == 1, "\(run.errors)")
    #expect(run.errors.contains(nearest), "\(run.errors)")
    #expect(run.output.isEmpty)
  }

  @Test(
    "In Lua a misspelt name is refused with the nearest right one",
    arguments: [
      ("grappe.actor.find{}", "actors"), ("actors.fnd{}", "find"), ("actors.find{ nmae = 'x' }", "name"),
      ("actors.find{ name = { lik = 'x' } }", "like"), ("actors.find({}, { ordre = 'name' })", "order"),
      ("actors.find({}, { order = 'nmae' })", "name"),
    ])
  func misspeltLua(code: String, nearest: String) throws {
    let workspace = try DemoWorkspace.shared.get()
    let run = try workspace.grappe("eval", code)
    #expect(run.status == 1, "\(run.errors)")
    #expect(run.errors.contains(nearest), "\(run.errors)")
    #expect(run.errors.contains("eval:1"), "\(run.errors)")
  }

  @Test(
    "Unknown options and commands are usage errors",
    arguments: [["report", "--format", "pdf"], ["raport"], ["list", "--frobnicate"]])
  func usage(arguments: [String]) throws {
    let workspace = try DemoWorkspace.shared.get()
    let run = try workspace.grappe.run(
      arguments.first == "report" ? ["report", "wallonia:agenda"] + arguments.dropFirst() : arguments)
    #expect(run.status == 2, "\(run.errors)")
    #expect(!run.errors.isEmpty)
  }

  @Test("A damaged database is refused in a sentence")
  func damagedDatabase() throws {
    let folder = try TemporaryFolder()
    try Data("not a database, but long enough to look like a file of some kind".utf8)
      .write(to: folder.url.appending(path: "grappe.sqlite"))
    let run = try GrappeBinary(directory: folder.url)("list")
    #expect(run.status == 1, "\(run.errors)")
    #expect(run.errors.contains("grappe.sqlite"), "\(run.errors)")
  }

  @Test("With --json an error is JSON with a stable code")
  func jsonError() throws {
    let folder = try TemporaryFolder()
    let run = try GrappeBinary(directory: folder.url)("list", "--json")
    let error = try #require(try (json(run.errors) as? [String: Any])?["error"] as? [String: Any])
    #expect(error["code"] as? String == "workspace.missing")
    #expect(error["exit"] as? Int == 1)
  }

  @Test("Errors are in French where the locale is")
  func french() throws {
    let folder = try TemporaryFolder()
    let run = try GrappeBinary(directory: folder.url)("list", language: "fr")
    #expect(run.errors.contains("espace de travail"))
  }
}
