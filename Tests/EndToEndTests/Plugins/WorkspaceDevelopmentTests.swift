import Foundation
import Testing

/// `grappe dev` in a workspace: the folder runs there, marked, and the version installed before is restored, data included.
@Suite struct WorkspaceDevelopmentTests {
  private func version(_ workspace: DemoWorkspace) throws -> String {
    let list = try json(try workspace.grappe("list", "--json").output) as? [[String: Any]]
    return list?.first { $0["name"] as? String == "demo" }?["version"] as? String ?? "none"
  }

  private func titles(_ workspace: DemoWorkspace) throws -> String {
    try workspace.grappe("report", "demo:themes", "--format", "csv").output
  }

  /// Creates a workspace with version 0.1.0 of the plugin installed from its folder.
  private func installed() throws -> DemoWorkspace {
    let workspace = try DemoWorkspace.bare()
    try #require(try workspace.grappe("new", "demo").status == 0)
    let packed = try workspace.grappe("pack", "demo", "-o", "demo.grappe")
    let id = "sha256:" + packed.output.prefix { $0 != " " }
    let run = try workspace.grappe("install", "demo.grappe", "--yes", "--trust", id)
    try #require(run.status == 0, "\(run.errors)")
    return workspace
  }

  @Test("A save runs in the workspace at once, a mistake is told in its line while the version before runs on, Ctrl-C ends it")
  func saves() throws {
    let workspace = try installed()
    let (before, blobs) = (try workspace.data(), try workspace.blobs())
    let development = try RunningDevelopment(in: workspace)
    let first = try #require(development.round(0))
    #expect(first.first?["event"] as? String == "placed" && first.first?["installed"] as? Bool == true)
    #expect(try version(workspace) == "0.1.0+dev")

    let library = try development.text("lib/themes.lua")
    try development.write(library.replacing("grappe.t(\"theme\")", with: "\"Sorte\""), to: "lib/themes.lua")
    let second = try #require(development.round(1))
    #expect(second.contains { $0["event"] as? String == "placed" && $0["installed"] as? Bool == false })
    #expect(try titles(workspace).hasPrefix("Sorte,"))

    try development.write("local x = = 1", to: "lib/themes.lua")
    let third = try #require(development.round(2))
    #expect(RunningDevelopment.words(third, "found", "source") == ["local x = = 1"])
    #expect(third.contains { $0["file"] as? String == "lib/themes.lua" && $0["line"] as? Int == 1 })
    #expect(try titles(workspace).hasPrefix("Sorte,"))

    try development.write("local label\nprint(label.fr)", to: "init.lua")
    let fourth = try #require(development.round(3))
    #expect(!fourth.contains { $0["event"] as? String == "placed" })

    try development.write("local label\nprint(label.fr)", to: "init.lua")
    try development.write(library, to: "lib/themes.lua")
    let fifth = try #require(development.round(4))
    let problem = try #require(RunningDevelopment.words(fifth, "failed", "problem").first)
    #expect(problem.contains("demo/init.lua:2") && problem.contains("print(label.fr)"), "\(problem)")
    #expect(try titles(workspace).hasPrefix("Sorte,"))

    #expect(development.interrupt() == 0)
    #expect(development.events.last?["version"] as? String == "0.1.0")
    #expect(try version(workspace) == "0.1.0")
    #expect(try titles(workspace).hasPrefix("Theme,"))
    #expect(try workspace.data() == before)
    #expect(try workspace.blobs() == blobs)
    #expect(try workspace.damage() == "")
  }

  @Test("A host that serves the workspace, and a shell in it, take each save over")
  func takenOver() throws {
    let workspace = try installed()
    let development = try RunningDevelopment(in: workspace)
    _ = try #require(development.round(0))
    let note = #"grappe.on("concept.created", function() grappe.storage.set("heard", NUMBER) end)"#
    let manifest = try development.text("plugin.toml")
    try development.write(
      manifest.replacing("[permissions]", with: "[permissions]\nstorage = { access = \"write\" }"), to: "plugin.toml")
    let refused = try #require(development.round(1))
    #expect(RunningDevelopment.words(refused, "failed", "problem").first?.contains("not approved") == true)
    #expect(development.interrupt() == 0)

    let again = try RunningDevelopment(in: workspace)
    _ = try #require(again.round(0))
    let host = try RunningGrappe(workspace, ["serve"])
    let start = try again.text("init.lua")
    for number in 1...2 {
      try again.write(start + note.replacing("NUMBER", with: "\(number)"), to: "init.lua")
      _ = try #require(again.round(number))
      try #require(
        try workspace.grappe("eval", "--write", "concepts.add{ scheme = 's', code = 'c\(number)', label = { fr = 'x' } }").status == 0)
      let heard = try host.observe { try workspace.sql("SELECT value FROM storage") == "\(number)\n" ? true : nil }
      #expect(heard == true)
    }
    kill(host.number, SIGTERM)
    #expect(host.wait() == 0)
    #expect(again.interrupt() == 0)
  }

  @Test("What a migration writes is written anew when it changes, and is gone at the end, of a plugin that was not installed")
  func migrations() throws {
    let workspace = try DemoWorkspace.bare()
    let before = try workspace.data()
    let development = try RunningDevelopment(in: workspace)
    _ = try #require(development.round(0))
    let count = "concepts.count{ scheme = 'demo-theme' }"
    #expect(try workspace.grappe("eval", count).output == "3\n")
    try development.write(try development.text("data/themes.csv") + "texte,Texte,Text\n", to: "data/themes.csv")
    let second = try #require(development.round(1))
    #expect(second.contains { $0["event"] as? String == "placed" && $0["installed"] as? Bool == true })
    #expect(try workspace.grappe("eval", count).output == "4\n")
    try development.write("code,label_fr,label_en\nimage,,\n", to: "data/themes.csv")
    let third = try #require(development.round(2))
    #expect(!third.contains { $0["event"] as? String == "placed" })
    #expect(try workspace.grappe("eval", count).output == "4\n")
    #expect(development.interrupt() == 0)
    #expect(try version(workspace) == "none")
    #expect(try workspace.data() == before)
  }

  @Test("Where rows of the migrations have moved on, the code goes back, the data stays, and the row is named")
  func conflict() throws {
    let workspace = try DemoWorkspace.bare()
    let development = try RunningDevelopment(in: workspace)
    _ = try #require(development.round(0))
    let edit = "concepts.set('demo-theme:jeu', { label = { fr = 'Jeux', en = 'Games' } })"
    try #require(try workspace.grappe("eval", "--write", edit).status == 0)
    #expect(development.interrupt() == 5)
    #expect((development.events.last?["obstacle"] as? String)?.contains("demo-theme:jeu") == true)
    #expect(try version(workspace) == "none")
    #expect(try workspace.grappe("eval", "concepts.get('demo-theme:jeu').label.fr").output == "Jeux\n")
  }

  @Test("After a crash the development stands, marked; a rollback takes it back, and so does the next development")
  func crash() throws {
    let workspace = try installed()
    let before = try workspace.data()
    for isRolledBack in [true, false] {
      let development = try RunningDevelopment(in: workspace)
      _ = try #require(development.round(0))
      let library = try development.text("lib/themes.lua")
      try development.write(library + "\n", to: "lib/themes.lua")
      _ = try #require(development.round(1))
      development.crash()
      #expect(try version(workspace) == "0.1.0+dev")
      if isRolledBack {
        let run = try workspace.grappe("rollback", "--yes", "demo")
        #expect(run.status == 0, "\(run.errors)")
      } else {
        let next = try RunningDevelopment(in: workspace)
        _ = try #require(next.round(0))
        #expect(next.interrupt() == 0)
      }
      #expect(try version(workspace) == "0.1.0")
      #expect(try workspace.data() == before)
    }
  }

  @Test("Two cannot develop one plugin in one workspace; a workspace that only the environment names is not touched")
  func alone() throws {
    let workspace = try DemoWorkspace.bare()
    let development = try RunningDevelopment(in: workspace)
    _ = try #require(development.round(0))
    #expect(try RunningDevelopment(in: workspace).wait() == 5)
    #expect(development.interrupt() == 0)

    let before = try workspace.dump()
    let elsewhere = try RunningDevelopment(environment: ["GRAPPE_WORKSPACE": workspace.directory.path])
    #expect(try #require(elsewhere.round(0)).first?["event"] as? String == "loaded")
    #expect(elsewhere.interrupt() == 0)
    #expect(try workspace.dump() == before)
  }

  @Test("Without approval nothing is put into place")
  func approval() throws {
    let workspace = try DemoWorkspace.bare()
    try #require(try workspace.grappe("new", "demo").status == 0)
    let run = try workspace.grappe("dev", "demo")
    #expect(run.status == 3 && run.errors.contains("--yes"))
    #expect(try version(workspace) == "none")
  }
}
