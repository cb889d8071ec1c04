import Foundation
import Testing

/// The real shell on a real terminal.
@Suite(.enabled(if: TerminalRun.python != nil, "SKIPPED: there is no python3 to type into a terminal"))
struct ShellTerminalTests {
  @Test("Variables live from line to line, an expression shows its value, a chunk may take several lines")
  func lines() throws {
    let run = try TerminalRun.shell(
      in: try DemoWorkspace.fresh(),
      [
        TerminalRun.Action.line("x = 41"), TerminalRun.Action.line("x + 1"),
        TerminalRun.Action.line("for i = 1, 2 do", prompt: "    ..> "),
        TerminalRun.Action.line("print(i * 100)", prompt: "    ..> "), TerminalRun.Action.line("end"),
        TerminalRun.Action.line("été = 'déjà'"), TerminalRun.Action.line("été .. ' vu'"),
      ])
    #expect(run.status == 0)
    #expect(run.steps[2].text.contains("\n42\n"))
    #expect(run.steps[5].text.contains("\n100\n200\n"))
    // Lua's names are ASCII; its strings and the messages are not.
    #expect(run.steps[6].text.contains("shell:1:"))
  }

  @Test("The prompt alone is bold, not what is typed and printed after it")
  func boldPrompt() throws {
    let run = try TerminalRun.shell(in: try DemoWorkspace.fresh(), [TerminalRun.Action.line("6 * 7")])
    #expect(run.raw.contains("\u{1B}[1mgrappe>\u{1B}[0m 6 * 7\r\n42\r\n"))
  }

  @Test("Letters beyond ASCII are typed, erased and recalled as one character each")
  func accents() throws {
    let run = try TerminalRun.shell(
      in: try DemoWorkspace.fresh(),
      [
        TerminalRun.Action.line("s = 'éàx\u{7F}\u{7F}è'"), TerminalRun.Action.line("s, #s"),
        // The line before the last is recalled from the history and run again.
        TerminalRun.Action.line("\u{1B}[A\u{1B}[A"), TerminalRun.Action.line("s .. '€'"),
      ])
    #expect(run.steps[2].text.contains("\néè  4\n"))
    #expect(run.steps[4].text.contains("\néè€\n"))
  }

  @Test("Tab completes collections, functions, fields and operators of a filter, codes, options, commands and reports")
  func completion() throws {
    let workspace = try DemoWorkspace.fresh()
    let count = try workspace.grappe("eval", "actors.count{ territory = 'BE-WAL', kind = 'company' }").output
    let run = try TerminalRun.shell(
      in: workspace,
      [
        [.send("acto\t.cou\tterr\t\"BE-WA\t, ki\t\"compa\t }\r"), .until("\ngrappe> ")],
        [.send("#actors.find({ kind = \"company\" }, { li\t5, or\t\"na\t })\r"), .until("\ngrappe> ")],
        [.send("actors.count{ staff = 1, [\"wallonia.fam\t\"map\" }\u{15}"), .until("family_basis")],
        [.send("actors.count{ na\tl\t"), .until("name = l"), .send("\u{15}")],
        [.send("actors.count{ name = { \t"), .until("like"), .send("\u{15}")],
        [.send(":rep\twallonia:ag\t\r"), .until("\ngrappe> ")],
      ])
    #expect(run.steps[1].text.contains("\n\(count)"))
    #expect(run.steps[2].text.contains("\n5\n"))
    #expect(run.steps[3].text.contains("[\"wallonia.family_basis\"] = "))
    #expect(run.steps[5].text.contains("present"))
    #expect(run.steps[6].text.contains("KIKK"))
  }

  @Test("Ctrl-C stops an endless loop, the variables are kept, and the shell goes on")
  func interrupt() throws {
    let run = try TerminalRun.shell(
      in: try DemoWorkspace.fresh(),
      [
        TerminalRun.Action.line("n = 0"),
        // The progress note shows that the line runs and that Ctrl-C is handled.
        [.send("while true do n = n + 1 end\r"), .until("Ctrl-C stops it"), .send("\u{3}"), .until("\ngrappe> ")],
        TerminalRun.Action.line("n > 1000, type(n)"),
        [
          .send("actors.set('kikk', { city = 'Liège' }) for a in actors.each{} do actors.get(a.id) end while true do end\r"),
          .until("Ctrl-C stops it"), .send("\u{3}"), .until("\ngrappe> "),
        ],
        TerminalRun.Action.line("actors.get('kikk').city"),
      ])
    #expect(run.status == 0)
    #expect(run.steps[3].text.contains("Interrupted; no data was changed."))
    #expect(!run.steps[3].text.contains("lost"))
    #expect(run.steps[4].text.contains("\ntrue  number\n"))
    #expect(run.steps[7].text.contains("\nNamur\n"))
    let times = [run.steps[3], run.steps[6]].compactMap(\.ms).map { "\($0) ms" }.joined(separator: ", ")
    print("Ctrl-C to the next prompt: \(times)")
  }

  @Test(
    "Ctrl-C ends a query of :sql, first or later, also while it sorts; the variables are kept and no thread goes on",
    arguments: [
      "SELECT count(*) FROM actors a, actors b, actors c, actors d, actors e WHERE a.name || b.name < c.name || d.name || e.name",
      "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT max(i) FROM n",
      "SELECT sum(length(printf('%.*c', 100000, 'a') || a.name || b.name || c.name || d.name)) FROM actors a, actors b, actors c, actors d",
      "SELECT max(r) FROM (SELECT rank() OVER (PARTITION BY a.kind ORDER BY b.name) AS r FROM actors a, actors b WHERE a.id < b.id), actors c, actors d, actors e",
    ])
  func interruptedQuery(query: String) throws {
    let interrupted: [TerminalRun.Action] = [
      .send(":sql \(query)\r"), .until("Ctrl-C stops it"), .send("\u{3}"), .until("\ngrappe> "), .idle,
    ]
    let run = try TerminalRun.shell(
      in: try DemoWorkspace.fresh(),
      [
        TerminalRun.Action.line("kept = { 'whole' }"), interrupted, TerminalRun.Action.line("kept[1], actors.count{} > 0"), interrupted,
        TerminalRun.Action.line("kept[1]"),
      ])
    #expect(run.status == 0)
    #expect(run.steps[3].text.contains("Interrupted; no data was changed.") && run.steps[7].text.contains("Interrupted"))
    #expect(run.steps[5].text.contains("\nwhole  true\n") && run.steps[9].text.contains("\nwhole\n"))
    print("Ctrl-C in :sql to the next prompt: \([run.steps[3], run.steps[7]].compactMap(\.ms).map { "\($0) ms" }.joined(separator: ", "))")
  }

  @Test("A loop that no kill can leave whole is stopped too, and the shell says that the variables are lost")
  func torn() throws {
    let run = try TerminalRun.shell(
      in: try DemoWorkspace.fresh(),
      [
        TerminalRun.Action.line("x = 1"),
        [
          .send("table.sort({3, 2, 1}, function() while true do end end)\r"), .until("Ctrl-C stops it"), .send("\u{3}"),
          .until("\ngrappe> "),
        ], TerminalRun.Action.line("x, actors.count{} > 0"),
      ])
    #expect(run.steps[3].text.contains("its variables are lost"))
    #expect(run.steps[4].text.contains("\nnil  true\n"))
  }

  @Test("Ctrl-C during a search throws the entry away, of several lines too, and what was shown of it; one is recalled whole")
  func interruptedSearch() throws {
    let run = try TerminalRun.shell(
      in: try DemoWorkspace.fresh(),
      [
        TerminalRun.Action.line("for i = 1, 2 do", prompt: "    ..> "), TerminalRun.Action.line("  print(i * 100)", prompt: "    ..> "),
        TerminalRun.Action.line("end"), TerminalRun.Action.line("6 * 7"),
        [.send("\u{12}p"), .until("bck:p"), .send("\u{3}"), .until("\ngrappe> ")], TerminalRun.Action.line("1 + 1"),
        TerminalRun.Action.line("\u{1B}[A\u{1B}[A\u{1B}[A"),
      ])
    #expect(run.raw.contains("^C\u{1B}[J"))
    #expect(run.steps[7].text.contains("\n2\n") && run.steps[8].text.contains("\n100\n200\n"))
  }

  @Test("Ctrl-C at the prompt throws the line away, and what was before it of a chunk")
  func interruptedTyping() throws {
    let run = try TerminalRun.shell(
      in: try DemoWorkspace.fresh(),
      [
        TerminalRun.Action.line("for i = 1, 2 do", prompt: "    ..> "),
        [.send("nonsense nonsense\u{3}"), .until("\ngrappe> ")], TerminalRun.Action.line("1 + 1"),
      ])
    #expect(run.steps[3].text.contains("\n2\n"))
  }

  @Test(":as enters a plugin's sandbox, which is refused what the plugin may not do, and :as admin returns")
  func enter() throws {
    let run = try TerminalRun.shell(
      in: try DemoWorkspace.fresh(),
      [
        TerminalRun.Action.line("mine = 'admin'"), TerminalRun.Action.line(":as wallonia", prompt: "wallonia> "),
        TerminalRun.Action.line("mine, grappe.plugin.name", prompt: "wallonia> "),
        TerminalRun.Action.line(
          "actors.add{ name = 'X', kind = 'company', territory = 'FR-13' }", prompt: "wallonia> "),
        TerminalRun.Action.line(
          "actors.add{ id = 'essai', name = 'X', kind = 'company', territory = 'BE-WNA' }.owner", prompt: "wallonia> "),
        TerminalRun.Action.line(":as admin"), TerminalRun.Action.line("mine, actors.count{ id = 'essai' }"),
      ])
    #expect(run.steps[3].text.contains("\nnil  wallonia\n"))
    #expect(run.steps[4].text.contains("permission denied: this needs territory FR-13"))
    #expect(run.steps[5].text.contains("\nwallonia\n"))
    #expect(run.steps[7].text.contains("\nadmin  1\n"))
  }

  @Test(":kill completes the number of what runs elsewhere, and ends it")
  func kill() throws {
    let workspace = try DemoWorkspace.fresh()
    let running = try RunningGrappe(workspace, ["eval", "while true do end", "--cpu", "1h", "--wall", "1h"])
    let id = try #require(try running.invocationID(in: workspace))
    let run = try TerminalRun.shell(
      in: workspace,
      [
        TerminalRun.Action.line(":kill"), [.send(":kill \t"), .until(id), .send("\r"), .until("\ngrappe> ")],
        TerminalRun.Action.line(":kill 1.1"),
      ])
    #expect(run.steps[1].text.contains(id))
    #expect(run.steps[3].text.contains("Stopped: admin eval"))
    #expect(run.steps[4].text.contains("Nothing runs under the number 1.1"))
    #expect(running.wait() == 4)
  }

  @Test(":install asks without being disturbed, then tells which migration runs; Ctrl-C at the question installs nothing")
  func installProgress() throws {
    let workspace = try DemoWorkspace.fresh()
    let slow = TestPlugin(
      name: "lent", permissions: "actors = { access = \"write\" }",
      files: ["migrations/0001.lua": "for i = 1, 400000000 do end"])
    let install = ":install lent.grappe --trust \(try slow.pack(into: workspace))\r"
    let run = try TerminalRun.shell(
      in: workspace,
      [
        [.send(install), .until("[y/N] "), .send("\u{3}"), .until("\ngrappe> ")], TerminalRun.Action.line(":plugins"),
        [
          .send(install), .until("[y/N] "), .send("y\r"), .until("[y/N] "), .send("y\r"), .until("lent: migration 1 of 1"),
          .until("\ngrappe> "),
        ],
        TerminalRun.Action.line(":plugins"),
      ], language: "en")
    #expect(run.steps[2].text.contains("nothing was installed"))
    #expect(!run.steps[3].text.contains("lent"))
    #expect(run.steps[7].text.contains("+ lent 1.0.0"))
    #expect(run.steps[8].text.contains("lent"))
  }

  @Test("What a command prints after a second stands on lines of its own, without what told of its progress")
  func progressCleared() throws {
    let workspace = try DemoWorkspace.fresh()
    let slow = TestPlugin(
      name: "lent", initLua: "grappe.command{ id = 'c', summary = 'c', run = function() for i = 1, 400000000 do end return 'fini' end }")
    let installed = try slow.install(into: workspace)
    try #require(installed.status == 0, "\(installed.errors)")
    let run = try TerminalRun.shell(
      in: workspace, [[.send(":run lent:c\r"), .until("Ctrl-C stops it"), .until("\ngrappe> ")]])
    #expect(run.raw.contains("\r\u{1B}[Kfini\r\n"), "\(run.raw)")
  }

  @Test(":help explains modules, functions, entities and fields in both languages, and Tab completes them")
  func help() throws {
    let run = try TerminalRun.shell(
      in: try DemoWorkspace.fresh(),
      [
        [.send(":help fund\t.chec\t\r"), .until("\ngrappe> ")], [.send(":help actors.wall\tfamily_b\t\r"), .until("\ngrappe> ")],
        TerminalRun.Action.line(":help storage"), TerminalRun.Action.line(":lang fr"),
        TerminalRun.Action.line(":help doc:table"), TerminalRun.Action.line(":help actor.kind"),
      ])
    #expect(run.steps[1].text.contains("grappe.funding.check("))
    #expect(run.steps[2].text.contains("actors.wallonia.family_basis"))
    #expect(run.steps[3].text.contains("grappe.storage.set(key, value)"))
    #expect(run.steps[5].text.contains("Prend :") && run.steps[5].text.contains("doc:table("))
    #expect(run.steps[6].text.contains("Opérateurs d'un filtre"))
  }

  @Test("What another process installs is there at the next line")
  func installation() throws {
    let workspace = try DemoWorkspace.fresh()
    let other = TestPlugin(
      name: "voisin", permissions: "actors = { access = \"write\" }",
      initLua: "grappe.field('actor', 'note', { type = 'text' })")
    let id = try other.pack(into: workspace)
    let run = try GrappeBinary.run(
      URL(filePath: "/bin/bash"),
      [
        "-c",
        """
        mkfifo in; "$GRAPPE" shell < in & exec 3> in
        echo 'return actors.count{ id = "kikk" }' >&3
        "$GRAPPE" install voisin.grappe --yes --trust \(id) > /dev/null || exit 9
        echo 'return actors.set("kikk", { ["voisin.note"] = "là" })["voisin.note"]' >&3
        exec 3>&-; wait
        """,
      ], in: workspace.directory, environment: ["GRAPPE": GrappeBinary.executable.path])
    #expect(run.output == "1\nlà\n", "\(run.errors)")
  }

  @Test("A dumb terminal gets no escape sequence, and everything but editing")
  func dumb() throws {
    let run = try TerminalRun.shell(
      in: try DemoWorkspace.fresh(),
      [
        [.send("1 +\n"), .until("    ..> "), .send("1\n"), .until("2\ngrappe> ")],
        [.send("while true do end\n"), .until("Ctrl-C stops it"), .send("\u{3}"), .until("grappe> ")],
        [.send("half a line\u{3}"), .until("grappe> "), .send("actors.count{ id = 'kikk' }\n"), .until("1\ngrappe> ")],
      ], terminal: "dumb")
    #expect(run.status == 0)
    #expect(!run.raw.contains("\u{1B}"))
  }

  @Test("NO_COLOR takes colours away, and French is spoken after :lang fr")
  func language() throws {
    let run = try TerminalRun.shell(
      in: try DemoWorkspace.fresh(),
      [
        TerminalRun.Action.line("error('x')"), TerminalRun.Action.line(":lang fr"), TerminalRun.Action.line(":help as"),
        TerminalRun.Action.line(":plugins"),
      ], environment: ["NO_COLOR": "1"])
    #expect(!run.raw.contains("\u{1B}[31m"))
    #expect(run.steps[3].text.contains("Passe dans le bac à sable d'un greffon"))
    #expect(run.steps[4].text.contains("Enregistrements"))
  }

  @Test("The history is kept for the next time, for its owner alone")
  func history() throws {
    let workspace = try DemoWorkspace.fresh()
    _ = try TerminalRun.shell(in: workspace, [TerminalRun.Action.line("6 * 7"), TerminalRun.Action.line(" 'unseen'")])
    let file = workspace.directory.appending(path: "shell_history")
    let mode = try FileManager.default.attributesOfItem(atPath: file.path)[.posixPermissions] as? Int
    #expect(mode == 0o600)
    #expect(try String(contentsOf: file, encoding: .utf8) == "6 * 7\n")
    let run = try TerminalRun.shell(in: workspace, [TerminalRun.Action.line("\u{1B}[A")])
    #expect(run.steps[1].text.contains("\n42\n"))
  }
}
