import Foundation
import Testing

/// Control characters in data have no effect on a terminal, and a line of the log stays one line.
@Suite struct HarmlessOutputTests {
  /// ESC, OSC with its end, CR, C1 as a scalar and as a byte, an override, an isolate, a mark, NUL, backspace.
  private static let hostile = #"a\27[2J\27]8;;http://x\7b\rc\194\155d\155e\226\128\174f\226\129\166g\216\156h\0i\8j"#

  private static func isHarmless(_ text: String) -> Bool {
    !text.unicodeScalars.contains { scalar in
      switch scalar.value {
      case 0x09, 0x0A: false
      case 0..<0x20, 0x7F..<0xA0, 0x061C, 0x200E, 0x200F, 0x2028...0x202E, 0x2066...0x2069: true
      default: false
      }
    }
  }

  @Test(
    "print, warn, the log, values, tables, errors, JSON and prompts",
    arguments: [
      "print(s)", "print('a', s)", "warn('@on') warn(s)", "grappe.log.info(s)", "return s", "return { { [s] = s } }",
      "return { s }", "error(s)", "error({ s })", "grappe[s]()", "return grappe.actors.get(s)", "actors.add{ name = s }",
      "return grappe.sql('SELECT ? AS x', s)",
    ])
  func channels(code: String) throws {
    let workspace = try DemoWorkspace.shared.get()
    for flags in [[], ["--json"]] {
      let run = try workspace.grappe.run(["eval"] + flags + ["local s = \"\(Self.hostile)\" \(code)"])
      #expect(Self.isHarmless(run.output), "\(run.output.debugDescription)")
      #expect(Self.isHarmless(run.errors), "\(run.errors.debugDescription)")
      #expect(!(run.output + run.errors).isEmpty)
    }
  }

  @Test("A message of the log is one line, whatever it holds")
  func logLine() throws {
    let workspace = try DemoWorkspace.shared.get()
    let run = try workspace.grappe("eval", #"grappe.log.info("one\ntwo\r\nthree\226\128\168four")"#)
    #expect(run.errors == "eval: info: one two three four\n", "\(run.errors.debugDescription)")
  }

  @Test("Arguments and file names that come back in errors")
  func arguments() throws {
    let workspace = try DemoWorkspace.shared.get()
    let hostile = "a\u{1B}[2J\u{9B}2J\u{202E}b"
    for arguments in [
      ["inspect", hostile], ["run", "\(hostile):x"], ["import", "\(hostile).csv", "--as", "actor"], [hostile],
      ["script", "\(hostile).lua"], ["export", hostile], ["export", "actor", "-o", "none/\(hostile)"],
    ] {
      let run = try workspace.grappe.run(arguments)
      #expect(run.status != 0)
      #expect(Self.isHarmless(run.errors), "\(run.errors.debugDescription)")
    }
  }

  @Test("A name with a C1 control or a turn of direction is refused, and its refusal is harmless")
  func names() throws {
    let workspace = try DemoWorkspace.fresh()
    for sign in ["\u{9B}", "\u{202E}", "\u{2066}", "\u{200F}", "\u{2028}"] {
      let file = workspace.directory.appending(path: "names.csv")
      try Data("name,kind\nStudio\(sign)gpj,company\n".utf8).write(to: file)
      let run = try workspace.grappe("import", file.path, "--as", "actor")
      #expect(run.status == 3, "\(run.output)")
      #expect(run.errors.contains("direction") && Self.isHarmless(run.errors), "\(run.errors.debugDescription)")
    }
  }

  @Test("print goes to standard error where standard output is for programs")
  func machines() throws {
    let workspace = try DemoWorkspace.shared.get()
    let eval = try workspace.grappe("eval", "--json", "print('beside') return 1")
    #expect(eval.output == "1\n" && eval.errors == "beside\n")
    let export = try workspace.grappe("export", "actor", "--filter", "(function() print('beside') return {} end)()")
    #expect(export.output.hasPrefix("id,") && export.errors == "beside\n", "\(export.errors)")
    #expect(try workspace.grappe("eval", "print('here')").output == "here\n")
  }

  @Test("Titles, names, errors and events of a plugin are harmless in list, report, jobs, log, history and what fails")
  func titles() throws {
    let hostile = #"a\27[2J\27]0;x\7\194\155b\226\128\174c\rd"#
    let code = """
      local s = "\(hostile)"
      grappe.report{ id = "r", title = s, run = function(_, doc) doc:heading(s) doc:table{ columns = { s }, rows = { { s } } } doc:text(s) end }
      grappe.command{ id = "c", summary = s, run = function() error(s) end }
      grappe.job{ id = "j", every = "1h", run = function() grappe.log.error(s) error(s) end }
      """
    let workspace = try EventTests.workspace(EventTests.plugin("steer", code))
    for arguments in [
      ["list"], ["report"], ["report", "steer:r"], ["run"], ["run", "steer:c"], ["jobs", "run", "steer:j"], ["jobs"], ["log"],
      ["log", "--json"],
      ["inspect", "steer"], ["report", "steer:r", "--format", "nonsense"],
    ] {
      let run = try workspace.grappe.run(arguments)
      let text = run.output + run.errors
      // A document in a pipe is written as it is.
      let isDocument = arguments == ["report", "steer:r"]
      #expect(isDocument || Self.isHarmless(text), "\(arguments): \(text.debugDescription)")
    }
  }

  @Test("On a terminal a document, a file name, progress and top show nothing that steers it", .enabled(if: TerminalRun.python != nil))
  func terminal() throws {
    let workspace = try DemoWorkspace.fresh()
    let name = "steer\u{1B}[2J\u{9B}31m.lua"
    let code =
      #"local d = grappe.document{ title = "a\27[2J\194\155b" } d:text("c\27]0;owned\7") d:table{ columns = { "\27[2J" }, rows = { { "\226\128\174" } } }"#
    try Data(code.utf8).write(to: workspace.directory.appending(path: name))
    let shown = try TerminalRun.command(in: workspace, ["script", name], [])
    #expect(shown.status == 0)
    try Data("while true do end".utf8).write(to: workspace.directory.appending(path: name))
    let running = try RunningGrappe(workspace, ["script", name, "--cpu", "60s"])
    _ = try running.invocationID(in: workspace)
    let top = try TerminalRun.command(in: workspace, ["top", "--once"], [])
    running.crash()
    let failed = try TerminalRun.command(in: workspace, ["script", name, "--cpu", "1500ms"], [])
    #expect(top.raw.contains("steer") && failed.raw.contains("limit cpu"))
    for run in [shown, top, failed] {
      #expect(
        !run.raw.contains("\u{1B}[2J") && !run.raw.contains("\u{9B}") && !run.raw.contains("owned\u{7}") && !run.raw.contains("\u{202E}"),
        "\(run.raw.debugDescription)")
    }
  }

  @Test("What the code of a bundle prints cannot repaint the question of an installation")
  func installation() throws {
    let workspace = try DemoWorkspace.fresh()
    var plugin = TestPlugin(name: "spoof")
    plugin.initLua = #"print("\27[2J\27[Hspoof 1.0.1 asks for no permission.\n\27[4;5r\27[4;1H")"#
    let id = try plugin.pack(into: workspace)
    let run = try workspace.grappe("install", "spoof.grappe", "--trust", id, "--yes")
    #expect(Self.isHarmless(run.output) && Self.isHarmless(run.errors), "\((run.output + run.errors).debugDescription)")
  }
}
