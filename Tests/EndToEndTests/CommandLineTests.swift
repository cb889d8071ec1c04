import Foundation
import Testing

/// The behaviour that all commands share: suggestions, usage, `--quiet`, `--verbose`, and the language of the workspace.
@Suite struct CommandLineTests {
  @Test(
    "an unknown command is refused with the nearest one, whatever follows it",
    arguments: [["repot"], ["repot", "--json"], ["exprt", "actor", "--format", "csv"], ["doctr", "-q"]])
  func suggestions(words: [String]) throws {
    let folder = try TemporaryFolder()
    let run = try GrappeBinary(directory: folder.url).run(words)
    let nearest = ["repot": "report", "exprt": "export", "doctr": "doctor"][words[0]] ?? ""
    #expect(run.status == 2)
    #expect(run.errors.contains("Unknown command '\(words[0])'. Did you mean '\(nearest)'?"), "\(run.errors)")
  }

  @Test("a refusal shows the usage of the command, also when the command finds it while it runs")
  func usage() throws {
    let workspace = try DemoWorkspace.bare()
    for words in [["report", "x:y", "--city", "a", "--city", "b"], ["import", "-", "--as", "actor", "--decimal", "x"]] {
      let run = try workspace.grappe.run(words)
      #expect(run.status == 2)
      #expect(run.errors.contains("Usage: grappe \(words[0]) "), "\(run.errors)")
      #expect(run.errors.contains("See 'grappe \(words[0]) --help'"), "\(run.errors)")
    }
  }

  @Test("a default value in a help page is said in its language")
  func defaults() throws {
    let folder = try TemporaryFolder()
    let grappe = GrappeBinary(directory: folder.url)
    for command in HelpTests.commands {
      #expect(!(try grappe("help", command, language: "fr").output.contains("(default")), "\(command)")
    }
    #expect(try grappe("help", "init", language: "fr").output.contains("(par défaut : .)"))
  }

  @Test("--verbose says the workspace, time and memory on standard error; --quiet adds nothing")
  func levels() throws {
    let workspace = try DemoWorkspace.bare()
    let (plain, quiet) = (try workspace.grappe("list"), try workspace.grappe("list", "-q"))
    let verbose = try workspace.grappe("list", "-v")
    #expect([plain.status, quiet.status, verbose.status] == [0, 0, 0])
    #expect(verbose.output == plain.output && quiet.output == plain.output && plain.errors.isEmpty && quiet.errors.isEmpty)
    #expect(verbose.errors.contains(/\S+ · \d+ ms, of which \d+ ms of processor time · at most \d+ MiB\n$/), "\(verbose.errors)")
  }

  @Test("the language given to init is that of the workspace, unless an option says another one")
  func language() throws {
    let folder = try TemporaryFolder()
    let grappe = GrappeBinary(directory: folder.url)
    #expect(try grappe("init", "cluster", "--lang", "de").status == 0)
    #expect(try grappe("list", "--workspace", "cluster").output.hasPrefix("Keine Plugins"))
    let inside = GrappeBinary(directory: folder.url.appending(path: "cluster"))
    #expect(try inside("list", language: "fr").output.hasPrefix("Keine Plugins"))
    #expect(try inside("list", "--lang", "fr").output.hasPrefix("Aucun greffon"))
    #expect(try inside("doctor").status == 0)
  }

  @Test(
    "an error in the settings of a workspace is told in the language that they name",
    arguments: [
      "[workspace]\nlanguage = \"fr\"\n[log]\ndays = 0\n", "[workspace]\nlanguage = \"fr\"\n[log\n",
      "workspace.language = \"fr\"\nworkspace.language = \"de\"\n",
    ])
  func languageOfDamagedSettings(settings: String) throws {
    let folder = try TemporaryFolder()
    let grappe = GrappeBinary(directory: folder.url)
    #expect(try grappe("init").status == 0)
    try Data(settings.utf8).write(to: folder.url.appending(path: "config.toml"))
    let run = try grappe("list")
    #expect(run.status != 0)
    #expect(run.errors.contains(" : "), "\(run.errors)")  // A colon as French writes it.
  }

  @Test("version says the libraries, and the same version as --version")
  func version() throws {
    let folder = try TemporaryFolder()
    let grappe = GrappeBinary(directory: folder.url)
    let line = try grappe("--version").output
    #expect(try grappe("version").output.hasPrefix("grappe " + line))
    let json = try JSONSerialization.jsonObject(with: Data(try grappe("version", "--json").output.utf8)) as? [String: Any]
    #expect(line.hasPrefix(try #require(json?["version"] as? String)))
    let libraries = try #require(json?["libraries"] as? [String: String])
    #expect(libraries["lua"]?.hasPrefix("5.4.") == true && libraries["sqlite"]?.hasPrefix("3.") == true, "\(libraries)")
    #expect(libraries.count == 6 && libraries.values.allSatisfy { !$0.isEmpty })
  }

  @Test("history finds the entity of an id, and asks for it where several have that id")
  func history() throws {
    let workspace = try DemoWorkspace.fresh()
    let write = { try workspace.grappe("eval", "--write", $0) }
    #expect(try write("actors.add{ id = 'one', name = 'One', kind = 'company' }").status == 0)
    #expect(try workspace.grappe("history", "one").output == workspace.grappe("history", "actor", "one").output)
    let unknown = try workspace.grappe("history", "two")
    #expect(unknown.status == 1 && unknown.errors.contains("two"), "\(unknown.errors)")
    #expect(try write("actors.del('one')").status == 0)
    #expect(try write("persons.add{ id = 'one', name = 'One' }").status == 0)
    let several = try workspace.grappe("history", "one")
    #expect(several.status == 2)
    #expect(several.errors.contains("grappe history actor one, grappe history person one"), "\(several.errors)")
  }
}
