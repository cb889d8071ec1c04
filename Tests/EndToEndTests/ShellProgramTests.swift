import Foundation
import Testing

/// The editor and the pager of the shell, which a process beside the confined shell starts.
@Suite(.enabled(if: TerminalRun.python != nil, "SKIPPED: there is no python3 to type into a terminal"))
struct ShellProgramTests {
  /// A pager that marks each line.
  private static let pager = "sed s/^/PAGED:/"

  private func run(
    _ steps: [[TerminalRun.Action]], editor: String = "false", pager: String = ShellProgramTests.pager, terminal: String = "xterm"
  ) throws -> TerminalRun {
    try TerminalRun.shell(
      in: try DemoWorkspace.fresh(), steps, terminal: terminal, environment: ["VISUAL": "", "EDITOR": editor, "PAGER": pager])
  }

  @Test(":edit opens the last entry, of several lines too, and runs what the editor saves; the history has it")
  func edit() throws {
    let run = try run(
      [
        TerminalRun.Action.line("for i = 1, 1 do", prompt: "    ..> "), TerminalRun.Action.line("print(i + 40) end"),
        TerminalRun.Action.line(":edit"), TerminalRun.Action.line("\u{1B}[A"), TerminalRun.Action.line(":sql SELECT 1 AS one"),
        TerminalRun.Action.line(":edit"),
      ], editor: "sed -i -e s/40/41/ -e s/one/two/")
    #expect(run.steps[2].text.contains("\n41\n") && run.steps[3].text.contains("\n42\n") && run.steps[4].text.contains("\n42\n"))
    #expect(run.steps[5].text.contains("one") && run.steps[6].text.contains("two"))
  }

  @Test("a text that is unchanged, and one of an editor that fails, is not run")
  func nothing() throws {
    let unchanged = try run(
      [TerminalRun.Action.line("n = (n or 0) + 1"), TerminalRun.Action.line(":edit"), TerminalRun.Action.line("n")], editor: "true")
    #expect(unchanged.steps[2].text.contains("Nothing was changed") && unchanged.steps[3].text.contains("\n1\n"))
    let failed = try run(
      [TerminalRun.Action.line("n = (n or 0) + 1"), TerminalRun.Action.line(":edit"), TerminalRun.Action.line("n")], editor: "exit 3;")
    #expect(failed.steps[2].text.contains("ended with 3") && failed.steps[3].text.contains("\n1\n"))
  }

  @Test("an entry that is wrong is opened again as it was typed")
  func wrong() throws {
    let run = try run([TerminalRun.Action.line("6 *** 7"), TerminalRun.Action.line(":edit")], editor: "sed -i s/[*][*][*]/*/")
    #expect(run.steps[2].text.contains("\n42\n"))
  }

  @Test("what is longer than the screen goes through the pager, what is not does not")
  func pager() throws {
    let run = try run([
      TerminalRun.Action.line("for i = 1, 40 do print(i) end"), TerminalRun.Action.line("actors.find({}, { limit = 3 })"),
      TerminalRun.Action.line("actors.find({}, { limit = 60 })"), TerminalRun.Action.line(":help"), TerminalRun.Action.line(":plugins"),
      TerminalRun.Action.line(":report wallonia:cartographie"),
    ])
    #expect(!run.steps[1].text.contains("PAGED:") && !run.steps[2].text.contains("PAGED:"))
    #expect(run.steps[3].text.contains("PAGED:") && run.steps[4].text.contains("PAGED:"))
    #expect(!run.steps[5].text.contains("PAGED:") && run.steps[6].text.contains("PAGED:"))
  }

  @Test("a pager that is left early or cannot be started loses nothing of the shell")
  func badPager() throws {
    let left = try run([TerminalRun.Action.line(":help"), TerminalRun.Action.line("6 * 7")], pager: "head -2")
    #expect(left.status == 0 && left.steps[2].text.contains("\n42\n"))
    let missing = try run([TerminalRun.Action.line(":help"), TerminalRun.Action.line("6 * 7")], pager: "/nowhere/pager")
    #expect(missing.steps[1].text.contains(":quit") && missing.steps[2].text.contains("\n42\n"))
  }

  @Test("PAGER=cat, a dumb terminal and a pipe have none; :edit says that it needs a terminal")
  func without() throws {
    let plain = try run([TerminalRun.Action.line(":help")], pager: "cat")
    #expect(plain.steps[1].text.contains(":quit"))
    let workspace = try DemoWorkspace.fresh()
    let piped = try GrappeBinary.run(
      URL(filePath: "/bin/bash"), ["-c", "printf ':help\\n:edit\\n' | \"$GRAPPE\" shell"], in: workspace.directory,
      environment: ["GRAPPE": GrappeBinary.executable.path, "PAGER": Self.pager, "EDITOR": "true"])
    #expect(piped.output.contains(":quit") && !piped.output.contains("PAGED:") && piped.errors.contains("terminal"))
  }
}
