import Foundation
import Testing

/// The shell in a pipe: lines as input, plain values as output, the greatest exit code at the end.
@Suite struct ShellPipeTests {
  private func shell(
    _ lines: String, in workspace: DemoWorkspace, language: String = "en", options: String = ""
  ) throws -> GrappeBinary.Run {
    try GrappeBinary.run(
      URL(filePath: "/bin/bash"),
      ["-c", "printf '%s' \"$TYPED\" | '\(GrappeBinary.executable.path)' shell --lang \(language) \(options)"],
      in: workspace.directory, environment: ["TYPED": lines, "LC_ALL": "C.UTF-8"])
  }

  @Test("Values are plain, without prompt or colour, and all went well")
  func plain() throws {
    let workspace = try DemoWorkspace.shared.get()
    let count = try workspace.grappe("eval", "actors.count{ territory = 'BE-WAL', kind = 'company' }").output
    let run = try shell("return actors.count{ territory = \"BE-WAL\",\n  kind = \"company\" }\nx = 1\nx, nil, 'é'", in: workspace)
    #expect(run.output == count + "1  nil  é\n")
    #expect(run.errors == "")
    #expect(run.status == 0)
  }

  @Test(
    "The exit code is that of the worst line, and the lines after it are run",
    arguments: [
      ("error('oh')", 1), ("foo bar", 1), ("x = (", 1), (":nope", 2), (":report wallonia:nope", 2),
      (":report wallonia:agenda --nope 1", 2), (":install /nowhere.grappe", 1), (":lang nl", 2),
      ("while true do end\nerror('after')", 4),
    ] as [(String, Int32)])
  func status(lines: String, expected: Int32) throws {
    let workspace = try DemoWorkspace.shared.get()
    let run = try shell("40 + 2\n" + lines + "\n", in: workspace, options: "--cpu 200ms")
    #expect(run.status == expected, "\(run.errors)")
    #expect(run.output.hasPrefix("42\n"))
    #expect(run.errors.isEmpty == false)
  }

  @Test("An error takes back its own line whole, and no other")
  func rollback() throws {
    let workspace = try DemoWorkspace.fresh()
    let run = try shell(
      """
      n = actors.count{}
      a = actors.add{ id = "essai", name = "Essai", kind = "company" }
      do actors.del("essai") actors.del("kikk") error("no") end
      actors.count{} - n, actors.get("kikk").name
      actors.set("essai", { name = "Autre" }) while true do end
      actors.get("essai").name
      """, in: workspace, options: "--cpu 200ms")
    #expect(run.output == "1  KIKK\nEssai\n", "\(run.errors)")
    #expect(run.status == 4)
  }

  @Test("help and ? answer without a colon, and a variable of that name stays one")
  func helpWithoutColon() throws {
    let workspace = try DemoWorkspace.shared.get()
    let run = try shell("help\n?actors\nhelp = 3\nreturn help + 1", in: workspace)
    #expect(run.status == 0, "\(run.errors)")
    #expect(run.output.contains(":timing") && run.output.contains("actors") && run.output.hasSuffix("4\n"), "\(run.output)")
  }

  @Test(":redo runs the last line again, and :timing says how long lines take")
  func redo() throws {
    let workspace = try DemoWorkspace.fresh()
    let run = try shell(":redo", in: workspace)
    #expect(run.status == 5 && run.errors.contains("no line to repeat"), "\(run.errors)")
    let again = try shell("n = (n or 0) + 1\n:redo\n:redo\n:timing\nreturn n", in: workspace)
    #expect(again.status == 0 && again.output.hasSuffix("3\n"), "\(again.output)\(again.errors)")
  }

  @Test("A line that only reads waits for no writer, and each line is on record")
  func log() throws {
    let workspace = try DemoWorkspace.fresh()
    let run = try shell("actors.count{ id = 'kikk' }\n:log", in: workspace)
    #expect(run.output.hasPrefix("1\n"))
    #expect(run.output.contains("shell actors.count{ id = 'kikk' }"))
  }

  @Test("A line is undone, and then the one before it; what another line wrote since stays")
  func undo() throws {
    let workspace = try DemoWorkspace.fresh()
    let run = try shell(
      """
      a = actors.set("kikk", { description = "une" }).description
      b = actors.set("kikk", { description = "deux" }).description
      c = actors.set("kikk", { website = "https://example.org" }).website
      :undo
      :undo
      actors.get("kikk").description, actors.get("kikk").website == c
      :history actor kikk
      """, in: workspace)
    #expect(run.status == 0, "\(run.errors)")
    #expect(run.output.contains("une  false\n"), "\(run.output)")
    #expect(run.output.contains("deux"))
  }

  @Test("Without a line that wrote there is nothing to undo")
  func nothingToUndo() throws {
    let workspace = try DemoWorkspace.shared.get()
    #expect(try shell(":undo", in: workspace).status == 5)
  }

  @Test("JSON is one document a line, failures too")
  func json() throws {
    let workspace = try DemoWorkspace.shared.get()
    let run = try shell(
      "1, 'a'\nactors.find({ id = 'kikk' }, { fields = { 'name' } })\nx = 1\nerror('oh')", in: workspace, options: "--json")
    let lines = run.output.split(separator: "\n").map(String.init)
    #expect(lines.count == 2)
    #expect(lines.first == "[1,\"a\"]")
    let records = try #require(try EndToEndTests.json(lines[1]) as? [[String: Any]])
    #expect(records.first?["name"] as? String == "KIKK")
    let failure = try #require(try EndToEndTests.json(run.errors) as? [String: [String: Any]])
    #expect(failure["error"]?["message"] as? String == "shell:1: oh")
  }

  @Test("A list in JSON that is cut is an error that says how many elements are missing")
  func cut() throws {
    let workspace = try DemoWorkspace.shared.get()
    let run = try shell("local t = {} for i = 1, 100003 do t[i] = i end return t", in: workspace, options: "--json")
    #expect(run.status == 1)
    #expect(try (EndToEndTests.json(run.output) as? [Int])?.count == 100_000)
    let failure = try #require(try EndToEndTests.json(run.errors) as? [String: [String: Any]])
    #expect((failure["error"]?["message"] as? String)?.hasPrefix("The list has 3 more elements") == true, "\(run.errors)")
  }

  @Test("SQL keeps the order of its columns")
  func sql() throws {
    let workspace = try DemoWorkspace.shared.get()
    let run = try shell(":sql SELECT name, id, kind FROM actors WHERE id = 'kikk'", in: workspace)
    #expect(run.output.split(separator: "\n").first?.split(separator: " ") == ["name", "id", "kind"])
    #expect(run.output.contains("KIKK  kikk  association"))
  }

  @Test("Values that are no data are shown, cycles included")
  func shown() throws {
    let workspace = try DemoWorkspace.shared.get()
    let run = try shell("t = { 1, 2, name = 'x' } t.t = t\nt\nactors\n{}, {}\ncoroutine.create(print) ~= nil\n'\\xff'", in: workspace)
    #expect(run.status == 0, "\(run.errors)")
    #expect(run.output.contains("name"))
    #expect(run.output.contains("find    function"))
    #expect(run.output.hasSuffix("(empty)\n(empty)\ntrue\n\"\\255\"\n"))
  }

  @Test(":help lists every command, in both languages, and knows collections, functions and commands")
  func help() throws {
    let workspace = try DemoWorkspace.shared.get()
    let english = try shell(":help\n:help actors\n:help find\n:help :as", in: workspace)
    #expect(english.status == 0, "\(english.errors)")
    for word in [":install FILE…", ":as NAME", "wallonia.family_basis", "COLLECTION.find(filter", ":as wallonia"] {
      #expect(english.output.contains(word), "\(word)")
    }
    let french = try shell(":help\n:help actor", in: workspace, language: "fr")
    #expect(french.output.contains(":install FICHIER…"))
    #expect(french.output.contains("Tapez du Lua"))
    #expect(try shell(":help actrs", in: workspace).errors.contains("actors"))
  }
}
